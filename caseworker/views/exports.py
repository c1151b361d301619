# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Take the decisions out as a file, without names and without the written reasons."""

from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from caseworker.forms import ExportForm, recorded
from caseworker.interchange.export_rows import Wanted
from caseworker.interchange.exporting import Export
from caseworker.localisation import language
from caseworker.permissions import Action
from caseworker.queries.going_live import agreement
from caseworker.queries.overview import systems
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.vocabulary.problems import Refused

MOST_ROWS = 100_000

views = Blueprint("exports", __name__, url_prefix="/exports")


@views.get("")
@permit(Action.EXPORT)
def choose() -> str:
    """Asks which decisions, and in which kind of file."""
    return render_template("exports/choose.html", form=ExportForm.about(systems(reading())))


@views.post("")
@permit(Action.EXPORT)
def take() -> Response | tuple[str, int]:
    """A zip of the file and its description, after the log says who took it."""
    form = ExportForm.about(systems(reading()))
    packed = recorded(form, lambda: _packed(form))
    if packed is None:
        return render_template("exports/choose.html", form=form), 422
    name = f"decisions-{context().today.isoformat()}.zip"
    return send_file(packed, "application/zip", as_attachment=True, download_name=name)


def _packed(form: ExportForm) -> IO[bytes]:
    wanted = Wanted(
        form.system.data or None, form.first.data, form.last.data, with_clusters=bool(form.with_clusters.data)
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"decisions.{form.form.data}"
        note = " ".join(agreement(reading(), language()))
        work = Export(database(), context(), path, wanted, note, user=viewer().id)
        if work.size > MOST_ROWS:
            raise Refused(
                "These are more than %(most)s rows, which is too many for this page. Choose fewer days, or have them "
                "exported by the command “caseworker export” on the server.",
                field="last",
                most=MOST_ROWS,
            )
        for _written in work.run():
            pass
        packed = TemporaryFile()  # noqa: SIM115  the answer closes it
        with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
            for file in sorted(Path(folder).iterdir()):
                archive.write(file, file.name)
    packed.seek(0)
    return packed

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Import a file in four steps: upload, say what its columns are, see what would come of it, store."""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from caseworker.forms import (
    AS_GROUP,
    ColumnsForm,
    PlainForm,
    UploadForm,
    form_named,
    missing_columns,
    recorded,
    taken_twice,
)
from caseworker.interchange import page_imports
from caseworker.interchange.blank_files import blank_csv, blank_xlsx
from caseworker.interchange.columns import Column
from caseworker.interchange.page_imports import Choices
from caseworker.interchange.proposing import propose, remember_columns, remembered_columns
from caseworker.interchange.uploads import find_upload, new_upload
from caseworker.localisation import sentence
from caseworker.models import System, Upload
from caseworker.permissions import Action
from caseworker.privacy import mask_cpr
from caseworker.queries.overview import systems
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, takes_file
from caseworker.views.files import MEANINGS, codes_of, uploads
from caseworker.vocabulary.problems import Absent, Refused

views = Blueprint("imports", __name__, url_prefix="/imports")


@views.get("")
@permit(Action.IMPORT)
def choose() -> str:
    """Asks for a file, and offers one to fill in."""
    return _first_page(UploadForm.about(systems(reading())))


@views.post("")
@permit(Action.IMPORT)
@takes_file(page_imports.MOST_BYTES)
def upload() -> Response | tuple[str, int]:
    """Keeps the file, and leads to what it holds."""
    form = UploadForm.about(systems(reading()))
    kept = recorded(form, lambda: _kept(form))
    if kept is None:
        return _first_page(form), 422
    return redirect(url_for("imports.show", upload_id=kept), 303)


@views.get("/<uuid:upload_id>")
@permit(Action.IMPORT)
def show(upload_id: UUID) -> str:
    """The step that the file has come to."""
    found = _mine(upload_id)
    if found.stored is not None:
        return _page("imports/stored.html", found, counts=json.loads(found.stored))
    if found.found is not None:
        return _page("imports/checked.html", found, counts=json.loads(found.found), form=PlainForm())
    return _columns_page(found, ColumnsForm())


@views.post("/<uuid:upload_id>/columns")
@permit(Action.IMPORT)
def check(upload_id: UUID) -> Response | tuple[str, int]:
    """Remembers what the columns are, and checks every row without storing any."""
    found = _mine(upload_id)
    form = ColumnsForm()
    if recorded(form, lambda: _checked(found, form)) is None:
        return _columns_page(found, form), 422
    return redirect(url_for("imports.show", upload_id=upload_id), 303)


@views.post("/<uuid:upload_id>/back")
@permit(Action.IMPORT)
def reconsider(upload_id: UUID) -> Response:
    """Leads back to the columns."""
    uploads().change(_mine(upload_id).id, found=None)
    return redirect(url_for("imports.show", upload_id=upload_id), 303)


@views.post("/<uuid:upload_id>/store")
@permit(Action.IMPORT)
def store(upload_id: UUID) -> Response:
    """Stores the good rows; what came of it is kept to be read, the file is not."""
    found = _mine(upload_id)
    if found.stored is None:
        counts = page_imports.store(database(), context(), _request(found))
        uploads().change(found.id, stored=json.dumps(counts))
        uploads().forget_content(found)
    return redirect(url_for("imports.show", upload_id=upload_id), 303)


@views.post("/<uuid:upload_id>/discard")
@permit(Action.IMPORT)
def discard(upload_id: UUID) -> Response:
    """Deletes the file, unstored."""
    uploads().discard(_mine(upload_id))
    return redirect(url_for("imports.choose"), 303)


@views.get("/<uuid:upload_id>/errors.csv")
@permit(Action.IMPORT)
def errors(upload_id: UUID) -> Response:
    """The wrong rows, each with the reason."""
    path = uploads().errors(_mine(upload_id))
    if not path.is_file():
        raise Absent()
    return _download(path.read_bytes(), "csv", _("wrong-rows"))


@views.get("/blank/<system>.<any(csv,xlsx):form>")
@permit(Action.IMPORT)
def blank(system: str, form: str) -> Response:
    """A file to fill in."""
    codes = codes_of(system)
    names = (_("decisions"), _("codes"))
    meanings = {column.value: str(meaning) for column, meaning in MEANINGS.items()}
    return _download(blank_csv() if form == "csv" else blank_xlsx(codes, meanings, names), form, system)


def _download(content: bytes, form: str, name: str) -> Response:
    answer = make_response(content)
    answer.mimetype = "text/csv" if form == "csv" else _EXCEL
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return answer


_COLUMNS_SHOWN = {"as_group": AS_GROUP, "shown_name": mask_cpr}
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _first_page(form: UploadForm) -> str:
    most = page_imports.MOST_BYTES // 1024**2
    return render_template(
        "imports/choose.html", form=form, systems=systems(reading()), megabytes=most, rows=page_imports.MOST_ROWS
    )


def _kept(form: UploadForm) -> UUID:
    kind = form_named(form.file.data.filename)
    if kind is None:
        raise Absent()
    now = context()
    new = new_upload(now, current_user.user_id, form.system.data, kind)
    with form.file.data.stream as content:
        return page_imports.receive(uploads(), now, new, content)


def _mine(upload_id: UUID) -> Upload:
    return find_upload(reading(), upload_id, current_user.user_id)


def _request(found: Upload) -> Any:
    if found.chosen is None or found.found is None:
        raise Absent()
    return Choices.from_json(found.chosen).request(uploads().file(found), found.system)


def _checked(found: Upload, form: ColumnsForm) -> bool:
    names = list(page_imports.preview(uploads().file(found)))
    choices = form.choices_for(names, [request.form.get(f"column-{place}", "") for place in range(len(names))])
    lacking, doubled = missing_columns(choices), taken_twice(choices)
    if lacking:
        raise Refused("Choose which column of the file is “%(column)s”.", field="file", column=_meaning(lacking[0]))
    if doubled:
        raise Refused(
            "Two columns of the file are chosen as “%(column)s”. Choose one of them.",
            field="file",
            column=_meaning(doubled[0]),
        )
    heads = (_("Row"), _("Column"), _("Reason"))
    work = choices.request(uploads().file(found), found.system)
    counts = page_imports.check(database(), context(), work, uploads().errors(found), heads, sentence)
    with database().write() as session:
        remember_columns(session, found.system, choices.columns)
    uploads().change(found.id, chosen=choices.to_json(), found=json.dumps(counts))
    return True


def _meaning(column: str) -> str:
    return str(MEANINGS[Column(column)]) if column in list(Column) else column


def _columns_page(found: Upload, form: ColumnsForm) -> str:
    columns = page_imports.preview(uploads().file(found))
    proposed = propose(list(columns), remembered_columns(reading(), found.system))
    if form.is_submitted():
        sent = {name: request.form.get(f"column-{place}", "") for place, name in enumerate(columns)}
        proposed = {name: ours or None for name, ours in sent.items()}
    return _page("imports/columns.html", found, form=form, columns=columns, proposed=proposed, **_COLUMNS_SHOWN)


def _page(template: str, found: Upload, **shown: Any) -> str:
    system = reading().get(System, found.system)
    return render_template(template, upload=found, system=system, meanings=MEANINGS, **shown)

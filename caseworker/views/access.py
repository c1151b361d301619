# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Everything held about a case, for a citizen's request."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.documents.access_report import MadeBy, access_data, access_report
from caseworker.forms import AccessReportForm, recorded
from caseworker.localisation import language
from caseworker.permissions import Action
from caseworker.queries.whole_case import HeldCase
from caseworker.recording.access import open_whole_case
from caseworker.request_scope import context, database, settings
from caseworker.security import permit, viewer
from caseworker.views.downloads import JSON, KINDS, file, sheet_file
from caseworker.vocabulary.problems import Absent

views = Blueprint("access", __name__, url_prefix="/access-report")


@views.get("")
@permit(Action.MAKE_ACCESS_REPORT)
def ask() -> str:
    """Asks for the case."""
    return render_template("documents/access.html", form=AccessReportForm(formdata=None))


@views.post("")
@permit(Action.MAKE_ACCESS_REPORT)
def download() -> Response | tuple[str, int]:
    """The report as a file; that the reasons in it were opened is recorded, and their authors can see it."""
    form, kind = AccessReportForm(), request.form.get("kind", "")
    if kind not in KINDS:
        raise Absent()
    held = recorded(form, lambda: _held(form.case_reference.data or ""))
    if held is None:
        return render_template("documents/access.html", form=form), 422
    made = MadeBy(settings().municipality, context().today, settings().zone)
    name = _("access"), held.case_reference
    if kind == JSON:
        return file(access_data(held, made).encode(), JSON, *name)
    return sheet_file(access_report(held, language(), made), kind, made.today, *name)


def _held(case_reference: str) -> HeldCase:
    return open_whole_case(database(), context(), case_reference, viewer().id)

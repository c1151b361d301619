# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The note for the case's own journal, and help to write legal grounds, of which nothing is stored."""

from uuid import UUID

from flask import Blueprint, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.documents.notes import grounds, journal_note
from caseworker.documents.sheets import text_to_copy
from caseworker.forms import GroundsForm, recorded
from caseworker.localisation import language
from caseworker.permissions import Action
from caseworker.queries.records import Record, get_record
from caseworker.request_scope import reading
from caseworker.security import permit, viewer
from caseworker.views.downloads import sheet_file

views = Blueprint("notes", __name__, url_prefix="/records/<uuid:decision_id>")


@views.get("/note")
@permit(Action.SEE_RECORD)
def show(decision_id: UUID) -> str:
    """The note as text that is copied with one click."""
    record = _record(decision_id)
    return render_template("documents/note.html", record=record, text=text_to_copy(journal_note(record, language())))


@views.get("/note.<any(pdf, txt):form>")
@permit(Action.SEE_RECORD)
def download(decision_id: UUID, form: str) -> Response:
    """The note as PDF or as text."""
    record = _record(decision_id)
    made_on = record.latest.decision.decided_on
    return sheet_file(journal_note(record, language()), form, made_on, _("note"), record.case_reference)


@views.get("/grounds")
@permit(Action.SEE_RECORD)
def help_with_grounds(decision_id: UUID) -> str:
    """Three empty parts: rules, main considerations, facts."""
    return render_template("documents/grounds.html", record=_record(decision_id), form=GroundsForm(formdata=None))


@views.post("/grounds")
@permit(Action.SEE_RECORD)
def put_together(decision_id: UUID) -> str | tuple[str, int]:
    """The three parts as one text to copy; it is stored nowhere."""
    record, form = _record(decision_id), GroundsForm()
    parts = recorded(form, form.parts)
    if parts is None:
        return render_template("documents/grounds.html", record=record, form=form), 422
    text = text_to_copy(grounds(record, **parts, language=language()))
    return render_template("documents/grounds.html", record=record, form=form, text=text)


def _record(decision_id: UUID) -> Record:
    return get_record(reading(), viewer(), Action.SEE_RECORD, decision_id)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The explanation to the citizen: drafted from the record, read, edited and released by its author."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.config import LOCALES
from caseworker.documents.explanation import Parts, Told, explanation, parts_of, told_before
from caseworker.documents.sheets import Sheet, read_sheet, stored_text
from caseworker.forms import ExplanationForm, recorded
from caseworker.localisation import language
from caseworker.permissions import Action
from caseworker.queries.basis import read_basis
from caseworker.queries.cases import personal_values
from caseworker.queries.explanations import Released, released_explanations
from caseworker.queries.records import Record, get_record
from caseworker.recording import NewExplanation, release_explanation
from caseworker.request_scope import context, database, reading, settings
from caseworker.security import permit, viewer
from caseworker.views.downloads import sheet_file
from caseworker.vocabulary.numbers import read_whole
from caseworker.vocabulary.problems import Absent, CaseErased

views = Blueprint("explanations", __name__, url_prefix="/records/<uuid:decision_id>/explanation")


@views.get("")
@permit(Action.EXPLAIN)
def show(decision_id: UUID) -> Response | str:
    """What was released, the latest or the version asked for; leads to the draft where nothing was."""
    record = _record(decision_id)
    released = released_explanations(reading(), decision_id)
    if not released:
        return redirect(url_for("explanations.draft", decision_id=decision_id), 303)
    chosen = _version(released, request.args.get("version", released[0].explanation.version, type=int))
    return render_template(
        "documents/explanation.html",
        record=record,
        released=released,
        chosen=chosen.explanation,
        sheet=read_sheet(chosen.text) if chosen.text else None,
    )


@views.get("/<int:version>.<any(pdf, txt):form>")
@permit(Action.EXPLAIN)
def download(decision_id: UUID, version: int, form: str) -> Response:
    """A released version as PDF or as text; the same version gives the same file each time."""
    record = _record(decision_id)
    chosen = _version(released_explanations(reading(), decision_id), version)
    if chosen.text is None:
        raise Absent()
    made_on = chosen.explanation.released_on
    return sheet_file(read_sheet(chosen.text), form, made_on, _("explanation"), record.case_reference)


@views.get("/draft")
@permit(Action.EXPLAIN)
def draft(decision_id: UUID) -> str:
    """The form, filled with the latest release or with the whole draft; the reason only where its author asks."""
    record = _record(decision_id)
    asked = request.args.get("language", language())
    spoken = asked if asked in LOCALES else language()
    told, released = _first_draft(record, spoken), released_explanations(reading(), decision_id)
    if request.args.get("reason"):
        told = Told(record.latest.reason or told.sentence, told.kept)
    form = ExplanationForm(
        formdata=None,
        revision=record.latest.decision.revision,
        version=max((each.explanation.version for each in released), default=0) + 1,
        language=spoken,
        kept=sorted(told.kept),
        sentence=told.sentence,
    )
    return _form_page(record, form)


@views.post("/draft")
@permit(Action.EXPLAIN)
def edit(decision_id: UUID) -> str:
    """The form again, with all that was filled in."""
    return _form_page(_record(decision_id), ExplanationForm())


@views.post("/read")
@permit(Action.EXPLAIN)
def read(decision_id: UUID) -> str | tuple[str, int]:
    """The whole sheet to read through before it is released; nothing is stored yet."""
    record, form = _record(decision_id), ExplanationForm()
    parts = _parts(record, _language(form))
    sheet = recorded(form, lambda: _sheet(record, parts, form))
    if sheet is None:
        return _form_page(record, form), 422
    verbatim = (form.sentence.data or "").strip() == record.latest.reason
    return render_template("documents/read.html", record=record, form=form, sheet=sheet, verbatim=verbatim)


@views.post("")
@permit(Action.EXPLAIN)
def release(decision_id: UUID) -> Response | tuple[str, int]:
    """Releases the sheet; what was released before stays and can be seen."""
    record, form, now = _record(decision_id), ExplanationForm(), context()
    parts = _parts(record, _language(form))

    def released() -> bool:
        text = stored_text(_sheet(record, parts, form))
        left_out = len(parts.keys() - form.told(parts).kept)
        revision, version = _number(form.revision.data), _number(form.version.data)
        new = NewExplanation(viewer().id, text, _language(form), left_out, revision, version)
        release_explanation(database(), now, decision_id, new)
        return True

    if recorded(form, released) is None:
        return _form_page(record, form), 422
    return redirect(url_for("explanations.show", decision_id=decision_id), 303)


def _record(decision_id: UUID) -> Record:
    record = get_record(reading(), viewer(), Action.EXPLAIN, decision_id)
    if record.case_reference is None:
        raise CaseErased()
    return record


def _version(released: list[Released], version: int) -> Released:
    found = next((each for each in released if each.explanation.version == version), None)
    if found is None:
        raise Absent()
    return found


def _parts(record: Record, spoken: str) -> Parts:
    stored = personal_values(reading(), record.recommendation.entry).get("basis")
    return parts_of(record, read_basis(stored, spoken), spoken)


def _first_draft(record: Record, spoken: str) -> Told:
    released = released_explanations(reading(), record.latest.decision.id)
    if not released or released[0].text is None:
        return Told("", _parts(record, spoken).keys())
    before = read_sheet(released[0].text)
    return told_before(before, _parts(record, before.language))


def _sheet(record: Record, parts: Parts, form: ExplanationForm) -> Sheet:
    return explanation(record, parts, form.told(parts), _language(form), settings().municipality, context().today)


def _language(form: ExplanationForm) -> str:
    if form.language.data not in LOCALES:
        raise Absent()
    return str(form.language.data)


def _number(text: str | None) -> int:
    number = read_whole(text)
    if number is None:
        raise Absent()
    return number


def _form_page(record: Record, form: ExplanationForm) -> str:
    missing = not (record.system.complaint_body and record.system.complaint_deadline)
    parts = _parts(record, _language(form))
    return render_template("documents/draft.html", record=record, form=form, parts=parts, missing=missing)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One's own records: receipt, list, record and correction."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from caseworker.drafts import KeptDraft, draft_of
from caseworker.forms import CorrectionForm, WithheldCorrectionForm, filled_from, recorded
from caseworker.forms.follow_ups import WORDS
from caseworker.permissions import Action
from caseworker.queries.desk import desk_of, next_waiting, waiting_in_case
from caseworker.queries.follow_ups import follow_ups_on
from caseworker.queries.openings import openings_of
from caseworker.queries.own_records import choices, count_lately_opened, own_records
from caseworker.queries.proposals import proposals_on, waiting_for
from caseworker.queries.records import Record, get_record
from caseworker.recording import correct_decision
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.views.drafting import keep_refused, other_draft, other_lines
from caseworker.views.narrowing import asked_of_list, wanted_records
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.numbers import read_whole
from caseworker.vocabulary.problems import Absent
from caseworker.vocabulary.responses import danish

views = Blueprint("records", __name__, url_prefix="/records")


@views.get("")
@permit(Action.SEE_OWN_RECORDS)
def mine() -> str:
    """The list of one's own records, latest first, and what it is narrowed to."""
    wanted, refused = wanted_records(request.args)
    return render_template(
        "records/mine.html",
        records=own_records(reading(), viewer(), wanted, request.args.get("page", 1, type=int)),
        wanted=wanted,
        refused=refused,
        typed=request.args,
        asked=asked_of_list(wanted),
        choices=choices(reading(), viewer()),
        lately_opened=count_lately_opened(reading(), viewer(), context().today),
        proposed=waiting_for(reading(), viewer(), context().today),
    )


@views.get("/<uuid:decision_id>")
@permit(Action.SEE_RECORD)
def show(decision_id: UUID) -> str:
    """One record with every revision, its place in the log, what is proposed on it, and who opened its reason."""
    record = get_record(reading(), viewer(), Action.SEE_RECORD, decision_id)
    openings, followed = openings_of(reading(), decision_id), follow_ups_on(reading(), decision_id)
    proposed = proposals_on(reading(), decision_id, context().today)
    return render_template(
        "records/show.html", record=record, openings=openings, followed=followed, proposed=proposed, words=WORDS
    )


@views.get("/<uuid:decision_id>/receipt")
@permit(Action.SEE_RECORD)
def receipt(decision_id: UUID) -> str:
    """What was stored and where it stands in the log, with the way on."""
    record = get_record(reading(), viewer(), Action.SEE_RECORD, decision_id)
    desk = desk_of(reading(), viewer())
    same_case = [each for each in waiting_in_case(reading(), viewer(), record.case_reference) if not each.set_aside]
    following = next_waiting(reading(), desk)
    return render_template("records/receipt.html", record=record, same_case=same_case, following=following, desk=desk)


@views.get("/<uuid:decision_id>/correction")
@permit(Action.CORRECT)
def correction(decision_id: UUID) -> str:
    """The form of a correction, filled with what stands."""
    record = get_record(reading(), viewer(), Action.CORRECT, decision_id)
    draft = draft_of(reading(), viewer(), record.recommendation.id, context().now)
    if draft is not None and draft.typed.get("revision") != str(record.latest.decision.revision):
        draft = None
    filled = _standing(record) if draft is None else filled_from(draft)
    return correction_page(record, correction_form(record, formdata=None, **filled), draft=draft)


@views.post("/<uuid:decision_id>/correction")
@permit(Action.CORRECT)
def correct(decision_id: UUID) -> Response | tuple[str, int]:
    """Records the correction; what it supersedes stays."""
    record = get_record(reading(), viewer(), Action.CORRECT, decision_id)
    form, now = correction_form(record), context()
    revision = read_whole(request.form.get("revision"))
    if revision is None:
        raise Absent()
    other = other_draft(form, record.recommendation.id)
    if other is not None:
        return correction_page(record, form, other=other), 409
    receipt = recorded(
        form,
        lambda: correct_decision(
            database(),
            now,
            decision_id,
            revision,
            form.decision(record.rules, Source.FORM, viewer().id, now.now),
        ),
    )
    if receipt is None:
        keep_refused(form, record.recommendation.id)
        return correction_page(record, form), 422
    return redirect(url_for("records.receipt", decision_id=decision_id), 303)


def correction_form(record: Record, **filled: Any) -> CorrectionForm | WithheldCorrectionForm:
    """The form of a correction; that of a withheld recommendation asks nothing about it."""
    if record.withheld:
        return WithheldCorrectionForm.about(record, **filled)
    return CorrectionForm.about(record, **filled)


def correction_page(
    record: Record,
    form: CorrectionForm | WithheldCorrectionForm,
    draft: KeptDraft | None = None,
    other: KeptDraft | None = None,
) -> str:
    """The page of a correction; `draft` was filled in, `other` stands beside what was typed."""
    return render_template(
        "records/correction.html", record=record, form=form, draft=draft, other=other_lines(record, other)
    )


def _standing(record: Record) -> dict[str, object]:
    latest = record.latest
    number = latest.decision.decided_number
    return {
        "draft_version": 0,
        "revision": latest.decision.revision,
        "decided": latest.decision.decided,
        "decided_number": None if number is None else danish(number),
        "reason_code": latest.decision.reason_code,
        "reason": latest.reason,
        "citizen_informed": bool(latest.decision.citizen_informed),
        "citizen_heard": bool(latest.decision.citizen_heard),
        "certainty": latest.decision.certainty,
        "seen_as": latest.decision.seen_as,
    }

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One recommendation: one's own judgement where that comes first, the recommendation, and the decision on it."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from caseworker.drafts import KeptDraft, draft_of
from caseworker.forms import DecisionForm, OwnJudgementForm, WithheldForm, filled_from, recorded
from caseworker.localisation import language
from caseworker.permissions import Action
from caseworker.queries.basis import read_basis
from caseworker.queries.cases import Case, get_case
from caseworker.queries.desk import around
from caseworker.queries.records import record_of
from caseworker.recording import NewDecision, record_decision, record_own_judgement, record_showing
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.views.drafting import DecidingForm, keep_refused, other_draft, other_lines
from caseworker.vocabulary.closed_lists import Source

views = Blueprint("cases", __name__, url_prefix="/recommendations/<uuid:recommendation_id>")


@views.get("")
@permit(Action.SEE_RECOMMENDATION)
def show(recommendation_id: UUID) -> Response | str:
    """The recommendation with the form, or the step before it; that it was shown is recorded.

    A browser that only fetches ahead gets nothing, and asks again when somebody looks.
    """
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
    case = get_case(reading(), viewer(), Action.SEE_RECOMMENDATION, recommendation_id)
    own_record = record_of(reading(), viewer(), recommendation_id)
    if own_record is not None:
        return redirect(url_for("records.show", decision_id=own_record), 303)
    if case.judge_first:
        return _first_step(case, OwnJudgementForm.about(case))
    if case.waits and not case.withheld and request.method == "GET":
        record_showing(database(), context(), recommendation_id, viewer().id)
    draft = draft_of(reading(), viewer(), recommendation_id, context().now)
    return case_page(case, form_about(case, **filled_from(draft)), draft=draft)


@views.post("/own-judgement")
@permit(Action.DECIDE)
def judge(recommendation_id: UUID) -> Response | tuple[str, int]:
    """Records what the caseworker would choose, before the recommendation is shown."""
    case = get_case(reading(), viewer(), Action.DECIDE, recommendation_id)
    form = OwnJudgementForm.about(case)
    stands = recorded(
        form,
        lambda: record_own_judgement(database(), context(), recommendation_id, viewer().id, form.answer(case.rules)),
    )
    if stands is None:
        return _first_step(case, form), 422
    return redirect(url_for("cases.show", recommendation_id=recommendation_id), 303)


@views.post("/decision")
@permit(Action.DECIDE)
def decide(recommendation_id: UUID) -> Response | tuple[str, int]:
    """Records the decision; a refusal shows the form again with all that was typed.

    What another window has saved meanwhile is shown beside it first, and nothing is recorded until one is chosen.
    """
    case = get_case(reading(), viewer(), Action.DECIDE, recommendation_id)
    if case.judge_first:
        return redirect(url_for("cases.show", recommendation_id=recommendation_id), 303)
    form, now = form_about(case), context()
    other = other_draft(form, recommendation_id)
    if other is not None:
        return case_page(case, form, other=other), 409
    receipt = recorded(
        form,
        lambda: record_decision(database(), now, recommendation_id, _told(case, form), key=form.key.data),
    )
    if receipt is None:
        keep_refused(form, recommendation_id)
        return case_page(case, form), 422
    return redirect(url_for("records.receipt", decision_id=receipt.decision_id), 303)


def form_about(case: Case, **filled: object) -> DecidingForm:
    """The form of the decision, or of the reason alone where the recommendation is withheld."""
    return (WithheldForm if case.withheld else DecisionForm).about(case, **filled)


def _told(case: Case, form: DecidingForm) -> NewDecision:
    now = context().now
    if isinstance(form, WithheldForm):
        return form.because(case.own_answer, viewer().id, now)
    return form.decision(case.rules, Source.FORM, viewer().id, now)


def _first_step(case: Case, form: OwnJudgementForm) -> str:
    return render_template("cases/own_judgement.html", case=case, form=form, around=around(reading(), viewer(), case))


def case_page(
    case: Case, form: DecidingForm, draft: KeptDraft | None = None, other: KeptDraft | None = None, **said: object
) -> str:
    """The page of a recommendation with the form; `draft` was filled in, `other` stands beside what was typed.

    `said` is what a neighbouring act has to tell on it.
    """
    return render_template(
        "cases/withheld.html" if case.withheld else "cases/show.html",
        case=case,
        form=form,
        draft=draft,
        other=other_lines(case, other),
        basis=read_basis(case.basis, language()),
        around=around(reading(), viewer(), case),
        **said,
    )

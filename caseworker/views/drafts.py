# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One's own draft: saved while one types, or by a button where there is no script, and thrown away on request."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from caseworker.drafts import discard_draft
from caseworker.permissions import Action
from caseworker.queries.cases import get_case
from caseworker.queries.records import get_record
from caseworker.request_scope import database, reading
from caseworker.security import permit, viewer
from caseworker.views.cases import case_page, form_about
from caseworker.views.drafting import kept
from caseworker.views.records import correction_form, correction_page
from caseworker.vocabulary.problems import Absent

views = Blueprint("drafts", __name__)

Saved = Response | tuple[Response | str, int]


@views.post("/recommendations/<uuid:recommendation_id>/draft")
@permit(Action.DECIDE)
def decision(recommendation_id: UUID) -> Saved:
    """Keeps what was typed so far; of two windows neither overwrites the other unseen."""
    case = get_case(reading(), viewer(), Action.DECIDE, recommendation_id)
    if case.judge_first:
        raise Absent()
    form, page = form_about(case), url_for("cases.show", recommendation_id=recommendation_id)
    return kept(form, case, recommendation_id, page, lambda other: case_page(case, form, other=other))


@views.post("/records/<uuid:decision_id>/correction/draft")
@permit(Action.CORRECT)
def correction(decision_id: UUID) -> Saved:
    """Keeps what was typed so far of a correction."""
    record = get_record(reading(), viewer(), Action.CORRECT, decision_id)
    form, page = correction_form(record), url_for("records.correction", decision_id=decision_id)
    both = record.recommendation.id
    return kept(form, record, both, page, lambda other: correction_page(record, form, other=other))


@views.post("/recommendations/<uuid:recommendation_id>/draft/discard")
@permit(Action.DECIDE)
def discard(recommendation_id: UUID) -> Response:
    """Throws one's own draft away; the page then shows what stands without it."""
    case = get_case(reading(), viewer(), Action.DECIDE, recommendation_id)
    discard_draft(database(), viewer(), case.recommendation.id)
    return redirect(url_for("cases.show", recommendation_id=recommendation_id), 303)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Register a recommendation and the decision on it by hand."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from caseworker.context import Context
from caseworker.drafts import KeptDraft, discard_draft, draft_of
from caseworker.forms import ManualForm, filled_from, recorded
from caseworker.permissions import Action
from caseworker.queries.cases import Asked, asked_of
from caseworker.queries.overview import systems, versions_of
from caseworker.recording import NewRecommendation, Receipt
from caseworker.recording.manual import register_manually
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.views.drafting import keep_refused, kept, other_draft, other_lines
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import Absent

views = Blueprint("manual", __name__, url_prefix="/register")


@views.get("")
@permit(Action.REGISTER_MANUALLY)
def choose() -> str:
    """Asks which system the recommendation came from."""
    return render_template("manual/choose.html", systems=systems(reading(), running=True))


@views.get("/<system>")
@permit(Action.REGISTER_MANUALLY)
def fill(system: str) -> str:
    """The form of one system, with what its reader had typed before."""
    asked = _running(system)
    kept_one = draft_of(reading(), viewer(), system, context().now)
    return _page(asked, _form(asked, **filled_from(kept_one)), kept_one)


@views.post("/<system>")
@permit(Action.REGISTER_MANUALLY)
def register(system: str) -> Response | tuple[str, int]:
    """Records recommendation and decision together; a refusal shows the form again with all that was typed."""
    asked = _running(system)
    form, now = _form(asked), context()
    other = other_draft(form, system)
    if other is not None:
        return _page(asked, form, other=other), 409
    receipt = recorded(form, lambda: _register(asked, form, now))
    if receipt is None:
        keep_refused(form, system)
        return _page(asked, form), 422
    return redirect(url_for("records.receipt", decision_id=receipt.decision_id), 303)


@views.post("/<system>/draft")
@permit(Action.REGISTER_MANUALLY)
def draft(system: str) -> Response | tuple[Response | str, int]:
    """Keeps what was typed so far; of two windows neither overwrites the other unseen."""
    asked = _running(system)
    form, page = _form(asked), url_for("manual.fill", system=system)
    return kept(form, asked, system, page, lambda other: _page(asked, form, other=other))


@views.post("/<system>/draft/discard")
@permit(Action.REGISTER_MANUALLY)
def discard(system: str) -> Response:
    """Throws one's own draft away; the form is then empty."""
    discard_draft(database(), viewer(), _running(system).system.code)
    return redirect(url_for("manual.fill", system=system), 303)


def _register(asked: Asked, form: ManualForm, now: Context) -> Receipt:
    recommendation = NewRecommendation(
        model_version=form.model_version.data,
        recommended=form.recommendation(asked.rules),
        case_reference=form.case_reference.data or "",
        source=Source.MANUAL,
        team=viewer().team,
        issued_at=now.now,
    )
    decision = form.decision(asked.rules, Source.MANUAL, viewer().id, now.now)
    return register_manually(database(), now, asked.system.code, recommendation, decision, form.key.data or "")


def _form(asked: Asked, **filled: object) -> ManualForm:
    versions = [each.version for each in versions_of(reading(), asked.system.code)]
    return ManualForm.about_system(asked, versions, **filled)


def _page(asked: Asked, form: ManualForm, draft: KeptDraft | None = None, other: KeptDraft | None = None) -> str:
    return render_template("manual/fill.html", asked=asked, form=form, draft=draft, other=other_lines(asked, other))


def _running(system: str) -> Asked:
    asked = asked_of(reading(), system)
    if asked.system.stopped:
        raise Absent()
    return asked

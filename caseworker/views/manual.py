# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Register a recommendation and the decision on it by hand."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from caseworker.context import Context
from caseworker.forms import ManualForm, recorded
from caseworker.permissions import Action
from caseworker.queries.cases import Asked, asked_of
from caseworker.queries.overview import systems, versions_of
from caseworker.recording import NewRecommendation, Receipt
from caseworker.recording.manual import register_manually
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
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
    """The form of one system."""
    asked = _running(system)
    return render_template("manual/fill.html", asked=asked, form=_form(asked))


@views.post("/<system>")
@permit(Action.REGISTER_MANUALLY)
def register(system: str) -> Response | tuple[str, int]:
    """Records recommendation and decision together."""
    asked = _running(system)
    form, now = _form(asked), context()
    receipt = recorded(form, lambda: _register(asked, form, now))
    if receipt is None:
        return render_template("manual/fill.html", asked=asked, form=form), 422
    return redirect(url_for("records.receipt", decision_id=receipt.decision_id), 303)


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


def _form(asked: Asked) -> ManualForm:
    return ManualForm.about_system(asked, [v.version for v in versions_of(reading(), asked.system.code)])


def _running(system: str) -> Asked:
    asked = asked_of(reading(), system)
    if asked.system.stopped:
        raise Absent()
    return asked

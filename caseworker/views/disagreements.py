# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Disagreements for a team to discuss: drawn by the system, each opening recorded and told to the author."""

from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.follow_ups import OpenReasonForm, ProposalForm
from caseworker.permissions import Action
from caseworker.queries.disagreements import PURPOSES, Draw, disagreement_to_open, disagreements
from caseworker.queries.proposals import standing
from caseworker.recording import propose_follow_up, record_opening
from caseworker.request_scope import context, database, reading, settings
from caseworker.security import permit, viewer
from caseworker.views.reporting import weeks_offered
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Absent

views = Blueprint("disagreements", __name__, url_prefix="/reports/weekly/disagreements")


@views.get("")
@permit(Action.DISCUSS_DISAGREEMENTS)
def week() -> str:
    """Those drawn from a completed week of one's own team; a reason only where it was opened today."""
    return _page(_chosen(), OpenReasonForm(), {}, 0)


@views.post("/<int:place>")
@permit(Action.DISCUSS_DISAGREEMENTS)
def open_reason(place: int) -> Response | tuple[str, int]:
    """Records that the reason is opened, and what for; its author can see that."""
    chosen, form = _chosen(), OpenReasonForm()
    found = disagreement_to_open(reading(), viewer(), _draw(chosen), place)
    opened = recorded(form, lambda: _opened(form, found))
    if opened is None:
        return _page(chosen, form, {}, place), 422
    return redirect(url_for("disagreements.week", week=chosen, _anchor=f"disagreement-{place}"), 303)


@views.post("/<int:place>/proposal")
@permit(Action.PROPOSE_FOLLOW_UP)
def propose(place: int) -> Response | tuple[str, int]:
    """Asks the author of a drawn record that was read today whether something is to be followed up on it."""
    chosen, form = _chosen(), ProposalForm.about_place(place)
    found = disagreement_to_open(reading(), viewer(), _draw(chosen), place)
    if recorded(form, lambda: _proposed(form, found)) is None:
        return _page(chosen, OpenReasonForm(formdata=None), {place: form}, place), 422
    return redirect(url_for("disagreements.week", week=chosen, _anchor=f"disagreement-{place}"), 303)


def _proposed(form: ProposalForm, found: UUID) -> bool:
    propose_follow_up(database(), context(), found, form.course(), viewer().id)
    return True


def _opened(form: OpenReasonForm, found: UUID) -> bool:
    record_opening(database(), context(), found, viewer().id, form.chosen())
    return True


def _chosen() -> str:
    offered = weeks_offered(context().today)
    chosen = request.args.get("week") or offered[0][0]
    if chosen not in dict(offered):
        raise Absent()
    return chosen


def _draw(week: str) -> Draw:
    year, number = week.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    here = settings()
    return Draw(viewer().team or "", monday, here.disagreements_a_week, here.key_for("draw of disagreements"))


def _page(week: str, form: OpenReasonForm, proposing: dict[int, ProposalForm], asked: int) -> str:
    """The page; `form` is that of the disagreement `asked`, `proposing` has the proposals that were refused."""
    draw = _draw(week)
    found = disagreements(reading(), viewer(), context(), draw)
    standings = standing(reading(), viewer(), context().today, draw, found or [])
    for place, each in standings.items():
        if each.can_be_asked:
            proposing.setdefault(place, ProposalForm.about_place(place, formdata=None))
    return render_template(
        "reports/disagreements.html",
        disagreements=found,
        standings=standings,
        proposing=proposing,
        weeks=weeks_offered(context().today),
        chosen=week,
        form=form,
        asked=asked,
        purposes=PURPOSES,
        proposal_days=limits.PROPOSAL_DAYS,
    )

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Follow-ups: what the readers of disagreements set in motion, and what came of it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.follow_ups import WORDS, ChangeFollowUpForm, NewFollowUpForm, RecordFollowUpForm
from caseworker.permissions import Action, may
from caseworker.queries.cases import Asked, asked_of
from caseworker.queries.follow_ups import Followed, course_of, follow_ups, get_follow_up, may_change
from caseworker.queries.overview import systems
from caseworker.queries.records import Record, get_record
from caseworker.recording import NewFollowUp, add_follow_up, answer_proposal, change_follow_up
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.vocabulary.closed_lists import FollowUpSubject
from caseworker.vocabulary.numbers import read_whole
from caseworker.vocabulary.problems import Absent

views = Blueprint("follow_ups", __name__)

ANSWERS = {"agree": True, "decline": False}
"""What an author can say to a proposal."""


@views.get("/follow-ups")
@permit(Action.SEE_FOLLOW_UPS)
def listed() -> str:
    """What is under way and what came of it, of all systems or of one."""
    system, only_open = request.args.get("system", ""), request.args.get("state") == "open"
    page = request.args.get("page", 1, type=int)
    return render_template(
        "follow_ups/list.html",
        follow_ups=follow_ups(reading(), viewer(), page, system, only_open=only_open),
        systems=systems(reading()),
        system=system,
        only_open=only_open,
        today=context().today,
        words=WORDS,
        all_teams=viewer().team is None,
        starts=may(viewer(), Action.START_FOLLOW_UP),
        tells=may(viewer(), Action.REPORT_TO_OWNER),
    )


@views.get("/follow-ups/new")
@permit(Action.START_FOLLOW_UP)
def choose() -> str:
    """Which system it is about."""
    return render_template("follow_ups/choose.html", systems=systems(reading()))


@views.get("/follow-ups/new/<system>")
@permit(Action.START_FOLLOW_UP)
def fill(system: str) -> str:
    """The form of a new follow-up."""
    asked = asked_of(reading(), system)
    return _new_page(asked, NewFollowUpForm.about_system(asked, viewer().team))


@views.post("/follow-ups/new/<system>")
@permit(Action.START_FOLLOW_UP)
def start(system: str) -> Response | tuple[str, int]:
    """Starts it, for one's own team or for the board."""
    asked, here = asked_of(reading(), system), viewer()
    form = NewFollowUpForm.about_system(asked, here.team)
    found = recorded(form, lambda: add_follow_up(database(), context(), form.follow_up(system, here.team), here.id))
    if found is None:
        return _new_page(asked, form), 422
    return redirect(url_for("follow_ups.show", follow_up_id=found), 303)


@views.get("/follow-ups/<uuid:follow_up_id>")
@permit(Action.SEE_FOLLOW_UPS)
def show(follow_up_id: UUID) -> str:
    """One follow-up with its course, and the form that goes on with it for whoever may."""
    followed = get_follow_up(reading(), viewer(), follow_up_id)
    return _page(followed, ChangeFollowUpForm.standing(followed))


@views.post("/follow-ups/<uuid:follow_up_id>")
@permit(Action.CHANGE_FOLLOW_UP)
def change(follow_up_id: UUID) -> Response | tuple[str, int]:
    """Goes on with it from the revision that the page showed."""
    followed, form, revision = _to_change(follow_up_id), ChangeFollowUpForm(), read_whole(request.form.get("revision"))
    if revision is None:
        raise Absent()
    done = recorded(form, lambda: _changed(follow_up_id, revision, form))
    if done is None:
        return _page(followed, form), 422
    return redirect(url_for("follow_ups.show", follow_up_id=follow_up_id), 303)


@views.get("/records/<uuid:decision_id>/follow-up")
@permit(Action.START_FOLLOW_UP_ON_RECORD)
def fill_on_record(decision_id: UUID) -> str:
    """The form by which the author of a record wants something followed up on it."""
    record = get_record(reading(), viewer(), Action.START_FOLLOW_UP_ON_RECORD, decision_id)
    return _record_page(record, RecordFollowUpForm())


@views.post("/records/<uuid:decision_id>/follow-up")
@permit(Action.START_FOLLOW_UP_ON_RECORD)
def start_on_record(decision_id: UUID) -> Response | tuple[str, int]:
    """Starts it; the team's lead can see it from now on."""
    record = get_record(reading(), viewer(), Action.START_FOLLOW_UP_ON_RECORD, decision_id)
    form = RecordFollowUpForm()
    found = recorded(form, lambda: add_follow_up(database(), context(), _on_record(record, form), viewer().id))
    if found is None:
        return _record_page(record, form), 422
    return redirect(url_for("records.show", decision_id=decision_id, _anchor="follow-ups"), 303)


@views.post("/records/<uuid:decision_id>/proposals/<uuid:proposal_id>")
@permit(Action.ANSWER_PROPOSAL)
def answer(decision_id: UUID, proposal_id: UUID) -> Response:
    """The author agrees to a proposed follow-up on an own record, or does not."""
    get_record(reading(), viewer(), Action.ANSWER_PROPOSAL, decision_id)
    agrees = ANSWERS.get(request.form.get("answer", ""))
    if agrees is None:
        raise Absent()
    answer_proposal(database(), context(), proposal_id, viewer().id, agrees=agrees)
    return redirect(url_for("records.show", decision_id=decision_id, _anchor="proposals"), 303)


def _on_record(record: Record, form: RecordFollowUpForm) -> NewFollowUp:
    about = record.recommendation
    decision_id = record.latest.decision.id
    return NewFollowUp(about.system, FollowUpSubject.RECORD, form.course(), about.team, decision_id=decision_id)


def _to_change(follow_up_id: UUID) -> Followed:
    followed = get_follow_up(reading(), viewer(), follow_up_id)
    if not may_change(viewer(), followed):
        raise Absent()
    return followed


def _changed(follow_up_id: UUID, revision: int, form: ChangeFollowUpForm) -> bool:
    change_follow_up(database(), context(), follow_up_id, revision, form.change(), viewer().id)
    return True


def _new_page(asked: Asked, form: NewFollowUpForm) -> str:
    return render_template("follow_ups/new.html", asked=asked, form=form)


def _record_page(record: Record, form: RecordFollowUpForm) -> str:
    return render_template("follow_ups/on_record.html", record=record, form=form)


def _page(followed: Followed, form: ChangeFollowUpForm) -> str:
    course = course_of(reading(), followed.follow_up.id)
    mine = may_change(viewer(), followed)
    today = context().today
    return render_template(
        "follow_ups/show.html", followed=followed, form=form, course=course, mine=mine, today=today, words=WORDS
    )

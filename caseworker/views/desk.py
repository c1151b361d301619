# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What waits for an answer, what was taken off the list, and the keys that lead through it."""

from flask import Blueprint, render_template, request

from caseworker.permissions import Action
from caseworker.queries.desk import desk_of, next_waiting, taken_out, waiting_cases
from caseworker.queries.double_readings import waiting_to_be_read
from caseworker.queries.own_records import count_lately_opened
from caseworker.queries.proposals import waiting_for
from caseworker.request_scope import context, reading
from caseworker.security import open_to_signed_in, permit, viewer

views = Blueprint("desk", __name__)


@views.get("/desk")
@permit(Action.SEE_DESK)
def waiting() -> str:
    """The recommendations that wait for the team, oldest first, those that are set aside among them."""
    desk = desk_of(reading(), viewer())
    search = request.args.get("search", "").strip()
    system = next((each.system.code for each in desk.running if each.system.code == request.args.get("system")), "")
    cases = waiting_cases(reading(), desk, system, search, request.args.get("page", 1, type=int))
    opened = count_lately_opened(reading(), viewer(), context().today)
    following, to_read = next_waiting(reading(), desk), waiting_to_be_read(reading(), viewer())
    return render_template(
        "desk/waiting.html",
        desk=desk,
        cases=cases,
        search=search,
        system=system,
        following=following,
        opened=opened,
        to_read=to_read,
        proposed=waiting_for(reading(), viewer(), context().today),
    )


@views.get("/desk/taken-out")
@permit(Action.SEE_DESK)
def out() -> str:
    """What left the list without a decision, and can be taken back."""
    cases = taken_out(reading(), viewer(), request.args.get("page", 1, type=int))
    return render_template("desk/taken_out.html", cases=cases)


@views.get("/keyboard")
@open_to_signed_in
def keyboard() -> str:
    """The keys, and the switch that turns them off."""
    return render_template("desk/keyboard.html")

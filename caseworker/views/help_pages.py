# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Help, one click away from everywhere: short pages by task, written in each language by itself."""

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext
from flask_login import current_user

from caseworker.accounts import is_told
from caseworker.permissions import Action, may
from caseworker.request_scope import reading
from caseworker.security import local_path, open_to_signed_in, viewer
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Absent

YOUR_RECORDS = "your-records"
TITLES = {
    "deciding": lazy_gettext("Answer a recommendation"),
    "afterwards": lazy_gettext("After you have sent it"),
    YOUR_RECORDS: lazy_gettext("How your records are used"),
    "team-lead": lazy_gettext("The team lead's week"),
    "ethics-board": lazy_gettext("Trends for the ethics board"),
    "administrator": lazy_gettext("Systems, teams and users"),
    "auditor": lazy_gettext("The log and requests for access"),
    "words": lazy_gettext("What the words mean"),
}
FIRST_FOR = {
    Role.CASEWORKER: ("deciding", "afterwards", YOUR_RECORDS),
    Role.TEAM_LEAD: ("team-lead",),
    Role.ETHICS_REVIEWER: ("ethics-board",),
    Role.ADMINISTRATOR: ("administrator",),
    Role.AUDITOR: ("auditor",),
}

views = Blueprint("help_pages", __name__, url_prefix="/help")


@views.get("")
@open_to_signed_in
def index() -> str:
    """The pages, those of one's own role first."""
    first = FIRST_FOR[viewer().role]
    return render_template("help/index.html", titles=TITLES, first=first)


@views.get("/<page>")
@open_to_signed_in
def show(page: str) -> str:
    """One page; how records are used has a button for who has not said yet that they read it."""
    if page not in TITLES:
        raise Absent()
    asks = page == YOUR_RECORDS and may(viewer(), Action.DECIDE) and not is_told(reading(), current_user.user_id)
    return render_template(
        "help/page.html", page=page, title=TITLES[page], asks=asks, way_on=local_path(request.args.get("next"))
    )

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The menu: only what the reader may do, in the order of the work."""

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import lazy_gettext
from flask_login import current_user

from caseworker.permissions import Action, Viewer, may
from caseworker.request_scope import settings

MENU = (
    (Action.SEE_DESK, "desk.waiting", lazy_gettext("Waiting for you")),
    (Action.SEE_OWN_RECORDS, "records.mine", lazy_gettext("My records")),
    (Action.REGISTER_MANUALLY, "manual.choose", lazy_gettext("Record manually")),
    (Action.SEE_WEEKLY_REPORT, "weekly.week", lazy_gettext("The week")),
    (Action.SEE_TRENDS, "trends.period", lazy_gettext("Trends")),
    (Action.SEE_REGISTRY, "systems.every", lazy_gettext("Systems")),
    (Action.SEE_REGISTRY, "reason_lists.current", lazy_gettext("Reason list")),
    (Action.SEE_REGISTRY, "people.every", lazy_gettext("Teams and users")),
    (Action.SEE_REGISTRY, "tokens.every", lazy_gettext("Tokens")),
    (Action.SEE_REGISTRY, "webhooks.every", lazy_gettext("Addresses that are told")),
    (Action.SEE_REGISTRY, "going_live.settled", lazy_gettext("Go-live list")),
    (Action.SEE_FAULTS, "faults.reported", lazy_gettext("Faults in systems")),
    (Action.SEE_FOLLOW_UPS, "follow_ups.listed", lazy_gettext("Follow-ups")),
    (Action.IMPORT, "imports.choose", lazy_gettext("Import")),
    (Action.EXPORT, "exports.choose", lazy_gettext("Export")),
    (Action.SEE_LEDGER, "ledger.state", lazy_gettext("The log")),
    (Action.MAKE_ACCESS_REPORT, "access.ask", lazy_gettext("Request for access")),
)

PART_OF = {
    "explanations": "records",
    "notes": "records",
    "disagreements": "weekly",
    "double_readings": "weekly",
    "to_owner": "follow_ups",
}
"""Tasks without an entry of their own, each by the one that leads to it."""


@dataclass(frozen=True)
class Entry:
    """One entry of the menu; `here` says that its page is the one shown."""

    text: str
    address: str
    here: bool


def register(app: Flask) -> None:
    """Nothing; every page knows its menu and whose installation it belongs to."""
    app.context_processor(_surroundings)


def first_page(viewer: Viewer) -> str:
    """The address of the page where this role begins."""
    return url_for(next(endpoint for action, endpoint, _text in MENU if may(viewer, action)))


def _surroundings() -> dict[str, object]:
    return {
        "menu": _menu(),
        "municipality": settings().municipality,
        "demo": settings().demo,
        "logo": bool(settings().logo),
    }


def _shown_under() -> str | None:
    """The entry of this page: its own, the one whose address it lies under, or the first of its task."""
    endpoints = [endpoint for _action, endpoint, _text in MENU]
    if request.endpoint in endpoints:
        return request.endpoint
    under = [endpoint for endpoint in endpoints if request.path.startswith(f"{url_for(endpoint)}/")]
    task = PART_OF.get(request.blueprint or "", request.blueprint)
    same = [endpoint for endpoint in endpoints if endpoint.partition(".")[0] == task]
    return next(iter([*under, *same]), None)


def _menu() -> list[Entry]:
    if not current_user.is_authenticated or current_user.one_time:
        return []
    return [
        Entry(str(text), url_for(endpoint), endpoint == _shown_under())
        for action, endpoint, text in MENU
        if may(current_user.viewer, action)
    ]

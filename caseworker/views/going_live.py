# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The go-live list, and the door that stays closed in production until it is settled."""

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.people import GO_LIVE, GoLiveForm
from caseworker.permissions import Action
from caseworker.queries.going_live import missing_items, settled_items
from caseworker.registry import settle_items
from caseworker.registry.going_live import go_live_entry
from caseworker.request_scope import context, database, reading, settings
from caseworker.security import is_open_to_anyone, permit
from caseworker.token_gate import is_for_machines
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import NotLive

views = Blueprint("going_live", __name__, url_prefix="/registry/go-live")

# What everybody for whom it is open may do before the list is settled: find a way in and out, and get ready. None of it
# shows or takes casework: the server is watched from its first day, and a case system is built against the document.
_MEANWHILE = {
    "static",
    "session.logout",
    "session.language",
    "password.choose",
    "password.change",
    "metrics.show",
    "api_pages.openapi",
    "api_pages.docs",
}


def register(app: Flask) -> None:
    """Nothing; outside demo mode `app` serves nobody but the administrator until the list is settled."""
    app.before_request(_hold)


@views.get("")
@permit(Action.SEE_REGISTRY)
def settled() -> str:
    """The list as it stands, to be filled in."""
    return _page(_form())


@views.post("")
@permit(Action.CHANGE_REGISTRY)
def settle() -> Response | tuple[str, int]:
    """Settles what was filled in; the rest can wait."""
    form, now = _form(), context()
    if recorded(form, lambda: settle_items(database(), now, form.seen.entry, form.told())) is None:
        return _page(form), 422
    return redirect(url_for(".settled"), 303)


def _form() -> GoLiveForm:
    return GoLiveForm.over(settled_items(reading()), go_live_entry(reading()))


def _page(form: GoLiveForm) -> str:
    entry = go_live_entry(reading())
    meanwhile = [] if str(form.seen.data) == str(entry) else _differing(form)
    form.seen.data = str(entry)
    return render_template(
        "registry/going_live.html",
        form=form,
        meanwhile=meanwhile,
        missing=[GO_LIVE[item][0] for item in missing_items(reading())],
    )


def _differing(form: GoLiveForm) -> list[tuple[str, str]]:
    return [
        (str(GO_LIVE[item][0]), row.statement)
        for item, row in settled_items(reading()).items()
        if (form[item.value].data or "").replace("\r\n", "\n").strip() != row.statement
    ]


def _hold() -> None:
    """Raises NotLive for everything that could show or take casework before the list is settled."""
    if settings().demo or request.endpoint in _MEANWHILE or is_open_to_anyone(request.endpoint):
        return
    # A call of a program is its token's, whoever's cookie comes with it.
    if not is_for_machines() and current_user.is_authenticated and current_user.viewer.role is Role.ADMINISTRATOR:
        return
    missing = missing_items(reading())
    if missing:
        raise NotLive(missing=", ".join(str(GO_LIVE[item][0]) for item in missing))

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a system can and cannot do, for everybody with business there; and the stop of a system."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from caseworker.forms import StopForm, recorded
from caseworker.permissions import Action
from caseworker.queries.cases import Asked, asked_of
from caseworker.queries.faults import stops_of
from caseworker.queries.overview import versions_of
from caseworker.registry.stopping import start_system, stop_system
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer

views = Blueprint("system_info", __name__)


@views.get("/systems/<system>")
@permit(Action.SEE_SYSTEM)
def show(system: str) -> str:
    """What the system is for, what it builds on, what it does not know, and who answers for it."""
    asked = asked_of(reading(), system)
    return render_template("systems/show.html", asked=asked, versions=versions_of(reading(), system))


@views.get("/registry/systems/<system>/stop")
@permit(Action.STOP_SYSTEM)
def stopping(system: str) -> str:
    """The form that stops a running system or starts a stopped one, over what was said before."""
    return _stop_page(asked_of(reading(), system), StopForm())


@views.post("/registry/systems/<system>/stop")
@permit(Action.STOP_SYSTEM)
def stop(system: str) -> Response | tuple[str, int]:
    """Stops the system; its recommendations are shown to nobody."""
    form = StopForm()
    done = recorded(form, lambda: stop_system(database(), context(), system, form.why.data or "", viewer().id))
    return _answer(system, form, done)


@views.post("/registry/systems/<system>/start")
@permit(Action.STOP_SYSTEM)
def start(system: str) -> Response | tuple[str, int]:
    """Starts the system again; its recommendations are back."""
    form = StopForm()
    done = recorded(form, lambda: start_system(database(), context(), system, form.why.data or "", viewer().id))
    return _answer(system, form, done)


def _answer(system: str, form: StopForm, done: bool | None) -> Response | tuple[str, int]:
    if done is None:
        return _stop_page(asked_of(reading(), system), form), 422
    return redirect(url_for("system_info.stopping", system=system), 303)


def _stop_page(asked: Asked, form: StopForm) -> str:
    said = stops_of(reading(), asked.system.code)
    return render_template("registry/stop.html", system=asked.system, form=form, said=said)

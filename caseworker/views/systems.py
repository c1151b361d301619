# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Systems: look at them, add one, change what is said of it."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from caseworker.forms import recorded
from caseworker.forms.systems import FileForm, NewSystemForm, SystemForm
from caseworker.localisation import said
from caseworker.models import System
from caseworker.permissions import Action
from caseworker.queries.overview import registered_row, system_overview, system_overviews
from caseworker.registry import add_system, change_system
from caseworker.registry.system_files import parse_system, system_text
from caseworker.request_scope import context, database, reading
from caseworker.security import permit
from caseworker.views.rows import row_page

views = Blueprint("systems", __name__, url_prefix="/registry")


@views.get("/systems")
@permit(Action.SEE_REGISTRY)
def every() -> str:
    """The systems, by name."""
    return render_template("registry/systems.html", overviews=system_overviews(reading()))


@views.get("/systems/<system>")
@permit(Action.SEE_REGISTRY)
def one(system: str) -> str:
    """One system with its versions, its options and what is said of it."""
    return render_template("registry/system.html", overview=system_overview(reading(), system))


@views.get("/systems/<system>/file")
@permit(Action.SEE_REGISTRY)
def file(system: str) -> Response:
    """The system as a file that another installation can add."""
    text = system_text(reading(), registered_row(reading(), System, system).code)
    answer = Response(text, mimetype="application/toml")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{system}.toml")
    return answer


@views.get("/new-system")
@permit(Action.CHANGE_REGISTRY)
def new() -> str:
    """The two ways to add a system: from a file, or by form."""
    return _new_page(NewSystemForm(formdata=None), FileForm(formdata=None))


@views.post("/new-system")
@permit(Action.CHANGE_REGISTRY)
def add() -> AnyResponse | tuple[str, int]:
    """Adds the system of the form, without versions and options yet."""
    form, now = NewSystemForm(), context()
    system = recorded(form, lambda: add_system(database(), now, [form.system()]))
    if system is None:
        return _new_page(form, FileForm(formdata=None)), 422
    return redirect(url_for(".one", system=system.code), 303)


@views.post("/new-system/file")
@permit(Action.CHANGE_REGISTRY)
def add_file() -> AnyResponse | tuple[str, int]:
    """Adds the system that the uploaded file describes, with all that belongs to it."""
    form, now = FileForm(), context()
    system = recorded(form, lambda: add_system(database(), now, parse_system(form.content())[1]))
    if system is None:
        return _new_page(NewSystemForm(formdata=None), form), 422
    return redirect(url_for(".one", system=system.code), 303)


@views.get("/systems/<system>/edit")
@permit(Action.CHANGE_REGISTRY)
def edit(system: str) -> str:
    """The form of what is said of the system."""
    return _edit_page(system)


@views.post("/systems/<system>/edit")
@permit(Action.CHANGE_REGISTRY)
def change(system: str) -> AnyResponse | tuple[str, int]:
    """Changes what is said of the system."""
    form, now = SystemForm.over(registered_row(reading(), System, system)), context()
    if recorded(form, lambda: change_system(database(), now, system, form.seen.entry, **form.told())) is None:
        return _edit_page(system, form), 422
    return redirect(url_for(".one", system=system), 303)


def _new_page(form: NewSystemForm, upload: FileForm) -> str:
    return render_template("registry/new_system.html", form=form, upload=upload)


def _edit_page(system: str, form: SystemForm | None = None) -> str:
    row = registered_row(reading(), System, system)
    heading = _("Change %(name)s", name=said(row, "name"))
    return row_page(form or SystemForm.over(row), heading, (url_for(".one", system=system), said(row, "name")), row)

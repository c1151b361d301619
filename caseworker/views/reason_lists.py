# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The reason list: look at it, add a code of one's own, retire a code. Each change is a new version of the list."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.forms import PlainForm, recorded
from caseworker.forms.reason_lists import NewReasonForm
from caseworker.localisation import language
from caseworker.permissions import Action
from caseworker.registry import add_reason, current_list, retire_reason
from caseworker.registry.reasons import whole_list
from caseworker.request_scope import context, database, reading
from caseworker.security import permit
from caseworker.views.rows import row_page
from caseworker.vocabulary.numbers import read_whole
from caseworker.vocabulary.problems import Absent
from caseworker.vocabulary.reasons import OWNER_NAMES, ReasonOwner

views = Blueprint("reason_lists", __name__, url_prefix="/registry/reasons")


@views.get("")
@permit(Action.SEE_REGISTRY)
def current() -> str:
    """The current list."""
    return render_template(
        "registry/reasons.html", reasons=whole_list(reading()), version=current_list(reading()), owners=_owners()
    )


@views.get("/new")
@permit(Action.CHANGE_REGISTRY)
def new() -> str:
    """The form of a code of one's own."""
    return _new_page(NewReasonForm.empty(current_list(reading())))


@views.post("/new")
@permit(Action.CHANGE_REGISTRY)
def add() -> Response | tuple[str, int]:
    """Adds the code to a new version of the list."""
    form, now = NewReasonForm.empty(current_list(reading())), context()
    if recorded(form, lambda: add_reason(database(), now, form.seen.entry, form.new())) is None:
        form.seen.data = str(current_list(reading()))
        return _new_page(form), 422
    return redirect(url_for(".current"), 303)


@views.get("/<code>/retire")
@permit(Action.CHANGE_REGISTRY)
def confirm(code: str) -> str:
    """Asks once more before a code is retired, because that cannot be taken back."""
    return _confirm_page(code, PlainForm(formdata=None))


@views.post("/<code>/retire")
@permit(Action.CHANGE_REGISTRY)
def retire(code: str) -> Response | tuple[str, int]:
    """Retires the code in a new version of the list."""
    form, now, seen = PlainForm(), context(), read_whole(request.form.get("seen")) or 0
    if recorded(form, lambda: retire_reason(database(), now, seen, code)) is None:
        return _confirm_page(code, form), 422
    return redirect(url_for(".current"), 303)


def _new_page(form: NewReasonForm) -> str:
    note = _(
        "The code comes into a new version of the list. Systems that offer the whole list offer it at once; in the "
        "others you switch it on."
    )
    return row_page(form, _("New reason code"), (url_for(".current"), _("Reason list")), note=note)


def _confirm_page(code: str, form: PlainForm) -> str:
    reason = next((each for each in whole_list(reading()) if each.code == code and not each.retired), None)
    if reason is None:
        raise Absent()
    return render_template("registry/retire.html", form=form, reason=reason, version=current_list(reading()))


def _owners() -> dict[str, str]:
    return {owner.value: OWNER_NAMES[owner][language() == "en"] for owner in ReasonOwner}

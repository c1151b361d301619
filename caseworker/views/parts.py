# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What belongs to a system: its model versions, its options, and the reason codes that it offers."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.reason_lists import OfferedForm
from caseworker.forms.rows import RowForm
from caseworker.forms.systems import NewOptionForm, NewVersionForm, OptionForm, VersionForm
from caseworker.localisation import said
from caseworker.models import ModelVersion, Option, System
from caseworker.permissions import Action
from caseworker.queries.overview import registered_row
from caseworker.registry import (
    add_option,
    add_version,
    change_option,
    change_version,
    listed_reasons,
    offer_reasons,
    options_of,
)
from caseworker.registry.reasons import choice_entry, whole_list
from caseworker.request_scope import context, database, reading
from caseworker.security import permit
from caseworker.views.rows import row_page
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import AnswerKind, ReasonSide

views = Blueprint("parts", __name__, url_prefix="/registry/systems/<system>")


@views.get("/new-version")
@permit(Action.CHANGE_REGISTRY)
def new_version(system: str) -> str:
    """The form of a model version that is not registered yet."""
    return _new_version_page(system, NewVersionForm(formdata=None))


@views.post("/new-version")
@permit(Action.CHANGE_REGISTRY)
def add_model_version(system: str) -> Response | tuple[str, int]:
    """Adds the model version."""
    form, now = NewVersionForm(), context()
    if recorded(form, lambda: add_version(database(), now, form.new(system))) is None:
        return _new_version_page(system, form), 422
    return _to_system(system)


@views.get("/versions/<path:version>")
@permit(Action.CHANGE_REGISTRY)
def edit_version(system: str, version: str) -> str:
    """The form of what is said of a model version."""
    return _version_page(system, version)


@views.post("/versions/<path:version>")
@permit(Action.CHANGE_REGISTRY)
def change_model_version(system: str, version: str) -> Response | tuple[str, int]:
    """Changes what is said of the model version."""
    form, now = VersionForm.over(registered_row(reading(), ModelVersion, (system, version))), context()
    if (
        recorded(form, lambda: change_version(database(), now, (system, version), form.seen.entry, **form.told()))
        is None
    ):
        return _version_page(system, version, form), 422
    return _to_system(system)


@views.get("/new-option")
@permit(Action.CHANGE_REGISTRY)
def new_option(system: str) -> str:
    """The form of an option that is not registered yet; it comes last where nothing else is said."""
    options = options_of(reading(), system)
    last = max((option.position for option in options), default=-1) + 1
    return _new_option_page(system, NewOptionForm(formdata=None, data={"position": str(last)}))


@views.post("/new-option")
@permit(Action.CHANGE_REGISTRY)
def add_system_option(system: str) -> Response | tuple[str, int]:
    """Adds the option."""
    form, now = NewOptionForm(), context()
    if recorded(form, lambda: add_option(database(), now, form.new(system))) is None:
        return _new_option_page(system, form), 422
    return _to_system(system)


@views.get("/options/<path:option>")
@permit(Action.CHANGE_REGISTRY)
def edit_option(system: str, option: str) -> str:
    """The form of what may change of an option."""
    return _option_page(system, option)


@views.post("/options/<path:option>")
@permit(Action.CHANGE_REGISTRY)
def change_system_option(system: str, option: str) -> Response | tuple[str, int]:
    """Relabels, moves or retires the option."""
    form, now = OptionForm.over(registered_row(reading(), Option, (system, option))), context()
    if recorded(form, lambda: change_option(database(), now, (system, option), form.seen.entry, **form.told())) is None:
        return _option_page(system, option, form), 422
    return _to_system(system)


@views.get("/reasons")
@permit(Action.CHANGE_REGISTRY)
def reasons(system: str) -> str:
    """Which codes of the list the system offers."""
    return _reasons_page(system, _offered(system))


@views.post("/reasons")
@permit(Action.CHANGE_REGISTRY)
def offer(system: str) -> Response | tuple[str, int]:
    """Switches codes on and off."""
    form, now, codes = _offered(system), context(), set[str]()
    codes.update(form.codes.data or [])
    if recorded(form, lambda: offer_reasons(database(), now, system, form.seen.entry, codes)) is None:
        return _reasons_page(system, form), 422
    return _to_system(system)


def _to_system(system: str) -> Response:
    return redirect(url_for("systems.one", system=system), 303)


def _page(system: str, form: RowForm, heading: str, row: Any = None, note: str = "") -> str:
    name = said(registered_row(reading(), System, system), "name")
    return row_page(form, heading, (url_for("systems.one", system=system), name), row, note)


def _new_version_page(system: str, form: NewVersionForm) -> str:
    return _page(system, form, _("New model version"))


def _version_page(system: str, version: str, form: VersionForm | None = None) -> str:
    row = registered_row(reading(), ModelVersion, (system, version))
    return _page(system, form or VersionForm.over(row), _("Change version %(version)s", version=version), row)


def _new_option_page(system: str, form: NewOptionForm) -> str:
    registered = registered_row(reading(), System, system)
    if registered.answer_kind != AnswerKind.NUMBER or any(o.takes_number for o in options_of(reading(), system)):
        del form.takes_number
    note = _("Code, family and rank are fixed for ever once the option is added. If one is wrong, retire the option.")
    return _page(system, form, _("New option"), note=note)


def _option_page(system: str, option: str, form: OptionForm | None = None) -> str:
    row = registered_row(reading(), Option, (system, option))
    note = _("Family “%(family)s” and rank never change. If they are wrong, retire the option.", family=row.family)
    heading = _("Change the option %(label)s", label=said(row, "label"))
    return _page(system, form or OptionForm.over(row), heading, row, note)


def _offered(system: str) -> OfferedForm:
    registered_row(reading(), System, system)
    offered = [reason.code for reason in listed_reasons(reading(), system)]
    return OfferedForm.over(whole_list(reading()), offered, choice_entry(reading(), system))


def _reasons_page(system: str, form: OfferedForm) -> str:
    row, entry = registered_row(reading(), System, system), choice_entry(reading(), system)
    offered = listed_reasons(reading(), system)
    overtaken = form.seen.entry != entry
    form.seen.data = str(entry)
    return render_template(
        "registry/offered.html",
        form=form,
        system=row,
        overtaken=overtaken,
        stands=[reason.code for reason in offered],
        shown=sum(reason.side == ReasonSide.DEPART for reason in offered),
        limits=limits,
    )

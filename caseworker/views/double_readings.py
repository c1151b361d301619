# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Double readings: the lead starts them, two people read, each by themselves, and the counted result stays."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.double_readings import NewDoubleReadingForm, VerdictForm
from caseworker.localisation import language
from caseworker.permissions import Action, may
from caseworker.queries.double_readings import (
    ToRead,
    double_readings,
    get_double_reading,
    possible_readers,
    record_to_read,
    result_of,
)
from caseworker.queries.naming import display_names
from caseworker.queries.overview import systems
from caseworker.recording import give_up_double_reading, give_verdict, open_drawn_reason, start_double_reading
from caseworker.request_scope import context, database, read_anew, reading
from caseworker.security import permit, viewer
from caseworker.views.reporting import double_reading_told

views = Blueprint("double_readings", __name__, url_prefix="/double-readings")


@views.get("")
@permit(Action.SEE_DOUBLE_READINGS)
def listed() -> str:
    """Those of the lead's team, or those that one is asked to read."""
    return render_template(
        "double_readings/list.html", standings=double_readings(reading(), viewer()), may_start=_may_start()
    )


@views.get("/new")
@permit(Action.START_DOUBLE_READING)
def fill() -> str:
    """The form of a new one."""
    return render_template("double_readings/new.html", form=_new_form())


@views.post("/new")
@permit(Action.START_DOUBLE_READING)
def start() -> Response | tuple[str, int]:
    """Draws the records and asks the two to read them."""
    form, here = _new_form(), viewer()
    found = recorded(form, lambda: start_double_reading(database(), context(), form.new(here.team or ""), here.id))
    if found is None:
        return render_template("double_readings/new.html", form=form), 422
    return redirect(url_for("double_readings.show", reading_id=found), 303)


@views.get("/<uuid:reading_id>")
@permit(Action.SEE_DOUBLE_READINGS)
def show(reading_id: UUID) -> str:
    """How far it is, and what came of it when both have read all."""
    standing = get_double_reading(reading(), viewer(), reading_id)
    result = result_of(reading(), standing)
    names = display_names(reading(), language())
    told = double_reading_told(result, names) if result else None
    return render_template("double_readings/show.html", standing=standing, told=told, may_start=_may_start())


@views.post("/<uuid:reading_id>/give-up")
@permit(Action.START_DOUBLE_READING)
def give_up(reading_id: UUID) -> Response:
    """Ends it without a result; what has been said is gone."""
    get_double_reading(reading(), viewer(), reading_id)
    give_up_double_reading(database(), context(), reading_id, viewer().id)
    return redirect(url_for("double_readings.show", reading_id=reading_id), 303)


@views.get("/<uuid:reading_id>/<int:place>")
@permit(Action.READ_INDEPENDENTLY)
def read(reading_id: UUID, place: int) -> str:
    """One drawn record, for one of its two readers."""
    to_read = record_to_read(reading(), viewer(), context(), reading_id, place)
    return _record_page(to_read, VerdictForm(formdata=None, verdict=to_read.said))


@views.post("/<uuid:reading_id>/<int:place>/open")
@permit(Action.READ_INDEPENDENTLY)
def open_reason(reading_id: UUID, place: int) -> Response:
    """Records that the reader opens the reason; its author can see that."""
    open_drawn_reason(database(), context(), reading_id, place, viewer().id)
    return redirect(url_for("double_readings.read", reading_id=reading_id, place=place), 303)


@views.post("/<uuid:reading_id>/<int:place>")
@permit(Action.READ_INDEPENDENTLY)
def say(reading_id: UUID, place: int) -> Response | tuple[str, int]:
    """Keeps what the reader says, and opens the next reason."""
    to_read, form = record_to_read(reading(), viewer(), context(), reading_id, place), VerdictForm()
    over = recorded(form, lambda: _said(reading_id, place, form))
    if over is None:
        return _record_page(to_read, form), 422
    return redirect(_after(reading_id, over=over[0]), 303)


def _said(reading_id: UUID, place: int, form: VerdictForm) -> tuple[bool]:
    return (give_verdict(database(), context(), reading_id, place, viewer().id, form.chosen()),)


def _after(reading_id: UUID, *, over: bool) -> str:
    """Where the reader goes on: to the next record, whose reason is opened, or to the double reading itself."""
    if over:
        return url_for("double_readings.listed")
    read_anew()
    part = get_double_reading(reading(), viewer(), reading_id).part
    if part is None or part.next is None:
        return url_for("double_readings.show", reading_id=reading_id)
    open_drawn_reason(database(), context(), reading_id, part.next, viewer().id)
    return url_for("double_readings.read", reading_id=reading_id, place=part.next)


def _may_start() -> bool:
    return may(viewer(), Action.START_DOUBLE_READING)


def _new_form() -> NewDoubleReadingForm:
    people = possible_readers(reading(), viewer())
    return NewDoubleReadingForm.offering(systems(reading()), people, context().today)


def _record_page(to_read: ToRead, form: VerdictForm) -> str:
    return render_template("double_readings/read.html", to_read=to_read, each=to_read.record, form=form)

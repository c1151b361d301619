# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Systems with their model versions and options. Codes, families and ranks never change; a wrong option is retired."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.acts import Plan, identity, table_of
from caseworker.appending import append
from caseworker.columns import Ledgered
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import ModelVersion, Option, System, SystemReason, Waiting
from caseworker.registry.reasons import whole_list
from caseworker.registry.rules import options_of
from caseworker.registry.writing import check_sample, cleaned, decide, is_taken, registered, standing, with_changes
from caseworker.vocabulary.closed_lists import AnswerKind
from caseworker.vocabulary.problems import Absent, Refused

NUMBERS = ("minimum", "maximum", "step", "tolerance", "partly_within")
EXACT = (*NUMBERS, "withheld_share")
_DIGITS = 18


def add_system(database: Database, context: Context, parts: Sequence[Ledgered]) -> System:
    """The new system, with its versions, options and codes, the system first among the parts.

    Raises Refused where its code is taken, a text or number cannot be stored, something stands twice, or a reason code
    is not on the list.
    """
    rows = [cleaned(part) for part in parts]
    system = next(row for row in rows if isinstance(row, System))
    _check_numbers(system)
    check_sample(system)
    _check_parts(system, rows)
    with database.append() as session:
        if is_taken(session, col(System.code), system.code):
            raise Refused("There is already a system “%(code)s”.", field="code", code=system.code)
        known = {reason.code for reason in whole_list(session)}
        for row in rows:
            if isinstance(row, SystemReason) and row.code not in known:
                raise Refused("The reason code “%(code)s” is not on the list.", field="reasons", code=row.code)
        append(session, [Plan(acts=[registered(row, context) for row in rows])])
    return system


def change_system(database: Database, context: Context, code: str, seen: int, **changes: Any) -> System:
    """The system as it now stands; `seen` is the entry that the change was made from.

    Raises Absent, ChangedMeanwhile, NothingChanged and Refused. What kind of answer it gives never changes.
    """

    def choose(session: Session) -> System:
        system = with_changes(standing(session, System, code, seen), **changes)
        _check_numbers(system)
        check_sample(system)
        return system

    return decide(database, context, choose)


def add_version(database: Database, context: Context, version: ModelVersion) -> ModelVersion:
    """The new model version of its system. Raises Absent, and Refused where it is known already."""
    new = cleaned(version)

    def choose(session: Session) -> ModelVersion:
        _existing(session, new.system)
        if session.get(ModelVersion, (new.system, new.version)) is not None:
            raise Refused("The system already has a version “%(version)s”.", field="version", version=new.version)
        return new

    return decide(database, context, choose)


def change_version(
    database: Database, context: Context, key: tuple[str, str], seen: int, **changes: Any
) -> ModelVersion:
    """The version (system, version) as it now stands. Raises Absent, ChangedMeanwhile, NothingChanged and Refused."""
    return decide(
        database, context, lambda session: with_changes(standing(session, ModelVersion, key, seen), **changes)
    )


def add_option(database: Database, context: Context, option: Option) -> Option:
    """The new option of its system. Raises Absent, and Refused where its code is taken or a number has a home."""
    new = cleaned(option)

    def choose(session: Session) -> Option:
        system = _existing(session, new.system)
        options = options_of(session, new.system)
        if new.code.casefold() in {each.code.casefold() for each in options}:
            raise Refused("The system already has an option “%(code)s”.", field="code", code=new.code)
        _check_number_options(system, [*options, new])
        return new

    return decide(database, context, choose)


def change_option(database: Database, context: Context, key: tuple[str, str], seen: int, **changes: Any) -> Option:
    """The option (system, code) as it now stands; labels, position and whether it is retired may change.

    Raises Absent, ChangedMeanwhile, NothingChanged, and Refused, among others where the last option would be retired
    while recommendations wait.
    """
    if fixed := changes.keys() & {"code", "family", "rank", "takes_number"}:
        raise ValueError(f"an option never changes its {min(fixed)}")

    def choose(session: Session) -> Option:
        was = standing(session, Option, key, seen)
        option = with_changes(was, **changes)
        if option.retired and not was.retired:
            _check_others_remain(session, option)
        return option

    return decide(database, context, choose)


def _check_others_remain(session: Session, retiring: Option) -> None:
    if any(each.code != retiring.code and not each.retired for each in options_of(session, retiring.system)):
        return
    waits = select(Waiting).where(col(Waiting.system) == retiring.system)
    if session.execute(waits.limit(1)).first() is not None:
        raise Refused(
            "Recommendations of this system wait, so add another option before the last one is retired.",
            field="retired",
        )


def _existing(session: Session, code: str) -> System:
    system = session.get(System, code)
    if system is None:
        raise Absent()
    return system


def _check_parts(system: System, rows: Sequence[Ledgered]) -> None:
    keys = Counter((row.__class__.__name__, *identity(table_of(type(row)), row.model_dump())) for row in rows)
    for key, count in keys.items():
        if count > 1:
            raise Refused("“%(code)s” stands twice.", field="code", code=key[-1])
    _check_number_options(system, [row for row in rows if isinstance(row, Option)])


def _check_number_options(system: System, options: Sequence[Option]) -> None:
    takers = sum(option.takes_number for option in options)
    if takers and system.answer_kind != AnswerKind.NUMBER:
        raise Refused("This system recommends options, so none of them takes a number.", field="takes_number")
    if takers > 1:
        raise Refused("Only one option of a system takes the number.", field="takes_number")


def _check_numbers(system: System) -> None:
    """Raises Refused where a system of numbers lacks one, or they contradict each other."""
    if system.answer_kind not in list(AnswerKind):
        raise Refused("A system recommends either options or numbers.", field="answer_kind")
    if system.answer_kind != AnswerKind.NUMBER:
        return
    for name in NUMBERS:
        number = getattr(system, name)
        if number is None:
            raise Refused("Fill this in.", field=name)
        if not _is_storable(number):
            raise Refused("Write a number with at most 18 digits.", field=name)
    minimum, maximum, step, tolerance, partly = (getattr(system, name) for name in NUMBERS)
    if maximum <= minimum:
        raise Refused("The largest number must be above the smallest one.", field="maximum")
    if step <= 0:
        raise Refused("A step must be more than 0.", field="step")
    if tolerance < 0:
        raise Refused("A distance cannot be below 0.", field="tolerance")
    if partly < tolerance:
        raise Refused("This distance cannot be shorter than the one that counts as followed.", field="partly_within")


def _is_storable(number: Decimal) -> bool:
    if not number.is_finite():
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DIGITS and number.adjusted() < _DIGITS

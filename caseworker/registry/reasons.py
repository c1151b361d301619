# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reason lists: each change of the list is a new version of it, and a system switches codes on and off.

A code is retired, never renamed and never used again for something else, so that a record says for ever what its
author chose.
"""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import ScalarSelect, func, select
from sqlmodel import Session, col

from caseworker.acts import Plan
from caseworker.appending import append
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import ListedReason, System, SystemReason
from caseworker.registry.writing import checked_code, cleaned, is_taken, registered
from caseworker.vocabulary.closed_lists import ReasonSide
from caseworker.vocabulary.default_reasons import DEFAULT_REASONS
from caseworker.vocabulary.problems import Absent, ChangedMeanwhile, NothingChanged, Refused
from caseworker.vocabulary.reasons import DEFAULT_LIST_VERSION

# The codes that close each side of the list: the overall assessment stands next to last, before "other".
_CLOSING = {ReasonSide.DEPART: 2, ReasonSide.FOLLOW: 1}


def default_reasons() -> list[ListedReason]:
    """The rows of the default reason list."""
    return [
        ListedReason(entry=0, list_version=DEFAULT_LIST_VERSION, position=position, **vars(reason))
        for position, reason in enumerate(DEFAULT_REASONS)
    ]


def current_list(session: Session) -> int:
    """The version of the reason list that new records are made with."""
    return session.execute(select(func.max(col(ListedReason.list_version)))).scalar_one() or DEFAULT_LIST_VERSION


def whole_list(session: Session) -> list[ListedReason]:
    """Every code of the current list in the order of the screen, retired ones included."""
    statement = select(ListedReason).where(col(ListedReason.list_version) == _newest())
    return list(session.execute(statement.order_by(col(ListedReason.position), col(ListedReason.code))).scalars())


def listed_reason(session: Session, version: int, code: str | None) -> ListedReason | None:
    """What this version of the list says of a code, retired or not; None where it does not have it."""
    return None if code is None else session.get(ListedReason, (version, code))


def listed_codes(session: Session) -> tuple[int, frozenset[str]]:
    """The version of the current list and every code on it, retired ones included, in one light reading."""
    statement = select(col(ListedReason.list_version), col(ListedReason.code))
    rows = session.execute(statement.where(col(ListedReason.list_version) == _newest())).all()
    return (rows[0].list_version if rows else DEFAULT_LIST_VERSION), frozenset(row.code for row in rows)


def _newest() -> ScalarSelect[int]:
    return select(func.max(ListedReason.list_version)).scalar_subquery()


def listed_reasons(session: Session, system: str) -> list[ListedReason]:
    """The reason codes that a system offers, in the order of the screen; the whole list where it chose none."""
    return _offered(whole_list(session), chosen_by(session, system))


def chosen_by(session: Session, system: str) -> set[str]:
    """The codes that a system chose; empty where it offers the whole list."""
    chosen = select(col(SystemReason.code)).where(col(SystemReason.system) == system, col(SystemReason.offered))
    return set(session.execute(chosen).scalars())


def choice_entry(session: Session, system: str) -> int:
    """The latest entry about which codes a system offers; 0 where it never chose."""
    latest = select(func.max(col(SystemReason.entry))).where(col(SystemReason.system) == system)
    return session.execute(latest).scalar_one() or 0


def offer_reasons(database: Database, context: Context, system: str, seen: int, codes: Collection[str]) -> int:
    """How many codes the system offers from now on; `seen` is the `choice_entry` that the change was made from.

    Raises Absent, ChangedMeanwhile, and Refused where a code is not on the list or a side would have none.
    """
    with database.append() as session:
        if session.get(System, system) is None:
            raise Absent()
        if choice_entry(session, system) != seen:
            raise ChangedMeanwhile()
        listed = [reason for reason in whole_list(session) if not reason.retired]
        known = {reason.code for reason in listed}
        for code in sorted(set(codes) - known):
            raise Refused("The reason code “%(code)s” is not on the list.", field="codes", code=code)
        offered = [reason for reason in listed if reason.code in codes]
        _check_sides(offered)
        was = chosen_by(session, system)
        if set(codes) == (was & known or known):
            raise NothingChanged()
        rows = [
            SystemReason(entry=0, system=system, code=code, offered=code in codes)
            for code in sorted(was.symmetric_difference(codes))
        ]
        append(session, [Plan(acts=[registered(row, context) for row in rows])])
    return len(offered)


def add_reason(database: Database, context: Context, seen: int, reason: ListedReason) -> int:
    """The version of the list that has the new code; `seen` is the version that the change was made from.

    Raises ChangedMeanwhile, and Refused for a code that is none or stood on any version of the list before.
    """
    new = cleaned(reason)
    checked_code(new.code, "code")

    def change(session: Session, listed: Sequence[ListedReason]) -> list[ListedReason]:
        if is_taken(session, col(ListedReason.code), new.code):
            raise Refused(
                "The code “%(code)s” has been used before, and a code is never used again.", field="code", code=new.code
            )
        return _placed(listed, new)

    return _new_version(database, context, seen, change)


def retire_reason(database: Database, context: Context, seen: int, code: str) -> int:
    """The version of the list in which the code is retired; `seen` is the version that the change was made from.

    Raises Absent, ChangedMeanwhile, and Refused where a system would have no code left for one of the sides.
    """

    def change(session: Session, listed: Sequence[ListedReason]) -> list[ListedReason]:
        if not any(reason.code == code and not reason.retired for reason in listed):
            raise Absent()
        for reason in listed:
            reason.retired = reason.retired or reason.code == code
        for system in session.execute(select(col(System.code))).scalars():
            _check_sides(_offered(listed, chosen_by(session, system)))
        _check_sides(_offered(listed, set()))
        return list(listed)

    return _new_version(database, context, seen, change)


Change = Callable[[Session, Sequence[ListedReason]], list[ListedReason]]


def _new_version(database: Database, context: Context, seen: int, change: Change) -> int:
    with database.append() as session:
        version = current_list(session)
        if version != seen:
            raise ChangedMeanwhile()
        copies = [ListedReason(**row.model_dump()) for row in whole_list(session)]
        rows = change(session, copies)
        for position, row in enumerate(rows):
            row.list_version, row.position = version + 1, position
        append(session, [Plan(acts=[registered(row, context) for row in rows])])
    return version + 1


def _placed(listed: Sequence[ListedReason], new: ListedReason) -> list[ListedReason]:
    """The list with the new code before those that close its side."""
    side = ReasonSide(new.side)
    places = [place for place, reason in enumerate(listed) if reason.side == side and not reason.retired]
    at = places[-min(_CLOSING[side], len(places))] if places else len(listed)
    return [*listed[:at], new, *listed[at:]]


def _offered(listed: Sequence[ListedReason], chosen: Collection[str]) -> list[ListedReason]:
    return [row for row in listed if not row.retired and (not chosen or row.code in chosen)]


def _check_sides(offered: Sequence[ListedReason]) -> None:
    if {reason.side for reason in offered} != set(ReasonSide):
        raise Refused("Leave at least one reason to follow and one reason to override in every system.", field="codes")

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A new baseline for a system: frozen by an entry with a day and a reason, and never moved after that."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from caseworker.acts import Plan, prepare
from caseworker.appending import append
from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import FrozenBaseline, System
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Absent, Refused

WEEKS_BEFORE = 8


def latest_first_week(today: date) -> date:
    """The Monday of the latest week that a baseline can begin with: the old one stays for eight whole weeks."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS_BEFORE)


def freeze_baseline(
    database: Database, context: Context, system: str, first_week: date, why: str, user: str
) -> FrozenBaseline:
    """The baseline as it was frozen; the weeks of the system are held against it from this week on.

    `first_week` is any day of the week that it begins with, `user` who freezes it. Raises Absent, and Refused without
    a reason, within eight weeks, or where it is that already.
    """
    reason = clean_text(why, "why", limits.TEXT_MAX)
    if not reason:
        raise Refused("Write why in a few words.", field="why")
    monday = first_week - timedelta(days=first_week.weekday())
    if monday > latest_first_week(context.today):
        raise Refused("The old baseline stays for eight whole weeks. Choose an earlier week.", field="first_week")
    row: dict[str, Any] = {
        "id": context.new_id(),
        "system": system,
        "first_week": monday,
        "frozen_on": context.today,
    }
    latest = (
        select(col(FrozenBaseline.first_week))
        .where(col(FrozenBaseline.system) == system)
        .order_by(col(FrozenBaseline.entry).desc())
        .limit(1)
    )
    with database.append() as session:
        if session.get(System, system) is None:
            raise Absent()
        if session.execute(latest).scalar_one_or_none() == monday:
            raise Refused("The baseline begins with that week already.", field="first_week")
        values = {"why": reason, "user": user}
        act = prepare(FrozenBaseline, row, context.today, context.entropy, values)
        append(session, [Plan(acts=[act])])
    return FrozenBaseline(entry=0, **row)

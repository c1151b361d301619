# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A system is stopped, and its recommendations are shown to nobody until it is started again; part of the registry."""

from typing import Any

from caseworker.acts import Plan, prepare
from caseworker.appending import append
from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import System, SystemStop
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Absent, Refused


def stop_system(database: Database, context: Context, code: str, why: str, user: str) -> bool:
    """Whether that is new: nobody is shown what the system recommends. Raises Absent, and Refused without a reason."""
    return _say(database, context, code, why, user, stopped=True)


def start_system(database: Database, context: Context, code: str, why: str, user: str) -> bool:
    """Whether that is new: what the system recommends is shown again. Raises Absent, and Refused without a reason."""
    return _say(database, context, code, why, user, stopped=False)


def _say(database: Database, context: Context, code: str, why: str, user: str, *, stopped: bool) -> bool:
    """Two entries where it changes something: the state of the system, and the fact of why it changed."""
    reason = clean_text(why, "why", limits.TEXT_MAX)
    if not reason:
        raise Refused("Write why in a few words.", field="why")
    with database.append() as session:
        system = session.get(System, code)
        if system is None:
            raise Absent()
        if system.stopped == stopped:
            return False
        state = {**system.model_dump(exclude={"entry"}), "stopped": stopped}
        fact: dict[str, Any] = {
            "id": context.new_id(),
            "system": code,
            "stopped": stopped,
            "said_on": context.today,
        }
        session.expunge(system)
        append(
            session,
            [
                Plan(
                    acts=[
                        prepare(System, state, context.today, context.entropy),
                        prepare(SystemStop, fact, context.today, context.entropy, {"why": reason, "user": user}),
                    ]
                )
            ],
        )
    return True

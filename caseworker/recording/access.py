# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A whole case is opened for a citizen's request, which opens every reason in it."""

from caseworker.context import Context
from caseworker.database import Database
from caseworker.queries.whole_case import HeldCase, held_about
from caseworker.recording.openings import plan_openings
from caseworker.recording.transaction import commit
from caseworker.vocabulary.closed_lists import ReadingPurpose


def open_whole_case(database: Database, context: Context, case_reference: str, reader: str | None) -> HeldCase:
    """Everything held about the case, this opening of its reasons included; `reader` is None on the server itself.

    Raises Refused where no record has the reference.
    """
    with database.read() as session:
        reasons = held_about(session, case_reference).reasons
    if reasons:
        commit(database, [plan_openings(reasons, context, reader, ReadingPurpose.ACCESS_REQUEST)])
    with database.read() as session:
        held = held_about(session, case_reference)
        # The rows are read on after the session has closed.
        session.expunge_all()
    return held

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One transaction for the plans of a request or of a batch."""

from collections.abc import Sequence

from caseworker.acts import Plan
from caseworker.appending import Appended, append
from caseworker.database import Database


def commit(database: Database, plans: Sequence[Plan]) -> list[Appended]:
    """Where each act now stands in the ledger, after COMMIT has returned.

    Raises NotStored where the database is busy or full, and SQLAlchemy's IntegrityError where a plan no longer holds;
    in both cases nothing is stored.
    """
    for plan in plans:
        plan.seal()
    with database.append() as session:
        return append(session, plans)

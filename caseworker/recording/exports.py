# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""That decisions left the installation as a file."""

from dataclasses import dataclass
from datetime import date

from caseworker.acts import Plan, prepare
from caseworker.appending import Appended
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Export
from caseworker.recording.transaction import commit
from caseworker.vocabulary.closed_lists import FileForm


@dataclass(frozen=True)
class ExportTaken:
    """What was in the file that somebody took; `user` is the id of who did, None for the command on the server."""

    form: FileForm
    rows: int
    system: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    with_reasons: bool = False
    with_clusters: bool = False
    user: str | None = None


def record_export(database: Database, context: Context, taken: ExportTaken) -> Appended:
    """Where the export stands in the ledger; recorded before the file is handed out. Raises NotStored."""
    row = {
        "id": context.new_id(),
        "form": taken.form.value,
        "system": taken.system,
        "first_day": taken.first_day,
        "last_day": taken.last_day,
        "rows": taken.rows,
        "with_reasons": taken.with_reasons,
        "with_clusters": taken.with_clusters,
    }
    plan = Plan(acts=[prepare(Export, row, context.today, context.entropy, {"user": taken.user})])
    return commit(database, [plan])[0]

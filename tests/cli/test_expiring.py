# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What was kept for the moment only is gone when its time is over, and nothing else is."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from caseworker.context import Context
from caseworker.database import Database
from caseworker.drafts import save_draft
from caseworker.interchange.uploads import Uploads
from caseworker.models import ManualDraft, Upload
from caseworker.permissions import Viewer
from caseworker.vocabulary.closed_lists import Role
from tests.cli.commands import Call, records
from tests.factories import Town, context_at, settle

NO_PROPOSALS = "Let 0 proposed follow-ups lapse that their authors did not answer.\n"
NO_AUTHORS = "Erased who it was in 0 entries of quarters that ended 12 months ago or earlier.\n"
NOTHING_ELSE = NO_PROPOSALS + NO_AUTHORS
CPR = b"case_reference;note\n1;010203-4567\n"


def leave(database: Database, context: Context, town: Town, folder: Path) -> None:
    """A draft and an upload that nobody goes on with."""
    me = Viewer(str(town.caseworker), Role.CASEWORKER, "modtagelsen")
    save_draft(database, context, me, "sortering", {"reason": "Glemt"}, page="one", version=0)
    upload = Upload(
        id=context.new_id(), user_id=town.caseworker, system="sortering", suffix=".csv", uploaded_at=context.now
    )
    Uploads(database, folder).keep(context, upload, io.BytesIO(CPR))


def left(database: Database) -> tuple[int, int]:
    with database.read() as session:
        drafts = session.execute(select(func.count()).select_from(ManualDraft)).scalar_one()
        return drafts, session.execute(select(func.count()).select_from(Upload)).scalar_one()


def test_forgotten_drafts_and_files_are_removed_and_those_of_today_are_not(call: Call, home: Path) -> None:
    call("init")
    database, folder = records(home), home / "instance" / "uploads"
    long_ago, today = context_at(datetime(2020, 1, 6, tzinfo=UTC)), context_at(datetime.now(UTC), seed=2)
    town = settle(database, long_ago)
    leave(database, today, town, folder)
    assert call("expire").out == f"Removed 0 forgotten drafts and 0 files that nobody went on with.\n{NOTHING_ELSE}"
    assert left(database) == (1, 1)
    Uploads(database, folder).sweep(datetime.now(UTC) + timedelta(days=1))
    assert left(database) == (1, 0)
    with database.write() as session:
        session.execute(update(ManualDraft).values(saved_at=long_ago.now))
    upload = Upload(
        id=long_ago.new_id(), user_id=town.caseworker, system="sortering", suffix=".csv", uploaded_at=long_ago.now
    )
    folder.mkdir(exist_ok=True)
    (folder / f"{upload.id}.csv").write_bytes(CPR)
    with database.write() as session:
        session.add(upload)
    answer = call("expire")
    said = f"Removed 1 forgotten drafts and 1 files that nobody went on with.\n{NOTHING_ELSE}"
    assert (answer.code, answer.out) == (0, said)
    assert left(database) == (0, 0)
    assert list(folder.iterdir()) == [], "the file with the number in it too"
    database.close()

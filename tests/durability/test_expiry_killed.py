# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker expire` is killed in its middle: what was done is done, the rest is taken up, no figure ever moves."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

import reports
from caseworker.config import load
from caseworker.database import Database, create
from caseworker.facts_reading import facts
from caseworker.models import Erasure
from caseworker.verification import verify_database
from tests.factories import context_at, settle
from tests.recording.expiry import by_others, naming

PEOPLE = [UUID(int=number) for number in range(1, 7)]
EACH = 10
SMALL_STEPS = "from caseworker.recording import expiring; expiring.BATCH = 1; from caseworker.cli import main; main()"


def erased(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count(col(Erasure.entry)))).scalar_one())


def board(database: Database) -> str:
    return reports.trends(facts(database).frame, now=date(2026, 1, 1)).to_json()


def start(home: Path) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORKER_")}
    return subprocess.Popen(
        [sys.executable, "-c", SMALL_STEPS, "expire"],
        env={**environment, "CASEWORKER_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )


def test_a_killed_expiry_is_taken_up_where_it_was(tmp_path: Path) -> None:
    settings = load({"CASEWORKER_HOME": str(tmp_path / "instance")})
    database = Database(settings.database_url)
    create(database)
    context = context_at(datetime(2019, 5, 13, 9, 30, tzinfo=UTC))
    settle(database, context)
    by_others(database, context, PEOPLE, EACH)
    before = board(database)
    killed = start(tmp_path / "instance")
    waited = time.monotonic() + 60
    while erased(database) < 5 and time.monotonic() < waited:
        time.sleep(0.002)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    done = erased(database)
    assert 0 < done < len(PEOPLE) * EACH, "killed in the middle"
    assert sum(len(naming(database, person)) for person in PEOPLE) == len(PEOPLE) * EACH - done
    assert board(database) == before
    said = verify_database(database, settings)
    assert said.ok
    assert said.erased == done
    assert start(tmp_path / "instance").wait() == 0
    assert erased(database) == len(PEOPLE) * EACH
    assert board(database) == before
    assert verify_database(database, settings).ok
    database.close()

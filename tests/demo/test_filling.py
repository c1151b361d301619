# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The demo goes through the normal writers, is the same for everybody, and leaves other records alone."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner
from sqlalchemy import select, text
from sqlmodel import col

from caseworker.cli import caseworker
from caseworker.config import Settings
from caseworker.database import Database
from caseworker.demo import DEMO_LOGINS, DEMO_PASSWORD, DemoSize, NotEmpty, fill, is_empty
from caseworker.ledger.tree import root
from caseworker.models import LedgerEntry, User
from caseworker.registry import default_reasons, register
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Misconfigured
from tests.demo.conftest import NOW, context_at

SMALL = DemoSize(decisions=240, weeks=6)


def ledger_root(database: Database) -> bytes:
    """The root over all entries."""
    with database.read() as session:
        return root(session.execute(select(col(LedgerEntry.leaf)).order_by(col(LedgerEntry.seq))).scalars().all())


def small(new_database: Callable[[], Database], size: DemoSize = SMALL, now: datetime = NOW) -> bytes:
    """The root of a small demo in a database of its own."""
    database = new_database()
    fill(database, context_at(now), size)
    return ledger_root(database)


def test_the_same_seed_and_clock_give_the_same_ledger(new_database: Callable[[], Database]) -> None:
    assert small(new_database) == small(new_database)


@pytest.mark.postgres
def test_both_databases_hold_the_same_ledger(
    new_database: Callable[[], Database], postgresql_database: Database
) -> None:
    register(postgresql_database, context_at(), default_reasons())
    fill(postgresql_database, context_at(), SMALL)
    assert ledger_root(postgresql_database) == small(new_database)


def test_another_seed_or_another_clock_gives_another_ledger(new_database: Callable[[], Database]) -> None:
    first = small(new_database)
    assert small(new_database, replace(SMALL, seed=2)) != first
    assert small(new_database, now=NOW + timedelta(hours=1)) != first


def test_a_second_demo_is_refused_and_changes_nothing(new_database: Callable[[], Database]) -> None:
    database = new_database()
    assert is_empty(database)
    fill(database, context_at(), SMALL)
    before = ledger_root(database)
    with pytest.raises(NotEmpty):
        fill(database, context_at(), SMALL)
    assert ledger_root(database) == before


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 1, 5, 5, 0, tzinfo=UTC),  # Monday before office hours, holidays just gone
        datetime(2026, 8, 2, 21, 0, tzinfo=UTC),  # Sunday in the summer holiday
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # the hour after the clock went back
        datetime(2027, 1, 1, 12, 0, tzinfo=UTC),  # a year with 53 weeks
    ],
)
def test_any_clock_will_do(new_database: Callable[[], Database], now: datetime) -> None:
    database = new_database()
    made = fill(database, context_at(now), SMALL)
    assert made.decisions == SMALL.decisions
    with database.read() as session:
        latest = session.execute(text("SELECT max(value) FROM personal_values WHERE field = 'decided_at'")).scalar_one()
    assert datetime.fromisoformat(latest) < now


def test_every_entry_verifies(demo: Database, settings: Settings) -> None:
    assert verify_database(demo, settings).ok


def test_each_act_is_dated_at_its_own_day_and_days_never_go_back(demo: Database) -> None:
    with demo.read() as session:
        raws = session.execute(
            text("SELECT raw FROM ledger_entries WHERE seq > (SELECT max(entry) FROM system_reasons) ORDER BY seq")
        ).scalars()
        days = [json.loads(bytes(raw)[1:])["date"] for raw in raws]
    assert days == sorted(days)
    assert len(set(days)) > 120


def test_there_is_a_login_per_role_and_enough_people_in_each_team(demo: Database) -> None:
    with demo.read() as session:
        users = session.execute(select(User)).scalars().all()
        session.expunge_all()
    by_name = {user.username: user for user in users}
    assert set(DEMO_LOGINS) == set(Role)
    for role, login in DEMO_LOGINS.items():
        assert by_name[login.username].role == role
        assert by_name[login.username].team == login.team
    assert PasswordHasher().verify(str(by_name["sagsbehandler"].password_hash), DEMO_PASSWORD)
    assert len({user.name.split()[0] for user in users}) == len(users)
    teams = {user.team for user in users if user.team}
    assert len(teams) == 8
    for team in teams:
        roles = [user.role for user in users if user.team == team]
        assert 5 <= roles.count(Role.CASEWORKER) <= 9
        assert roles.count(Role.TEAM_LEAD) == 1


def test_what_hangs_on_decisions_is_there_in_small_numbers(demo: Database) -> None:
    wanted = {
        "corrections": "SELECT count(*) FROM decisions WHERE revision = 1",
        "manual": "SELECT count(*) FROM decisions WHERE source = 'manual'",
        "results": "SELECT count(*) FROM results",
        "seen and left": "SELECT count(*) FROM waiting WHERE openings = 1",
        "in doubt": "SELECT count(*) FROM decisions WHERE reason_code IN ('A5', 'X5')",
        "unequal": "SELECT count(*) FROM decisions WHERE reason_code = 'T2'",
    }
    with demo.read() as session:
        found = {name: session.execute(text(sql)).scalar_one() for name, sql in wanted.items()}
        kinds = set(session.execute(text("SELECT DISTINCT result FROM results")).scalars())
    assert all(5 <= count <= 400 for count in found.values()), found
    assert kinds == {"upheld", "changed", "annulled", "remitted"}


def test_case_references_are_unique(demo: Database) -> None:
    with demo.read() as session:
        references = session.execute(text("SELECT value FROM personal_values WHERE field = 'case_reference'"))
        found = references.scalars().all()
    assert len(set(found)) == len(found) > 6000


def test_the_command_fills_an_installation_and_refuses_the_second_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEWORKER_HOME", settings.home)
    run = CliRunner().invoke(caseworker, ["demo", "--decisions", "120", "--weeks", "4"])
    assert run.exit_code == 0, run.output
    assert "Made up 120 decisions" in run.output
    again = CliRunner().invoke(caseworker, ["demo"])
    assert isinstance(again.exception, NotEmpty)


def test_the_command_is_refused_in_production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORKER_HOME", settings.home)
    assert CliRunner().invoke(caseworker, ["init"]).exit_code == 0
    monkeypatch.setenv("CASEWORKER_MODE", "production")
    monkeypatch.setenv("CASEWORKER_SECRET_KEY", settings.secret_key)
    monkeypatch.setenv("CASEWORKER_SIGNING_KEY", settings.signing_key)
    run = CliRunner().invoke(caseworker, ["demo"])
    assert isinstance(run.exception, Misconfigured)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Users, teams and systems from the command line."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.config import Settings, variable
from caseworker.models import LedgerEntry, Option, PersonalValue, System, Team, User
from tests.cli.commands import Call, records


def test_a_user_is_added_with_a_password_shown_once_and_can_be_disabled(call: Call, home: Path) -> None:
    call("init")
    call("team", "add", "visitation")
    answer = call("user", "add", "anna", "--role", "caseworker", "--team", "visitation")
    password = re.search(r"this once: (\S{12,})$", answer.out)
    assert password is not None
    assert call("user", "add", "anna", "--role", "auditor").code == 2
    call("user", "disable", "anna")
    with records(home).read() as session:
        user = session.execute(select(User)).scalar_one()
        assert (user.username, user.role, user.active) == ("anna", "caseworker", False)
        assert password[1] not in str(user.password_hash)
        assert session.execute(select(col(Team.code))).scalars().all() == ["visitation"]


SYSTEM = """
reasons = ["D1", "C1", "A1"]
[system]
code = "timeforslag"
name_da = "Timeforslag"
name_en = "Hours"
answer_kind = "number"
minimum = 0.25
maximum = 40
step = 0.25
tolerance = 0.5
partly_within = 2
[[versions]]
version = "3.1"
[[options]]
code = "timer"
label_da = "Timer"
label_en = "Hours"
family = "help"
takes_number = true
"""


def test_a_system_is_registered_from_a_file(call: Call, home: Path) -> None:
    call("init")
    (home / "system.toml").write_text(SYSTEM)
    assert call("system", "add", "system.toml").code == 0
    with records(home).read() as session:
        system = session.get_one(System, "timeforslag")
        assert (str(system.step), system.answer_kind) == ("0.25", "number")
        assert session.execute(select(col(Option.code))).scalars().all() == ["timer"]
    assert "already a system" in call("system", "add", "system.toml").err


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('name_da = "Timeforslag"', "", "needs the key “name_da”"),
        ('name_da = "Timeforslag"', "name_da = 5", "wrong kind"),
        ('name_da = "Timeforslag"', 'name = "x"', "no key “name”"),
        ('"D1"', '"Q7"', "“Q7” is not on the list"),
        ('name_da = "Timeforslag"', 'name_da = "T"\nwithheld_share = 0.1', "needs own judgement first"),
        ("[[versions]]", "[[version]]", "unknown part “version”"),
        ("[system]", "[system", "not TOML"),
        ('name_da = "Timeforslag"', 'name_da = "211062-5629"', "CPR number"),
    ],
)
def test_a_spoilt_system_file_is_refused_with_its_place(
    call: Call, home: Path, was: str, becomes: str, said: str
) -> None:
    call("init")
    (home / "system.toml").write_text(SYSTEM.replace(was, becomes))
    answer = call("system", "add", "system.toml")
    assert answer.code == 2
    assert said in answer.err
    with records(home).read() as session:
        assert session.execute(select(System)).first() is None


@pytest.mark.parametrize("code", ["", " ", "to ord", "010203-4567", "x" * 65, "\u200b", "_"])
def test_a_code_that_is_none_is_refused_for_teams_and_users(call: Call, home: Path, code: str) -> None:
    call("init")
    for words in (("team", "add", code), ("user", "add", code, "--role", "auditor")):
        answer = call(*words)
        assert answer.code == 2
        assert "010203-4567" not in answer.err
    with records(home).read() as session:
        assert session.execute(select(Team)).first() is None
        assert session.execute(select(User)).first() is None


def test_names_that_differ_in_capitals_only_are_the_same_name(call: Call) -> None:
    call("init")
    assert call("user", "add", "Åse", "--role", "auditor").code == 0
    assert "already a user" in call("user", "add", "åse", "--role", "auditor").err


def test_an_address_is_stored_and_only_committed_to_in_the_log(call: Call, home: Path) -> None:
    call("init")
    assert call("user", "add", "lis", "--role", "auditor", "--email", "lis@example.org").code == 0
    with records(home).read() as session:
        user = session.execute(select(User)).scalar_one()
        assert user.email == "lis@example.org"
        assert session.get_one(PersonalValue, (user.entry, "email")).value == "lis@example.org"
        raw = session.get_one(LedgerEntry, user.entry).raw
    assert b'"email"' in raw
    assert b"lis@" not in raw
    assert call("ledger", "verify").code == 0


@pytest.mark.parametrize(
    "email", ["", "lis", "lis@", "@example.org", "a b@example.org", "lis@example.org\nBcc: x@y.dk"]
)
def test_an_address_that_is_none_is_refused(call: Call, home: Path, email: str) -> None:
    call("init")
    answer = call("user", "add", "lis", "--role", "auditor", "--email", email)
    assert (answer.code, "not an e-mail address" in answer.err) == (2, True)
    with records(home).read() as session:
        assert session.execute(select(User)).first() is None


def test_a_system_is_exported_as_a_file_that_adds_it_elsewhere(
    call: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("init")
    (home / "system.toml").write_text(SYSTEM)
    call("system", "add", "system.toml")
    assert call("system", "export", "timeforslag", "--out", "out.toml").code == 0
    monkeypatch.setenv("CASEWORKER_HOME", str(home / "elsewhere"))
    call("init")
    assert call("system", "add", "out.toml").code == 0
    assert call("system", "export", "timeforslag").out == (home / "out.toml").read_text(encoding="utf-8")
    assert 'reasons = ["D1", "C1", "A1"]' in (home / "out.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("system", "export", "findes-ikke"),
        ("user", "disable", "findes-ikke"),
        ("user", "add", "anna", "--role", "caseworker"),
        ("user", "add", "anna", "--role", "caseworker", "--team", "findes-ikke"),
        ("user", "add", "anna", "--role", "konge"),
        ("user", "add", "anna"),
        ("team", "add"),
        ("system", "add", "findes-ikke.toml"),
    ],
)
def test_wrong_use_ends_with_two_and_one_line(call: Call, home: Path, words: tuple[str, ...]) -> None:
    call("init")
    answer = call(*words)
    assert answer.code == 2
    assert answer.err.startswith("caseworker: ")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_the_only_administrator_is_not_disabled(call: Call) -> None:
    call("init")
    call("user", "add", "chef", "--role", "administrator")
    assert "only administrator" in call("user", "disable", "chef").err
    call("user", "add", "vikar", "--role", "administrator")
    assert call("user", "disable", "chef").code == 0


def test_every_setting_is_printed_with_its_meaning_and_no_secret(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORKER_SECRET_KEY", "hemmelig" * 5)
    monkeypatch.setenv("CASEWORKER_DATABASE_URL", "postgresql+psycopg://bruger:kodeord@localhost/caseworker")
    answer = call("settings")
    assert answer.code == 0
    for each in fields(Settings):
        assert f"{variable(each.name)}=" in answer.out
        assert each.metadata["meaning"] in answer.out
    assert "[default: Europe/Copenhagen]" in answer.out
    for secret in ("hemmelig", "kodeord"):
        assert secret not in answer.out

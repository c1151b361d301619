# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The command line: what each command does, and one plain line where it cannot."""

import base64
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.cli import main
from caseworker.database import Database
from caseworker.models import Option, System, Team, User


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "MODE", "SECRET_KEY", "SIGNING_KEY", "CHECKPOINT_DIR"):
        monkeypatch.delenv(f"CASEWORKER_{name}", raising=False)
    monkeypatch.setenv("CASEWORKER_HOME", str(tmp_path / "instance"))
    return tmp_path


@pytest.fixture
def call(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs the command as a shell would, and gives what it answered."""

    def run(*words: str) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        said = capsys.readouterr()
        return Answer(int(str(ended.value.code)), said.out, said.err)

    return run


def records(home: Path) -> Database:
    return Database(f"sqlite:///{home / 'instance' / 'caseworker.sqlite'}")


def test_init_creates_the_database_once(call: Call, home: Path) -> None:
    first, second = call("init"), call("init")
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("Created")
    assert "nothing was changed" in second.out
    assert (home / "instance" / "caseworker.sqlite").is_file()


def test_keys_of_the_demo_are_made_once_and_only_their_owner_can_read_them(call: Call, home: Path) -> None:
    call("init")
    keys = {file.name: file.read_text() for file in (home / "instance").glob("*_key.txt")}
    assert keys.keys() == {"secret_key.txt", "signing_key.txt"}
    assert all((home / "instance" / name).stat().st_mode & 0o077 == 0 for name in keys)
    call("init")
    assert {file.name: file.read_text() for file in (home / "instance").glob("*_key.txt")} == keys


def test_settings_are_explained_and_secrets_are_not_shown(call: Call, home: Path) -> None:
    answer = call("settings")
    assert answer.code == 0
    assert "CASEWORKER_DATABASE_URL=sqlite:///" in answer.out
    for file in (home / "instance").glob("*_key.txt"):
        assert file.read_text().strip() not in answer.out


def test_a_password_in_the_database_address_is_not_shown(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORKER_DATABASE_URL", "postgresql+psycopg://anna:hemmelig@db/records")
    assert "hemmelig" not in call("settings").out


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CASEWORKER_MODE", "production", "CASEWORKER_SECRET_KEY must be set"),
        ("CASEWORKER_MODE", "test", "neither demo nor production"),
        ("CASEWORKER_SECRET_KEY", "short", "shorter than 32"),
        ("CASEWORKER_SIGNING_KEY", "not a key", "CASEWORKER_SIGNING_KEY is not 32 bytes"),
        ("CASEWORKER_TIMEZONE", "Danmark", "no known time zone"),
        ("CASEWORKER_LOCALE", "sv", "neither da nor en"),
        ("CASEWORKER_DATABASE_URL", "mysql://x", "CASEWORKER_DATABASE_URL must begin"),
    ],
)
def test_an_unsafe_setting_stops_every_command_with_one_line(
    call: Call, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    answer = call("init")
    assert answer.code == 2
    assert said in answer.err
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("ledger", "proof", "0"),
        ("ledger", "verify", "--since", "absent.txt"),
        ("user", "add", "anna"),
        ("user", "add", "anna", "--role", "king"),
        ("user", "add", "anna", "--role", "caseworker", "--team", "absent"),
        ("user", "add", "anna", "--role", "auditor", "--team", "absent"),
        ("user", "disable", "nobody"),
        ("system", "add", "absent.toml"),
        ("report", "weekly", "--team", "absent", "--week", "2026-W47"),
        ("report", "trends", "--system", "absent"),
        ("report", "trends", "--from", "yesterday"),
        ("erase", "--case", "absent", "--rule", "retention"),
    ],
)
def test_wrong_use_is_answered_in_one_line_without_a_traceback(call: Call, words: tuple[str, ...]) -> None:
    call("init")
    answer = call(*words)
    assert answer.code == 2
    assert answer.err.startswith("caseworker: ")
    assert len(answer.err.splitlines()) == 1


def test_in_demo_mode_a_missing_database_is_made_at_first_use(call: Call) -> None:
    answer = call("team", "add", "visitation", "--name", "Visitationen")
    assert answer.code == 0
    assert "Created the database" in answer.err


def test_in_production_a_missing_database_is_not_made(call: Call, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORKER_MODE", "production")
    monkeypatch.setenv("CASEWORKER_SECRET_KEY", "k" * 40)
    monkeypatch.setenv("CASEWORKER_SIGNING_KEY", base64.b64encode(b"s" * 32).decode())
    answer = call("team", "add", "visitation")
    assert answer.code == 2
    assert "caseworker init" in answer.err
    assert not (home / "instance" / "caseworker.sqlite").exists()


def test_the_full_edition_is_refused_in_production(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORKER_MODE", "production")
    monkeypatch.setenv("CASEWORKER_SECRET_KEY", "k" * 40)
    monkeypatch.setenv("CASEWORKER_SIGNING_KEY", base64.b64encode(b"s" * 32).decode())
    call("init")
    answer = call("report", "trends", "--edition", "full")
    assert answer.code == 2
    assert "refused in production mode" in answer.err


def test_a_user_is_added_with_a_password_shown_once_and_can_be_disabled(call: Call, home: Path) -> None:
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
        ("[[versions]]", "[[version]]", "unknown part “version”"),
        ("[system]", "[system", "not TOML"),
        ('name_da = "Timeforslag"', 'name_da = "211062-5629"', "CPR number"),
    ],
)
def test_a_spoilt_system_file_is_refused_with_its_place(
    call: Call, home: Path, was: str, becomes: str, said: str
) -> None:
    (home / "system.toml").write_text(SYSTEM.replace(was, becomes))
    answer = call("system", "add", "system.toml")
    assert answer.code == 2
    assert said in answer.err
    with records(home).read() as session:
        assert session.execute(select(System)).first() is None


def test_the_ledger_is_checked_signed_proved_and_exported(call: Call, home: Path) -> None:
    call("init")
    signed = call("ledger", "checkpoint", "--out", "kept.txt")
    assert signed.out == (home / "kept.txt").read_text()
    checked = call("ledger", "verify", "--since", "kept.txt")
    assert checked.code == 0
    assert "All entries match." in checked.out
    proof = json.loads(call("ledger", "proof", "3").out)
    assert (proof["entry"], len(proof["leaf"])) == (3, 64)
    key = call("ledger", "export", "log.jsonl").out.split()[-1]
    assert call("ledger", "verify", "--export", "log.jsonl", "--public-key", key).code == 0
    stranger = base64.b64encode(b"k" * 32).decode()
    assert call("ledger", "verify", "--export", "log.jsonl", "--public-key", stranger).code == 1


def test_a_broken_ledger_ends_with_one(call: Call, home: Path) -> None:
    call("init")
    with records(home).write() as session:
        session.connection().exec_driver_sql("UPDATE listed_reasons SET label_da = 'Andet' WHERE code = 'D1'")
    answer = call("ledger", "verify")
    assert answer.code == 1
    assert "broken: entry 1:" in answer.out
    assert "All entries match" not in answer.out


def test_help_loads_neither_flask_nor_pandas() -> None:
    program = (
        "import sys\nfrom caseworker.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print({'flask', 'pandas', 'scipy'} & sys.modules.keys())"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.endswith("set()\n")
    assert "import" in said

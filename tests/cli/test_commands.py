# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The command line: one plain line where it cannot, and no secret where it can."""

import base64
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import Call


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


def test_in_demo_mode_an_import_makes_the_missing_database(call: Call, home: Path) -> None:
    (home / "one.csv").write_text("case_reference,model_version,recommended\nS-1,1,ja\n")
    answer = call("import", "one.csv", "--system", "s", "--create-system")
    assert answer.code == 0
    assert "Created the database" in answer.err


def test_a_report_from_a_mistyped_folder_is_refused_and_makes_nothing(call: Call, home: Path) -> None:
    answer = call("report", "trends")
    assert answer.code == 2
    assert "caseworker init" in answer.err
    assert not (home / "instance" / "caseworker.sqlite").exists()


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


def test_help_loads_neither_flask_nor_pandas() -> None:
    program = (
        "import sys\nfrom caseworker.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print({'flask', 'pandas', 'scipy'} & sys.modules.keys())"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.endswith("set()\n")
    assert "import" in said

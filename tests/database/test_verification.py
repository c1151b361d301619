# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whoever holds the database and removes its guards is still found out, wherever they touch the record."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from caseworker import registry
from caseworker.checkpoints import make_checkpoint
from caseworker.config import Settings, public_key_text
from caseworker.context import Context
from caseworker.database import Database, guards
from caseworker.ledger import AuditReport
from caseworker.ledger_export import ExportBroken, export_ledger, verify_export
from caseworker.recording import correct_decision, erase, record_decision, record_showing
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, context_at, decision, recommend, settle, system_parts


@pytest.fixture
def recorded(database: Database, context: Context, town: Town) -> Database:
    """A record with a showing, a decision, a correction, a changed user and a stopped system."""
    waiting = recommend(database, context)
    record_showing(database, context, waiting, str(town.caseworker))
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    correct_decision(database, context, receipt.decision_id, 0, decision(context, town.caseworker, Answer("ingen")))
    registry.register(database, context, system_parts(stopped=True)[:1])
    registry.change_user(database, context, town.colleague, active=False)
    return database


def tamper(database: Database, *statements: str) -> None:
    """Runs the statements as somebody who took the guards away and put them back afterwards."""
    with database.engine.connect().execution_options(caseworker_writes=True) as connection, connection.begin():
        guards.drop(connection)
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for statement in statements:
            connection.execute(text(statement))
        guards.install(connection)


def test_an_untouched_record_matches_entry_by_entry(recorded: Database, settings: Settings) -> None:
    report = verify_database(recorded, settings)
    assert report.ok, report.verdict
    assert report.matches == report.size > 50


def test_without_a_checkpoint_nothing_is_claimed_about_removal(recorded: Database, settings: Settings) -> None:
    assert "cannot prove" in verify_database(recorded, settings).verdict


def test_with_a_checkpoint_the_claim_is_made(recorded: Database, settings: Settings, context: Context) -> None:
    make_checkpoint(recorded, settings, context)
    report = verify_database(recorded, settings)
    assert report.proven_since == report.size
    assert report.verdict.startswith("nothing was changed, removed, reordered or inserted")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET response = 'accepted' WHERE revision = 0",
        "UPDATE decisions SET reason_code = 'D1' WHERE revision = 1",
        "UPDATE decisions SET decided_on = '2026-11-19' WHERE revision = 0",
        "UPDATE decisions SET direction = 0 WHERE revision = 0",
        "DELETE FROM decisions WHERE revision = 1",
        "DELETE FROM showings",
        "UPDATE recommendations SET recommended = 'akut'",
        "UPDATE recommendations SET confidence = '0.99'",
        "UPDATE personal_values SET value = 'Jeg fulgte bare anbefalingen.' WHERE field = 'reason'",
        "UPDATE personal_values SET value = NULL, salt = NULL WHERE field = 'reason'",
        "DELETE FROM personal_values WHERE field = 'caseworker'",
        "UPDATE options SET rank = 9 WHERE code = 'akut'",
        "UPDATE options SET family = 'udred' WHERE code = 'akut'",
        "UPDATE systems SET own_judgement_first = NOT own_judgement_first",
        "UPDATE users SET role = 'administrator', team = NULL WHERE username = 'outsider'",
        "DELETE FROM users WHERE username = 'auditor'",
        "UPDATE users SET active = active, entry = entry, role = 'auditor', team = NULL WHERE username = 'outsider'",
        "UPDATE listed_reasons SET retired = NOT retired WHERE code = 'A7'",
        "UPDATE ledger_nodes SET hash = (SELECT leaf FROM ledger_entries WHERE seq = 1) WHERE level = 1",
        "DELETE FROM ledger_nodes WHERE level = 2 AND position = 1",
        "UPDATE ledger_entries SET leaf = (SELECT leaf FROM ledger_entries WHERE seq = 1) WHERE seq = 2",
        "UPDATE ledger_entries SET raw = (SELECT raw FROM ledger_entries WHERE seq = 1) WHERE seq = 2",
    ],
)
def test_each_touch_is_found(recorded: Database, settings: Settings, statement: str) -> None:
    tamper(recorded, statement)
    report = verify_database(recorded, settings)
    assert not report.ok
    assert report.broken[0].seq is not None


def test_bringing_a_disabled_user_back_is_found(recorded: Database, settings: Settings) -> None:
    """The row is put back to an older, true entry: only the entry after it tells."""
    earlier = (
        "SELECT MIN(entry) FROM personal_values WHERE field = 'username' AND value = 'colleague'",
        "UPDATE users SET active = NOT active, entry = ({}) WHERE username = 'colleague'",
    )
    tamper(recorded, earlier[1].format(earlier[0]))
    assert not verify_database(recorded, settings).ok


@pytest.mark.parametrize("column", ["username", "name"])
def test_giving_a_user_the_name_of_another_is_found(recorded: Database, settings: Settings, column: str) -> None:
    tamper(recorded, f"UPDATE users SET {column} = 'x' WHERE role = 'auditor'")
    report = verify_database(recorded, settings)
    assert any(f"shows another {column}" in finding.detail for finding in report.broken)


def test_what_came_after_the_checkpoint_is_not_exported_under_it(
    recorded: Database, settings: Settings, context: Context, tmp_path: Path
) -> None:
    note = make_checkpoint(recorded, settings, context)
    recommend(recorded, context, case_reference="2026-000999")
    file = tmp_path / "ledger.jsonl"
    count = export_ledger(recorded, note, file)
    assert count == int(note.splitlines()[1])
    assert verify_export(file, public_key_text(settings)) == count


def test_a_row_that_no_entry_stands_behind_is_found(recorded: Database, settings: Settings) -> None:
    extra = (
        "INSERT INTO teams (code, name, active, entry) SELECT 'x', 'X', active, 3 FROM teams WHERE code = 'modtagelsen'"
    )
    tamper(recorded, extra)
    report = verify_database(recorded, settings)
    assert any("teams" in finding.detail for finding in report.broken)


def cut_off_the_end(database: Database) -> None:
    last = "(SELECT MAX(seq) FROM ledger_entries)"
    tamper(
        database,
        f"DELETE FROM users WHERE entry = {last}",
        f"DELETE FROM personal_values WHERE entry = {last}",
        f"DELETE FROM ledger_nodes WHERE ((position + 1) << level) = {last}",
        f"DELETE FROM ledger_entries WHERE seq = {last}",
    )


def test_a_cut_at_the_end_is_found_by_a_checkpoint_kept_outside(
    recorded: Database, settings: Settings, context: Context, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.write_text(make_checkpoint(recorded, settings, context), encoding="utf-8")
    elsewhere = replace(settings, checkpoint_dir=str(tmp_path / "nothing"))
    assert verify_database(recorded, elsewhere, since=kept).ok
    cut_off_the_end(recorded)
    report = verify_database(recorded, elsewhere, since=kept)
    assert "shorter than the checkpoint" in report.broken[-1].detail


def test_a_checkpoint_that_another_key_signed_is_no_proof(
    recorded: Database, settings: Settings, context: Context, tmp_path: Path
) -> None:
    stranger = replace(
        settings, signing_key=base64.b64encode(b"x" * 32).decode(), checkpoint_dir=str(tmp_path / "other")
    )
    forged = tmp_path / "forged"
    forged.write_text(make_checkpoint(recorded, stranger, context), encoding="utf-8")
    report = verify_database(recorded, settings, since=forged)
    assert not report.ok
    assert "forged does not hold" in report.broken[0].detail


def test_garbage_in_a_row_is_a_finding_and_no_crash(sqlite_database: Database, settings: Settings) -> None:
    context = context_at()
    town = settle(sqlite_database, context)
    record_decision(sqlite_database, context, recommend(sqlite_database, context), decision(context, town.caseworker))
    tamper(
        sqlite_database,
        "UPDATE decisions SET decided_on = 'yesterday', citizen_informed = 'perhaps'",
        "UPDATE recommendations SET confidence = 'high'",
        "UPDATE ledger_entries SET raw = x'01ff' WHERE seq = 4",
        "UPDATE personal_values SET salt = 'short' WHERE field = 'reason'",
    )
    assert not verify_database(sqlite_database, settings).ok


def test_what_is_erased_is_gone_and_the_rest_still_verifies(
    recorded: Database, settings: Settings, context: Context
) -> None:
    make_checkpoint(recorded, settings, context)
    count = erase(recorded, context, "2026-000123", ErasureRule.CITIZEN_REQUEST)
    report = verify_database(recorded, settings)
    assert report.ok, report.verdict
    assert report.rules == {"citizen_request": count}
    assert report.erased == 4
    if recorded.file is not None:
        with recorded.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        assert b"tager selv imod" not in recorded.file.read_bytes()


def test_an_erasure_without_its_entry_is_found(recorded: Database, settings: Settings) -> None:
    tamper(recorded, "UPDATE personal_values SET value = NULL, salt = NULL WHERE field = 'case_reference'")
    report: AuditReport = verify_database(recorded, settings)
    assert not report.ok


Spoil = Callable[[list[str]], list[str]]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines[:5], *lines[6:]],
        lambda lines: [*lines[:5], lines[6], lines[5], *lines[7:]],
        lambda lines: [lines[0], *lines[1:5], lines[5].replace('"seq": 5', '"seq": 4'), *lines[6:]],
        lambda lines: [lines[0].replace("checkpoint", "note"), *lines[1:]],
        lambda lines: [*lines, "not json"],
        lambda lines: [*lines, lines[-1].replace(f'"seq": {len(lines) - 1}', f'"seq": {len(lines)}')],
        lambda _lines: [],
    ],
)
def test_an_export_holds_by_itself_and_a_spoilt_one_does_not(
    recorded: Database, settings: Settings, context: Context, tmp_path: Path, spoil: Spoil
) -> None:
    file, key = tmp_path / "ledger.jsonl", public_key_text(settings)
    count = export_ledger(recorded, make_checkpoint(recorded, settings, context), file)
    assert verify_export(file, key) == count
    file.write_text("\n".join(spoil(file.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    with pytest.raises(ExportBroken):
        verify_export(file, key)


def test_an_export_holds_no_personal_value(
    recorded: Database, settings: Settings, context: Context, tmp_path: Path, town: Town
) -> None:
    file = tmp_path / "ledger.jsonl"
    export_ledger(recorded, make_checkpoint(recorded, settings, context), file)
    entries = [base64.b64decode(line.split('"raw": "')[1][:-2]) for line in file.read_text().splitlines()[1:]]
    whole = b"\n".join(entries)
    for value in ("2026-000123", "tager selv imod", str(town.caseworker), "09:30"):
        assert value.encode() not in whole.replace(f'"id":"{town.caseworker}"'.encode(), b"")

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker report`: every form of a report as a file, and the week by mail."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.commands import Call
from tests.interchange.file_cases import DECIDED, WAITING, write
from tests.upkeep.post_office import HOST, PostOffice, opened

BEGINS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "xlsx": b"PK", "csv": b"PK", "json": b"{"}


@pytest.fixture
def settled_town(call: Call) -> Call:
    call("init")
    call("team", "add", "modtagelsen")
    for lead in ("lis", "ole"):
        call("user", "add", lead, "--role", "team_lead", "--team", "modtagelsen", "--email", f"{lead}@example.org")
    return call


def test_both_reports_are_written_in_every_form(settled_town: Call, home: Path) -> None:
    asked: dict[str, tuple[str, ...]] = {"weekly": ("--team", "modtagelsen", "--week", "2026-W40"), "trends": ()}
    for report, words in asked.items():
        for form, begins in BEGINS.items():
            assert settled_town("report", report, *words, "--format", form, "--out", "report").code == 0
            assert (home / "report").read_bytes().startswith(begins), (report, form)
    assert json.loads(settled_town("report", "trends", "--format", "json").out)["report"] == "trends"


def test_tallies_of_two_municipalities_make_a_joint_report_in_every_form(
    settled_town: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Nord", "Syd"):
        monkeypatch.setenv("CASEWORKER_MUNICIPALITY", name)
        assert settled_town("report", "tally", "--out", f"{name}.parquet").code == 0
    files = ("Nord.parquet", "Syd.parquet")
    same = settled_town("report", "merge", *files)
    assert (same.code, "Nord and Syd are tallies of the same log" in same.err, same.err.count("\n")) == (2, True, 1)
    assert settled_town("team", "add", "another").code == 0
    assert settled_town("report", "tally", "--out", "Syd.parquet").code == 0
    for form, begins in BEGINS.items():
        assert settled_town("report", "merge", *files, "--format", form, "--out", "report").code == 0
        assert (home / "report").read_bytes().startswith(begins), form
    told = json.loads(settled_town("report", "merge", *files, "--format", "json").out)["method"]["tallies"]
    assert [(one["municipality"], one["size"] > 0) for one in told] == [("Nord", True), ("Syd", True)]
    (home / "Syd.parquet").write_text("spoilt")
    refused = settled_town("report", "merge", *files)
    assert (refused.code, refused.err) == (2, "caseworker: Syd.parquet is not a tally, or it is spoilt.\n")
    twice = settled_town("report", "merge", "Nord.parquet", "Nord.parquet")
    assert (twice.code, twice.err.count("\n")) == (2, 1)


def test_refresh_counts_what_has_changed_and_says_what_it_did(settled_town: Call, home: Path) -> None:
    assert settled_town("refresh").out == "Every count is up to date.\n"
    write(home / "a.csv", [DECIDED, WAITING])
    assert settled_town("import", "a.csv", "--system", "ny", "--create-system").code == 0
    first = settled_town("refresh")
    assert (first.code, first.out.count("\n")) == (0, 1)
    assert re.fullmatch(
        r"Counted [\d,]+ weeks?, \d+ four-week periods? and \d+ quarters?, as the log stands at entry [\d,]+\.\n",
        first.out,
    )
    assert settled_town("refresh").out == "Every count is up to date.\n"


def test_a_page_speaks_the_language_of_its_report(settled_town: Call) -> None:
    pages = {code: settled_town("report", "trends", "--language", code).out for code in ("da", "en")}
    assert 'aria-label="Indhold"' in pages["da"]
    assert 'aria-label="Contents"' in pages["en"]
    assert "Indhold" not in pages["en"]


def test_the_week_is_mailed_once_and_a_failure_is_one_line_and_code_1(
    settled_town: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(PostOffice(refused={"ole@example.org"})) as office:
        monkeypatch.setenv("CASEWORKER_SMTP_URL", f"smtp://{HOST}:{office.port}")
        answer = settled_town("report", "send", "--week", "2026-W40")
        assert answer.code == 1
        assert answer.out == "2026-W40: sent 1, sent before 0, without an address 0, failed 1.\n"
        assert answer.err.splitlines() == [
            "caseworker: not sent: modtagelsen, ole: the server refused the recipient (550 no such mailbox)"
        ]
        office.refused.clear()
        assert settled_town("report", "send", "--week", "2026-W40").code == 0
        assert settled_town("report", "send", "--week", "2026-W40").out.startswith("2026-W40: sent 0, sent before 2")
    assert [message["To"] for message in office.messages] == ["lis@example.org", "ole@example.org"]


def test_without_a_mail_server_nothing_is_sent(settled_town: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEWORKER_SMTP_URL", raising=False)
    answer = settled_town("report", "send")
    assert (answer.code, "CASEWORKER_SMTP_URL" in answer.err) == (2, True)


def test_the_address_of_the_mail_server_is_not_printed(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORKER_SMTP_URL", "smtp://user:hemmelig@mail.example.org")
    assert "hemmelig" not in call("settings").out

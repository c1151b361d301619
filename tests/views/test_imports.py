# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Import by page: upload, columns, check, store; and nothing of it where it does not belong."""

import csv
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlmodel import col
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from caseworker.config import Settings
from caseworker.database import Database
from caseworker.interchange import page_imports
from caseworker.interchange.columns import Column
from caseworker.models import Decision, RememberedColumn, Upload
from tests.factories import Town
from tests.web import Browser, Page, decisions, entries

NUMBER = "010203-4567"
# Nobody fills these in: the page asks for the system, and the others stand in an export in place of texts and times.
OF_AN_EXPORT = {"system", "source", "reason_given", "reason_repeat", "time_bucket", "revision", "cluster"}
HEADER = "Sagsnummer;Version;Forslag;Afgørelse;Dato;Begrundelse;Distrikt"
GOOD = "2026-7;1.0;bfu;tilbud;2026-10-02;Forældrene tager selv imod den hjælp, som vi har tilbudt dem i dag.;Nord"
WRONG = f"{NUMBER};1.0;bfu;tilbud;2026-10-02;Kort.;Syd"


@pytest.fixture
def administrator(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("administrator")


def upload(browser: Browser, text: str | bytes, name: str = "fil.csv") -> Page:
    content = text.encode("utf-8-sig") if isinstance(text, str) else text
    sent = {"csrf_token": browser.token(), "system": "sortering", "file": (BytesIO(content), name)}
    return browser.post("/imports", sent)


def path_of(page: Page) -> str:
    return page.response.request.path


def check(browser: Browser, page: Page, **filled: str) -> Page:
    return browser.send(page, f"{path_of(page)}/columns", **filled)


def lying(settings: Settings) -> list[Path]:
    return sorted((Path(settings.home) / "uploads").glob("*"))


def test_a_file_is_shown_checked_and_stored_in_four_steps(
    administrator: Browser, web_database: Database, settings: Settings
) -> None:
    size = entries(web_database)
    columns = upload(administrator, f"{HEADER}\n{GOOD}\n")
    assert path_of(columns).startswith("/imports/")
    sent = columns.fields("/columns")
    assert [sent[f"column-{place}"] for place in range(7)] == [
        *("case_reference", "model_version", "recommended", "decided", "decided_at", "reason", "")
    ]
    checked = check(administrator, columns, **{"column-6": "group"})
    assert "Alle rækker kan tages med" in checked.words
    assert entries(web_database) == size
    stored = administrator.send(checked, f"{path_of(checked)}/store")
    assert "Filen er importeret" in stored.words
    assert decisions(web_database) == 1
    assert lying(settings) == [path for path in lying(settings) if path.name.endswith(".errors.csv")]
    again = administrator.post(f"{path_of(stored)}/store", {"csrf_token": administrator.token()})
    assert "Filen er importeret" in again.words
    assert decisions(web_database) == 1


def test_what_the_columns_are_is_remembered_for_the_next_file_of_the_system(administrator: Browser) -> None:
    check(administrator, upload(administrator, f"{HEADER}\n{GOOD}\n"), **{"column-6": "group"})
    again = upload(administrator, f"{HEADER};Ny\n{GOOD};x\n")
    sent = again.fields("/columns")
    assert (sent["column-6"], sent["column-7"]) == ("group", "")
    assert sent["column-2"] == "recommended"


def test_wrong_rows_are_shown_with_the_reason_and_can_be_downloaded_and_the_others_stored(
    administrator: Browser, web_database: Database
) -> None:
    checked = check(administrator, upload(administrator, f"{HEADER}\n{WRONG}\n{GOOD}\n"))
    assert "1 række kan ikke tages med" in checked.words
    assert "Der står et CPR-nummer" in checked.words
    listed = administrator.client.get(f"{path_of(checked)}/errors.csv").get_data(as_text=True)
    rows = list(csv.reader(listed.removeprefix("\N{BYTE ORDER MARK}").splitlines(), delimiter=";"))
    assert [row[:2] for row in rows] == [["Række", "Kolonne"], ["2", "case_reference"]]
    assert "CPR-nummer" in rows[1][2]
    assert "4567" not in listed + checked.text
    administrator.send(checked, f"{path_of(checked)}/store")
    assert decisions(web_database) == 1


def test_a_reason_and_a_cpr_number_are_not_shown_among_the_first_rows(administrator: Browser) -> None:
    page = upload(administrator, f"{HEADER};{NUMBER}\n{WRONG};x\n{GOOD};x\n")
    assert "2026-7" in page.words
    assert "4567" not in page.text
    assert "tager selv imod" not in page.text


def test_neither_the_name_of_the_file_nor_of_a_column_is_kept_with_a_cpr_number(
    administrator: Browser, web_database: Database, settings: Settings
) -> None:
    page = upload(administrator, f"{HEADER};note {NUMBER}\n{GOOD};x\n", f"{NUMBER}.csv")
    assert "4567" not in page.text
    checked = check(administrator, page)
    assert "Alle rækker kan tages med" in checked.words
    with web_database.read() as session:
        names = session.execute(select(col(RememberedColumn.theirs))).scalars().all()
        kept = session.execute(select(col(Upload.suffix))).scalars().all()
    assert "Forslag" in names
    assert not any("4567" in name for name in names)
    assert kept == [".csv"]
    assert not any("4567" in path.name for path in lying(settings))
    refused = upload(administrator, "x", f"{NUMBER}.txt")
    assert (refused.status, "4567" in refused.text) == (422, False)
    text = {"csrf_token": administrator.token(), "system": "sortering", "file": f"{NUMBER}.csv"}
    assert administrator.post("/imports", text).status == 422


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "tom.csv", "Filen har ingen overskrifter"),
        ("Sagsnummer;årsag\n".encode("cp1252"), "gammel.csv", "ikke UTF-8"),
        (b"PK", "bog.xlsx", "ikke en Excel-projektmappe"),
        (b"x", "a.parquet", "ikke en Parquet-fil"),
        (b"[1]\n", "a.jsonl", "Linje 1 er ikke et JSON-objekt"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_in_one_sentence(
    administrator: Browser, content: bytes, name: str, said: str, settings: Settings
) -> None:
    page = upload(administrator, content, name)
    assert page.status == 422
    assert said in page.words
    assert lying(settings) == []


def test_a_column_that_every_row_needs_is_asked_for_by_its_name(administrator: Browser) -> None:
    page = upload(administrator, "Sagsnummer;Forslag\n2026-7;bfu\n")
    answer = check(administrator, page)
    assert answer.status == 422
    assert "Vælg, hvilken kolonne i filen der er »Modelversion«" in answer.words
    twice = check(administrator, page, **{"column-0": "recommended", "model_version": "1.0"})
    assert twice.status == 422
    filled = check(administrator, page, model_version="1.0")
    assert "Alle rækker kan tages med" in filled.words


def test_a_file_may_be_large_and_a_form_may_not(app: Flask, administrator: Browser) -> None:
    large = HEADER + "\n" + "\n".join(GOOD.replace("2026-7", f"2026-{n}") for n in range(6000)) + "\n"
    assert len(large) > 2 * app.config["MAX_CONTENT_LENGTH"]
    assert send_large(administrator.client, administrator.token(), large) == 303
    other = {"csrf_token": administrator.token(), "x": "x" * 300_000}
    assert administrator.client.post("/exports", data=other).status_code == 413
    assert send_large(app.test_client(), "", large) == 413


def send_large(client: FlaskClient, token: str, content: str) -> int:
    """The status of the answer; the body is made here, for the test client leaves its own lying about."""
    sent = {"csrf_token": token, "system": "sortering", "file": FileStorage(BytesIO(content.encode()), "fil.csv")}
    boundary, body = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post("/imports", data=body, content_type=kind).status_code


def test_a_file_with_more_rows_than_a_page_can_wait_for_is_refused(
    administrator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_imports, "MOST_ROWS", 1)
    page = upload(administrator, f"{HEADER}\n{GOOD}\n{GOOD.replace('2026-7', '2026-8')}\n")
    answer = check(administrator, page)
    assert answer.status == 422
    assert "mere end 1 rækker" in answer.words


def test_an_upload_belongs_to_whoever_sent_it_and_goes_when_deleted_or_old(
    administrator: Browser, web_database: Database, web_town: Town, settings: Settings, clock: Any
) -> None:
    page = upload(administrator, f"{HEADER}\n{GOOD}\n")
    with web_database.write() as session:
        other = session.execute(select(col(Upload.user_id))).scalar_one()
        session.execute(Upload.__table__.update().values(user_id=web_town.team_lead))  # type: ignore[attr-defined]
    assert administrator.get(path_of(page)).status == 404
    with web_database.write() as session:
        session.execute(Upload.__table__.update().values(user_id=other))  # type: ignore[attr-defined]
    administrator.post(f"{path_of(page)}/discard", {"csrf_token": administrator.token()})
    assert lying(settings) == []
    upload(administrator, f"{HEADER}\n{GOOD}\n")
    clock.pass_time(hours=13)
    administrator.log_in("administrator")
    upload(administrator, f"{HEADER}\n{GOOD}\n")
    assert len(lying(settings)) == 1
    with web_database.read() as session:
        assert session.execute(select(func.count()).select_from(Upload)).scalar_one() == 1


def test_the_file_to_fill_in_has_the_columns_and_the_system_s_own_codes(administrator: Browser) -> None:
    content = administrator.client.get("/imports/blank/sortering.xlsx").get_data()
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["beslutninger", "koder"]
    header = [cell.value for cell in book.worksheets[0][1]]
    assert header[:3] == ["case_reference", "model_version", "recommended"]
    assert set(Column) - {str(name) for name in header} == OF_AN_EXPORT
    cells = {str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row}
    assert {"bfu", "Børnefaglig undersøgelse", "1.1", "modtagelsen", "C1", "upheld", "Sagsnummer"} <= cells
    text = administrator.client.get("/imports/blank/timer.csv").get_data().decode("utf-8-sig")
    assert text.strip().split(";") == header
    assert administrator.get("/imports/blank/ukendt.xlsx").status == 404


def test_a_filled_in_workbook_comes_in(administrator: Browser, web_database: Database) -> None:
    book = openpyxl.load_workbook(BytesIO(administrator.client.get("/imports/blank/timer.xlsx").get_data()))
    filled: dict[str, Any] = {"case_reference": "2026-9", "model_version": "3.1", "recommended": 4.25, "decided": 4.5}
    filled |= {"decided_at": "2026-10-02", "reason": "Hun kan selv.", "shown": "ja"}
    filled |= {"certainty": "low", "citizen_heard": "nej", "seen_as": "overridden", "response": "accepted"}
    for place, cell in enumerate(book.worksheets[0][1], start=1):
        book.worksheets[0].cell(2, place, filled.get(str(cell.value)))
    content = BytesIO()
    book.save(content)
    sent = {"csrf_token": administrator.token(), "system": "timer", "file": (BytesIO(content.getvalue()), "a.xlsx")}
    checked = check(administrator, administrator.post("/imports", sent))
    assert "Alle rækker kan tages med" in checked.words
    administrator.send(checked, f"{path_of(checked)}/store")
    with web_database.read() as session:
        (stored,) = session.execute(select(Decision)).scalars()
        assert (stored.certainty, stored.citizen_heard, stored.seen_as) == ("low", False, "overridden")

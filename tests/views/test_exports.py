# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Export by page: a zip without names and without reasons, and an entry of the log that says who took it."""

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import text

from caseworker import recording
from caseworker.database import Database
from caseworker.views import exports
from tests.factories import Town, context_at, decision, recommend
from tests.web import Browser, entries


@pytest.fixture
def administrator(browser_of: Callable[[str], Browser], web_database: Database, web_town: Town) -> Browser:
    context = context_at(seed=5)
    recording.record_decision(
        web_database, context, recommend(web_database, context), decision(context, web_town.caseworker)
    )
    recommend(web_database, context, case_reference="2026-000124")
    return browser_of("administrator")


def take(browser: Browser, **filled: str) -> ZipFile:
    sent = {**browser.get("/exports").fields("/exports"), "form": "csv", **filled}
    answer = browser.client.post("/exports", data=sent)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    content = BytesIO(answer.get_data())
    answer.close()
    return ZipFile(content)


def test_the_file_comes_with_its_description_and_without_reasons_and_names(
    administrator: Browser, web_database: Database, web_town: Town
) -> None:
    packed = take(administrator, with_clusters="y")
    assert sorted(packed.namelist()) == ["datapackage.json", "decisions.csv"]
    rows = packed.read("decisions.csv").decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "cluster" in rows[0].split(";")
    assert "reason" not in rows[0].split(";")
    assert "Forældrene" not in "\n".join(rows)
    assert str(web_town.caseworker) not in "\n".join(rows)
    assert json.loads(packed.read("datapackage.json"))["resources"][0]["path"] == "decisions.csv"


def test_who_took_it_stands_in_the_log(administrator: Browser, web_database: Database, web_town: Town) -> None:
    size = entries(web_database)
    take(administrator, system="sortering", first="2026-11-01")
    assert entries(web_database) == size + 1
    with web_database.read() as session:
        statement = (
            "SELECT e.form, e.system, e.first_day, e.rows, e.with_reasons, v.value FROM exports e "
            "JOIN personal_values v ON v.entry = e.entry"
        )
        (row,) = session.execute(text(statement)).all()
    assert tuple(row) == ("csv", "sortering", "2026-11-01", 2, 0, str(web_town.administrator))


def test_what_cannot_be_exported_is_said_and_nothing_is_recorded(
    administrator: Browser, web_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = entries(web_database)
    form = administrator.get("/exports").fields("/exports")
    page = administrator.post("/exports", {**form, "first": "2026-11-02", "last": "2026-11-01"})
    assert page.status == 422
    assert "Den sidste dag ligger før den første" in page.words
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    page = administrator.post("/exports", form)
    assert page.status == 422
    assert "for mange til denne side" in page.words
    assert entries(web_database) == size

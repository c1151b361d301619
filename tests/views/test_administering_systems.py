# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An administrator registers systems, versions, options and reason lists on pages, and loses nothing."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import ModelVersion, Option, System
from caseworker.registry import change_system
from tests.factories import OPTIONS, recommend
from tests.web import Browser, Page, entries

CPR = "010203-4567"
NEW = {"code": "nyt", "name_da": "Nyt system", "name_en": "New system"}


@pytest.fixture
def administrator(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("administrator")


def stored(database: Database, model: Any, key: Any) -> Any:
    with database.read() as session:
        row = session.get(model, key)
        if row is not None:
            session.expunge(row)
        return row


def fill(browser: Browser, path: str, **filled: str) -> Page:
    """The answer to the form of the page at the path, filled in."""
    return browser.send(browser.get(path), path, **filled)


def test_a_system_is_added_by_form_and_made_ready(administrator: Browser, web_database: Database) -> None:
    page = fill(administrator, "/registry/new-system", **NEW)
    assert page.response.request.path == "/registry/systems/nyt"
    assert "Ikke klar til brug" in page.words
    fill(administrator, "/registry/systems/nyt/new-version", version="2.0", valid_from="1.12.2026")
    option = {"code": "ja", "label_da": "Bevilling", "label_en": "Grant", "family": "bevilling", "rank": "1"}
    ready = fill(administrator, "/registry/systems/nyt/new-option", **option)
    assert "Ikke klar til brug" not in ready.words
    assert "2.0 01.12.2026" in ready.words
    assert "Bevilling ja bevilling 1" in ready.words
    assert stored(web_database, Option, ("nyt", "ja")).position == 0


def test_a_system_of_numbers_is_added_by_form(administrator: Browser, web_database: Database) -> None:
    numbers = {"minimum": "0,25", "maximum": "40", "step": "0,25", "tolerance": "0,5", "partly_within": "2"}
    fill(administrator, "/registry/new-system", **NEW, answer_kind="number", **numbers)
    assert str(stored(web_database, System, "nyt").step) == "0.25"
    page = administrator.get("/registry/systems/nyt/new-option")
    assert "Det er denne mulighed, tallet hører til" in page.words
    option = {"code": "timer", "label_da": "Timer", "label_en": "Hours", "family": "hjælp", "takes_number": "y"}
    assert "tallet" in administrator.send(page, "/registry/systems/nyt/new-option", **option).words
    assert "tallet hører til" not in administrator.get("/registry/systems/nyt/new-option").words


def test_a_system_that_nobody_could_answer_is_offered_to_no_caseworker(
    administrator: Browser, caseworker: Browser
) -> None:
    fill(administrator, "/registry/new-system", **NEW)
    assert "Nyt system" not in caseworker.get("/register").words


def test_a_refused_form_says_at_the_field_what_is_wrong_and_keeps_the_rest(
    administrator: Browser, web_database: Database
) -> None:
    size = entries(web_database)
    page = fill(administrator, "/registry/new-system", code="to ord", name_da="Nyt", name_en="", owner="Lederen")
    assert page.status == 422
    assert "Udfyld »Navn på engelsk«." in page.words
    again = administrator.send(page, "/registry/new-system", name_en="New", answer_kind="number", minimum="mange")
    assert "Skriv et tal, fx 0,25." in again.words
    assert again.fields("/registry/new-system")["owner"] == "Lederen"
    assert again.fields("/registry/new-system")["minimum"] == "mange"
    taken = fill(administrator, "/registry/new-system", **{**NEW, "code": "SORTERING"})
    assert "Der er allerede et system med koden »SORTERING«." in taken.words
    assert entries(web_database) == size


def test_a_system_goes_out_as_a_file_and_comes_in_again_the_same(
    administrator: Browser, web_database: Database
) -> None:
    for system in ("sortering", "timer"):
        text = administrator.client.get(f"/registry/systems/{system}/file").get_data(as_text=True)
        copy = text.replace(f'code = "{system}"', f'code = "{system}-to"', 1)
        added = upload(administrator, copy.encode())
        assert added.response.request.path == f"/registry/systems/{system}-to"
        exported = administrator.client.get(f"/registry/systems/{system}-to/file").get_data(as_text=True)
        assert exported == copy


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "mangler »code«"),
        (b"[system", "Filen er ikke TOML"),
        (b"\xff\xfe", "Filen er ikke TOML"),
        (b"system = 5", "en forkert type"),
        (b"options = 5\n[system]\ncode='a'\nname_da='a'\nname_en='a'", "en forkert type"),
        (b"[system]\ncode='a'\nname_da='a'\nname_en='a'\nminimum='x'", "en forkert type"),
        (b"[system]\ncode='a'\nname_da='a'\nname_en='a'\nanswer_kind='x'\n[[options]]\ncode='a'", "mangler »"),
        (b"[system]\ncode='010203-4567'", "CPR-nummer"),
        (b"a=" + b"[" * 5000, "Filen er ikke TOML"),
    ],
)
def test_a_spoilt_file_is_refused_in_one_sentence(
    administrator: Browser, web_database: Database, content: bytes, said: str
) -> None:
    size = entries(web_database)
    page = upload(administrator, content)
    assert page.status == 422
    assert said in page.words
    assert "010203-4567" not in page.text
    assert entries(web_database) == size


def test_no_file_at_all_is_refused_at_the_field(administrator: Browser) -> None:
    assert (
        "Vælg en fil." in administrator.post("/registry/new-system/file", {"csrf_token": administrator.token()}).words
    )


def upload(browser: Browser, content: bytes) -> Page:
    return browser.post(
        "/registry/new-system/file", {"csrf_token": browser.token(), "file": (BytesIO(content), "s.toml")}
    )


def test_the_second_of_two_administrators_sees_what_the_first_one_stored(
    administrator: Browser, web_database: Database, context: Context
) -> None:
    path = "/registry/systems/sortering/edit"
    page = administrator.get(path)
    seen = stored(web_database, System, "sortering").entry
    change_system(web_database, context, "sortering", seen, owner="Den første", legal_basis="Lov § 1")
    size = entries(web_database)
    told = administrator.send(page, path, owner="Den anden", purpose_da="Mit formål")
    assert told.status == 422
    assert "En anden har rettet det her" in told.words
    assert "Sådan står der nu" in told.words
    assert "Ejer Den første" in told.words
    assert "Hjemmel Lov § 1" in told.words
    assert told.fields(path)["owner"] == "Den anden", "what was written is kept"
    assert told.fields(path)["purpose_da"] == "Mit formål"
    assert entries(web_database) == size
    stored_now = administrator.send(told, path, legal_basis="Lov § 1")
    assert "Den anden" in stored_now.words
    assert "Lov § 1" in stored_now.words


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 5000, "٣"])
def test_a_form_that_was_tampered_with_overwrites_nothing(
    administrator: Browser, web_database: Database, seen: str
) -> None:
    path, size = "/registry/systems/sortering/edit", entries(web_database)
    assert fill(administrator, path, seen=seen, owner="Den anden").status == 422
    assert entries(web_database) == size


def test_a_version_gets_a_note_and_a_first_day(administrator: Browser, web_database: Database) -> None:
    page = fill(administrator, "/registry/systems/sortering/versions/1.0", valid_from="31.02.2026")
    assert "Det er ikke en dato. Skriv den som 23.11.2026." in page.words
    fill(administrator, "/registry/systems/sortering/versions/1.0", valid_from="28.2.2026", note_da="Nye vægte")
    version = stored(web_database, ModelVersion, ("sortering", "1.0"))
    assert (str(version.valid_from), version.note_da) == ("2026-02-28", "Nye vægte")
    again = fill(administrator, "/registry/systems/sortering/new-version", version="1.0")
    assert "Systemet har allerede version »1.0«." in again.words


def test_an_option_is_relabelled_moved_and_retired_and_keeps_its_family(
    administrator: Browser, caseworker: Browser, web_database: Database, context: Context
) -> None:
    path = "/registry/systems/sortering/options/akut"
    told = {"label_da": "Reagér nu", "position": "0", "retired": "y", "family": "afslut", "rank": "1"}
    assert "Reagér nu (udgået)" in fill(administrator, path, **told).words
    option = stored(web_database, Option, ("sortering", "akut"))
    assert (option.family, option.rank, option.position) == ("akut", 5, 0)
    waits = caseworker.get(f"/recommendations/{recommend(web_database, context)}")
    assert 'value="akut"' not in waits.text
    assert "Skriv et helt tal." in fill(administrator, path, position="1,5").words
    assert "Tallet er for stort." in fill(administrator, path, position="99999999999999").words


def test_a_system_whose_options_are_all_retired_is_not_ready(
    administrator: Browser, web_database: Database, context: Context
) -> None:
    *most, last = (f"/registry/systems/sortering/options/{code}" for code, *_rest in OPTIONS)
    for path in most:
        assert "Ikke klar til brug" not in fill(administrator, path, retired="y").words
    recommend(web_database, context)
    refused = fill(administrator, last, retired="y")
    assert refused.status == 422
    assert "Der venter anbefalinger fra systemet, så tilføj en anden mulighed, før den sidste udgår." in refused.words
    fill(administrator, "/registry/systems/timer/options/0", retired="y")
    fill(administrator, "/registry/systems/timer/options/rehab", retired="y")
    page = fill(administrator, "/registry/systems/timer/options/timer", retired="y")
    assert "Ikke klar til brug" in page.words

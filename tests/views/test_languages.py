# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Danish is whole, English is a choice."""

import re
from collections.abc import Iterable, Mapping

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask

from caseworker.localisation import catalogue_files
from tests.views.message_ids import message_ids, problem_sentences
from tests.web import Browser

_PARAMETER = re.compile(r"%\((\w+)\)")


def danish() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in catalogue_files("da"):
        with file.open("rb") as source:
            found.update(texts_in(read_po(source, locale="da")))
    return found


def texts_in(catalogue: Catalog) -> dict[str, str]:
    found: dict[str, str] = {}
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
        found.update({english: text or "" for english, text in zip(ids, texts, strict=True)})
    return found


def test_no_sentence_stands_in_two_catalogues() -> None:
    seen: dict[str, str] = {}
    for file in catalogue_files("da"):
        with file.open("rb") as source:
            for english in texts_in(read_po(source, locale="da")).keys() - {""}:
                assert seen.setdefault(english, file.name) == file.name, english
    assert seen


def untranslated(said: Iterable[str], catalogue: Mapping[str, str]) -> set[str]:
    return {text for text in said if not catalogue.get(text)}


def test_no_sentence_of_a_page_lacks_its_danish() -> None:
    assert untranslated(message_ids(), danish()) == set()


def test_a_missing_translation_would_be_found() -> None:
    catalogue = danish()
    del catalogue["Write briefly why"]
    assert untranslated(message_ids(), catalogue) == {"Write briefly why"}
    assert list(problem_sentences('raise Refused("Not like this.", field="x")')) == ["Not like this."]


def test_no_translation_is_left_over() -> None:
    assert set(danish()) - message_ids() - {""} == set()


@pytest.mark.parametrize(("english", "text"), [pair for pair in danish().items() if pair[0]])
def test_a_translation_fills_in_the_same_values(english: str, text: str) -> None:
    assert set(_PARAMETER.findall(english)) == set(_PARAMETER.findall(text))


def test_each_user_chooses_a_language_and_keeps_it(caseworker: Browser) -> None:
    page = caseworker.get("/desk")
    assert '<html lang="da">' in page.text
    assert "Venter på dig (0)" in page.words
    english = caseworker.post("/language", {"csrf_token": caseworker.token(), "language": "en", "next": "/desk"})
    assert '<html lang="en">' in english.text
    assert "Waiting for you (0)" in english.words
    again = Browser(caseworker.app)
    assert "Waiting for you (0)" in again.log_in("caseworker").words
    assert caseworker.post("/language", {"csrf_token": caseworker.token(), "language": "tlh"}).status == 404


def test_the_login_page_can_be_had_in_english_and_stays_so_when_it_refuses(app: Flask) -> None:
    anybody = Browser(app)
    assert "Adgangskode" in anybody.get("/login").words
    page = anybody.get("/login?language=en&next=/records")
    assert "Password" in page.words
    address = "/login?language=en"
    refused = anybody.send(page, address, username="ingen", password="forkert-adgangskode")
    assert "User name and password do not match. Try again." in refused.words
    assert refused.fields(address)["next"] == "/records"
    assert "Adgangskode" in anybody.get("/login?language=xx").words, "an unknown language is none"

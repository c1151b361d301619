# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the demo's people write: short, varied, about the case, and without anything that must not stand there."""

import json
import re
from collections import Counter
from random import Random

import pytest
from sqlalchemy import text

from caseworker.database import Database
from caseworker.demo.definitions import load
from caseworker.demo.wording import HASTY, SHORT, Writer
from caseworker.privacy import find_cpr
from caseworker.vocabulary import limits
from tests.demo.conftest import THIS_WEEK

REASONS = """
    SELECT r.team, d.response, p.value FROM decisions d JOIN recommendations r ON r.id = d.recommendation_id
    JOIN personal_values p ON p.entry = d.entry AND p.field = 'reason' WHERE d.revision = 0
"""


@pytest.fixture(scope="module")
def reasons(demo: Database) -> list[tuple[str, str, str]]:
    """(team, response, reason) of every decision."""
    with demo.read() as session:
        return [(team, response, reason) for team, response, reason in session.execute(text(REASONS))]


@pytest.fixture(scope="module")
def varied(reasons: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those of the teams that take their time."""
    return [row for row in reasons if row[0] != "jobcenter-nord"]


def test_no_text_holds_a_cpr_number(demo: Database) -> None:
    with demo.read() as session:
        values = session.execute(
            text(
                "SELECT value FROM personal_values "
                "WHERE field NOT IN ('caseworker', 'decided_at', 'issued_at', 'shown_at')"
            )
        ).scalars()
        assert not [value for value in values if find_cpr(value)]
    assert find_cpr("Borger 010190-1234")


def test_reasons_hardly_ever_repeat(varied: list[tuple[str, str, str]]) -> None:
    times = Counter(reason for _team, _response, reason in varied)
    assert sum(count - 1 for count in times.values()) / len(varied) < 0.02
    assert max(times.values()) < 8


def test_half_of_the_reasons_for_following_are_short(varied: list[tuple[str, str, str]]) -> None:
    lengths = [len(reason) for _team, response, reason in varied if response == "accepted"]
    assert 0.42 < sum(length < SHORT for length in lengths) / len(lengths) < 0.58


def test_the_hasty_team_writes_the_same_few_words(reasons: list[tuple[str, str, str]]) -> None:
    followed = [r for team, response, r in reasons if team == "jobcenter-nord" and response == "accepted"]
    assert set(followed) == set(HASTY)


def test_every_reason_is_whole(reasons: list[tuple[str, str, str]]) -> None:
    for _team, _response, reason in reasons:
        assert 2 <= len(reason) <= 200
        assert not re.search(r"[{}]|\s\s|\.\.| \.|,,|^\W", reason.lstrip('"')), reason


def test_a_slot_without_words_is_found(varied: list[tuple[str, str, str]]) -> None:
    definition = load()["boligforhold"]
    writer = Writer(definition.texts, Random(1))
    with pytest.raises(KeyError):
        writer.departing(["{findes_ikke}"], THIS_WEEK, {}, groups={})


def test_every_slot_of_every_template_has_words() -> None:
    told = {"anb": "a", "valg": "b", "egen": "c", "fra": "2", "til": "3", "detalje": "d"}
    for definition in load().values():
        writer = Writer(definition.texts, Random(1))
        lines = [t for departure in definition.departures for t in departure.texts]
        lines += [t for kind in ("short", "long") for each in definition.texts[kind].values() for t in each]
        lines += [t for each in definition.texts["details"].values() for t in each]
        lines += [t for each in definition.texts["slots"].values() for t in each]
        for line in lines:
            assert "{" not in writer.departing([line], THIS_WEEK, told, groups={})


def test_the_data_basis_has_what_the_page_shows_in_both_languages(demo: Database) -> None:
    with demo.read() as session:
        values = session.execute(text("SELECT value FROM personal_values WHERE field = 'basis'")).scalars()
        for basis in map(json.loads, values):
            assert {"sources", "factors", "groups"} <= set(basis) <= {"sources", "factors", "groups", "figures"}
            assert basis["factors"]
            assert all(set(s) == {"name_da", "name_en", "fresh_da", "fresh_en"} for s in basis["sources"])
            assert all(set(f) == {"text_da", "text_en", "direction", "weight"} for f in basis["factors"])
            assert {f["direction"] for f in basis["factors"]} <= {"for", "against", "uncertain"}
            assert {f["weight"] for f in basis["factors"]} <= {"large", "medium", "small"}
            assert not [words for source in basis["sources"] for words in source.values() if "{" in words]


def test_labels_fit_a_radio_button_and_every_text_its_column() -> None:
    for definition in load().values():
        for option in definition.raw["options"]:
            assert max(len(option["label_da"]), len(option["label_en"])) <= 40
        for name in ("purpose", "notice"):
            assert all(0 < len(definition.raw[f"{name}_{language}"]) <= limits.TEXT_MAX for language in ("da", "en"))
        assert len(definition.raw["unknowns_da"]) == len(definition.raw["unknowns_en"]) == 5


def test_every_code_of_a_departure_is_offered_by_its_system() -> None:
    for definition in load().values():
        assert {departure.code for departure in definition.departures} <= set(definition.raw["reasons"])
        assert 12 <= len(definition.raw["reasons"]) <= 14
        assert definition.raw["reasons"][-2:] == ["F1", "X9"]

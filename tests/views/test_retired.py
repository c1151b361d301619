# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Pages neither offer nor take what is retired, and still let what stands be followed and corrected."""

import re

from caseworker import recording, registry
from caseworker.context import Context
from caseworker.database import Database
from tests.factories import BFU, Town, decision, recommend, system_parts
from tests.recording.test_withholding import set_up, withheld_case
from tests.registry.listed import retire
from tests.web import Browser, Page, entries

NOT_OFFERED = "Det er ikke en af mulighederne."
FILLED = {"decided": "akut", "reason_code": "C1", "reason": "Det haster."}


def offered(page: Page, field: str = "decided") -> list[str]:
    """The values that the page offers for the field."""
    return re.findall(rf'name="{field}" type="radio" value="(\w+)"', page.text)


def test_what_is_retired_is_refused_by_every_form_and_stores_nothing(
    caseworker: Browser, web_database: Database, context: Context, web_town: Town
) -> None:
    first = f"/recommendations/{recommend(web_database, context)}"
    answered = recommend(web_database, context)
    new = decision(context, web_town.caseworker)
    record = f"/records/{recording.record_decision(web_database, context, answered, new).decision_id}"
    retire(web_database, context, "akut")
    case, correction = caseworker.get(first), caseworker.get(f"{record}/correction")
    by_hand = caseworker.get("/register/sortering")
    assert ["akut" in offered(page) for page in (case, correction, by_hand)] == [False] * 3
    size = entries(web_database)
    told = {**FILLED, "case_reference": "2026-000778", "recommended": "bfu"}
    for page, path in (
        (case, f"{first}/decision"),
        (correction, f"{record}/correction"),
        (by_hand, "/register/sortering"),
    ):
        refused = caseworker.send(page, path, **(told if page is by_hand else FILLED))
        assert refused.status == 422
        assert NOT_OFFERED in refused.words
    again = caseworker.send(by_hand, "/register/sortering", **{**told, "decided": "bfu", "recommended": "akut"})
    assert (again.status, NOT_OFFERED in again.words) == (422, True)
    assert entries(web_database) == size


def test_what_is_retired_is_no_own_judgement(caseworker: Browser, web_database: Database, context: Context) -> None:
    registry.register(web_database, context, system_parts(own_judgement_first=True)[:1])
    case = f"/recommendations/{recommend(web_database, context)}"
    retire(web_database, context, "akut")
    size = entries(web_database)
    refused = caseworker.send(caseworker.get(case), f"{case}/own-judgement", decided="akut")
    assert (refused.status, NOT_OFFERED in refused.words) == (422, True)
    assert entries(web_database) == size


def test_a_recommendation_of_what_was_retired_since_is_followed_on_its_page(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    case = f"/recommendations/{recommend(web_database, context, BFU)}"
    retire(web_database, context, "bfu", "akut")
    page = caseworker.get(case)
    assert offered(page) == ["ingen", "tilbud", "afdaek", "bfu"]
    assert "Børnefaglig undersøgelse (udgået)" in page.words
    receipt = caseworker.send(page, f"{case}/decision", decided="bfu", reason_code="A1", reason="Set ved besøg.")
    assert receipt.status == 200
    assert "fulgt" in caseworker.get(case).words


def test_the_options_before_the_own_judgement_do_not_tell_what_is_recommended(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    registry.register(web_database, context, system_parts(own_judgement_first=True)[:1])
    case = f"/recommendations/{recommend(web_database, context, BFU)}"
    retire(web_database, context, "bfu")
    first = caseworker.get(case)
    assert "bfu" not in offered(first)
    then = caseworker.send(first, f"{case}/own-judgement", decided="afdaek")
    assert "bfu" in offered(then)


def test_what_stands_on_a_record_is_chosen_in_its_correction_and_can_stay(
    caseworker: Browser, web_database: Database, context: Context, web_town: Town
) -> None:
    waiting = recommend(web_database, context)
    new = decision(context, web_town.caseworker)
    record = f"/records/{recording.record_decision(web_database, context, waiting, new).decision_id}"
    retire(web_database, context, "tilbud", "akut")
    registry.retire_reason(web_database, context, 1, "C1")
    other = caseworker.get(f"/recommendations/{recommend(web_database, context)}")
    assert "C1" not in offered(other, "reason_code")

    page = caseworker.get(f"{record}/correction")
    assert offered(page) == ["ingen", "tilbud", "afdaek", "bfu"]
    assert "Tilbud om frivillig hjælp (udgået)" in page.words
    assert page.words.count("(udgået)") == 2, "the option and the code"
    assert (page.fields("/correction")["decided"], page.fields("/correction")["reason_code"]) == ("tilbud", "C1")
    receipt = caseworker.send(page, f"{record}/correction", reason="Rettet: en tastefejl.")
    assert "Din rettelse er gemt" in receipt.words
    assert "Rettet: en tastefejl." in caseworker.get(record).words


def test_a_correction_where_the_recommendation_was_withheld_keeps_what_stands_and_tells_nothing_else(
    caseworker: Browser, web_database: Database, context: Context, web_town: Town
) -> None:
    set_up(web_database, context)
    case = f"/recommendations/{withheld_case(web_database, context, web_town.caseworker)}"
    retire(web_database, context, "afdaek", "bfu")
    decided = caseworker.send(caseworker.get(case), f"{case}/decision", reason="Set ved besøg i går.")
    assert decided.status == 200, "what was judged before the option was retired stands"
    record = caseworker.client.get(case).headers["Location"]
    page = caseworker.get(f"{record}/correction")
    assert offered(page) == ["ingen", "tilbud", "afdaek", "akut"]
    assert "Din rettelse er gemt" in caseworker.send(page, f"{record}/correction", reason="Rettet.").words

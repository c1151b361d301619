# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Pages neither offer nor take what is retired, and still let what stands be followed and corrected."""

import re

from caseworker import recording, registry
from caseworker.context import Context
from caseworker.database import Database
from tests.factories import Town, decision, recommend, system_parts
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

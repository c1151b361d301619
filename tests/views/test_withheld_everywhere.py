# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Everything that can be reached about a withheld case is walked; the same walk of a shown case tells it all."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording.withholding import is_withheld
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.responses import Answer
from tests.api.machines import Machine, token
from tests.factories import recommend
from tests.recording.test_withholding import set_up
from tests.web import Browser, Page

BASIS: dict[str, object] = {
    "factors": [{"text": "Tre tidligere underretninger", "direction": "for", "weight": "large"}]
}
FILLED = {"decided": "afdaek", "reason_code": "C1", "reason": "Set ved besøg i går."}
# What only the recommendation, or how the decision relates to it, can have put on a page.
TELLING = ("Akut: reagér i dag", "72 %", "Tre tidligere", "fraveget", "fraviger", "overridden", "data-option", '"akut"')
# Of a shown case, too, these say nothing of it.
SILENT = {"desk", "draft saved", "grounds"}


def told(text: str) -> list[str]:
    """What the text tells of the recommendation, beside the options and words that every case can be answered with."""
    offered = r'<(select|textarea)\b.*?</\1>|<div class="form-group-radio">.*?</div>'
    plain = re.sub(offered, "", text, flags=re.DOTALL).replace("\N{NO-BREAK SPACE}", " ")
    return [word for word in TELLING if word in plain]


def of_pdf(page: Page) -> str:
    """The words of a PDF."""
    return " ".join(part.extract_text() for part in PdfReader(BytesIO(page.response.get_data())).pages)


def walk(person: Browser, colleague: Browser, address: str, sibling: str, machine: Machine) -> dict[str, str]:
    """The text of everything that can be reached about the case, by name, from the form to what follows sending."""
    form = person.get(address)
    sent = {**form.fields("/decision"), **FILLED}
    seen = {
        "form": form,
        "refused": person.post(f"{address}/decision", {**sent, "reason": ""}),
        "draft saved": Page(person.client.post(f"{address}/draft", data=sent, headers={"Accept": "application/json"})),
        "other window": person.post(f"{address}/draft", {**sent, "key": "x" * 24, "reason": "Andet."}),
        "set aside": person.post(f"{address}/set-aside", {**sent, "not_now": "N2"}),
        "taken out": person.post(f"{address}/set-aside", {**sent, "not_now": "N4"}),
        "taken out again": person.get(address),
        "taken back": person.post(f"{address}/take-back", sent),
        "fault": person.post(f"{address}/fault", sent),
        "desk": person.get("/desk"),
    }
    person.post(f"{address}/draft/discard", {"csrf_token": sent["csrf_token"]})
    seen["receipt"] = person.send(person.get(address), f"{address}/decision", **FILLED)
    record = person.client.get(address).headers["Location"]
    seen["correction"] = person.get(f"{record}/correction")
    changed = {"decided": "bfu", "reason": "Rettet efter møde."}
    seen["corrected"] = person.send(seen["correction"], f"{record}/correction", **changed)
    seen |= {"record": person.get(record), "list": person.get("/records"), "second": colleague.get(address)}
    seen["explanation"] = person.get(f"{record}/explanation")
    words = {"sentence": "Vi talte om det.", "kept": "factor-0"}
    seen["explanation read"] = person.send(seen["explanation"], f"{record}/explanation/read", **words)
    seen["explanation released"] = person.send(seen["explanation read"], f"{record}/explanation")
    released = re.search(r'href="(/records/[^"]+\.pdf)"', seen["explanation released"].text)
    assert released
    seen |= {"note": person.get(f"{record}/note"), "note as text": person.get(f"{record}/note.txt")}
    seen["grounds"] = person.get(f"{record}/grounds")
    seen["earlier"] = colleague.get(f"{sibling}/earlier")
    texts = {name: page.text for name, page in seen.items()}
    # The note stands in a field to copy from.
    texts["note"] = seen["note"].words
    texts["explanation as PDF"] = of_pdf(person.get(released[1]))
    texts["note as PDF"] = of_pdf(person.get(f"{record}/note.pdf"))
    for name, path in (("decisions", "/api/v1/decisions"), ("feedback", "/cds-services/sortering/feedback")):
        texts[name] = machine.get(path).text
    return texts


@pytest.fixture
def machine(app: object, web_database: Database, context: Context, caseworker: Browser) -> Machine:
    """The system that recommends, which reads what was decided."""
    _ = app
    return Machine(caseworker.app, token(web_database, context, "sortering", TokenScope.READ))


def drawn(database: Database, context: Context, person: Browser, *, withheld: bool) -> tuple[str, str]:
    """The address and the reference of a case that the person has judged, and that is withheld or shown."""
    set_up(database, context, complaint_body="Ankestyrelsen", complaint_deadline="4 uger")
    for number in range(40):
        reference = f"2026-8{number:05d}"
        waiting = recommend(database, context, Answer("akut"), case_reference=reference, basis=BASIS)
        address = f"/recommendations/{waiting}"
        person.send(person.get(address), f"{address}/own-judgement", decided="afdaek")
        with database.read() as session:
            if is_withheld(session, waiting) is withheld:
                return address, reference
    raise AssertionError("the draw gave only one kind")


@pytest.mark.parametrize("withheld", [True, False], ids=["withheld", "shown"])
def test_nothing_that_a_caseworker_reaches_tells_what_was_recommended_in_a_withheld_case(
    web_database: Database,
    context: Context,
    caseworker: Browser,
    browser_of: Callable[[str], Browser],
    machine: Machine,
    withheld: bool,
) -> None:
    address, reference = drawn(web_database, context, caseworker, withheld=withheld)
    sibling = f"/recommendations/{recommend(web_database, context, case_reference=reference)}"
    texts = walk(caseworker, browser_of("colleague"), address, sibling, machine)
    telling = {name for name, text in texts.items() if told(text)}
    assert telling == (set() if withheld else texts.keys() - SILENT), {n: told(t) for n, t in texts.items()}

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How much comes over the wire, as a real browser counts it."""

import pytest

from caseworker.context import Context
from caseworker.database import Database
from tests.browser.conftest import Watched
from tests.factories import recommend

pytestmark = pytest.mark.browser

FIRST, LATER = 200_000, 25_000


class Wire:
    """The bytes that came over the wire, heads included, since they were last asked for."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._bytes = 0
        self._session = watched.page.context.new_cdp_session(watched.page)
        self._session.send("Network.enable")
        self._session.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, float]) -> None:
        self._bytes += int(event["encodedDataLength"])

    def forget(self) -> None:
        """Nothing; the browser has kept nothing that it fetched."""
        self._session.send("Network.clearBrowserCache")

    def taken(self) -> int:
        """The bytes so far, counted anew from here on."""
        self._watched.page.wait_for_load_state("networkidle")
        counted, self._bytes = self._bytes, 0
        return counted


def test_the_first_visit_is_light_and_each_later_one_is_a_page_only(
    watched: Watched, web_database: Database, context: Context
) -> None:
    addresses = [f"/recommendations/{recommend(web_database, context, case_reference=f'2026-{n}')}" for n in range(30)]
    wire = Wire(watched)
    watched.log_in()
    watched.page.wait_for_load_state("networkidle")  # what is left before it has come is fetched again
    watched.go(addresses[0])
    first = wire.taken()
    assert 50_000 < first <= FIRST, "login, desk and a recommendation, with style, icons and fonts"
    for page in ("/desk", addresses[1], "/records"):
        watched.go(page)
        assert 1_000 < wire.taken() <= LATER, page


def test_without_the_cache_a_later_visit_would_be_too_heavy(watched: Watched) -> None:
    wire = Wire(watched)
    watched.log_in()
    wire.taken()
    wire.forget()
    watched.go("/desk")
    assert wire.taken() > LATER

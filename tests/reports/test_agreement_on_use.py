# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the municipality agreed with its staff stands on every report."""

import json

import reports
from reports import LedgerState
from tests.reports.logs import log

AGREED = "Aftale: registreringerne bruges ikke i personalesager."


def test_the_agreement_on_use_stands_in_the_method_of_page_and_data() -> None:
    facts = reports.check(log())
    report = reports.trends(facts, ledger=LedgerState(5, "ab", (AGREED,)))
    assert report.sections[-1].sentences[-1] == AGREED
    assert json.loads(report.to_json())["method"]["agreement"] == [AGREED]
    assert AGREED not in reports.trends(facts, ledger=LedgerState(5, "ab")).to_json()

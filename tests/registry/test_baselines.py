# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A new baseline: by an entry with a day and a reason, not before eight weeks, and each of them stays."""

from datetime import date

import pytest

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import around_reports
from caseworker.queries.baselines import frozen_baselines
from caseworker.registry import freeze_baseline
from caseworker.registry.baselines import latest_first_week
from caseworker.verification import verify_database
from caseworker.vocabulary.problems import Absent, CprFound, Refused
from tests.factories import Town
from tests.web import entries

USER = "administrator"


def test_a_frozen_baseline_is_an_entry_and_the_latest_counts(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    last = latest_first_week(context.today)
    before = entries(database)
    freeze_baseline(database, context, "sortering", date(2026, 6, 3), "Version 1.0 fra uge 23.", USER)
    freeze_baseline(database, context, "sortering", last, "Version 1.1 er taget i brug.", USER)
    assert entries(database) == before + 2
    with database.read() as session:
        found = [(one.said.first_week, one.why) for one in frozen_baselines(session, "sortering")]
    assert found == [
        (last, "Version 1.1 er taget i brug."),
        (date(2026, 6, 1), "Version 1.0 fra uge 23."),
    ]
    with database.read() as session:
        told = around_reports(session, context.today, "da")
    assert told["baselines"][0] == ("sortering", date(2026, 6, 1), context.today, "Version 1.0 fra uge 23.")
    assert verify_database(database, settings).ok


def test_what_cannot_be_a_baseline_is_refused_and_stores_nothing(
    database: Database, context: Context, town: Town
) -> None:
    last = latest_first_week(context.today)
    freeze_baseline(database, context, "sortering", last, "Ny version.", USER)
    before = entries(database)
    for problem, system, week, why in (
        (Refused, "sortering", last, "Igen."),
        (Refused, "sortering", context.today, "Ny version."),
        (Refused, "sortering", date(2026, 6, 1), "  "),
        (CprFound, "sortering", date(2026, 6, 1), "Borger 010190-1236 klagede."),
        (Absent, "findes-ikke", date(2026, 6, 1), "Ny version."),
    ):
        with pytest.raises(problem):
            freeze_baseline(database, context, system, week, why, USER)
    assert entries(database) == before

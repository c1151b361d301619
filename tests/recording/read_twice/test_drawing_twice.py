# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The records of a double reading are drawn by a seed, enough of them by enough people, and none by a reader."""

from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import (
    DoubleReading,
    LedgerEntry,
)
from caseworker.recording.drawing import draw_records
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ReasonVerdict, Response
from caseworker.vocabulary.problems import Refused
from reports.beside.double_readings import VERDICTS
from reports.measures.cells import DOMINANCE
from tests.factories import BFU, Town, decision, later, recommend
from tests.read_twice import AUTHORS, EACH, WEEK, Started, authors_of, drawn, fill, side_of, start


def test_reports_and_recording_know_the_same_verdicts_and_the_same_dominance() -> None:
    assert tuple(ReasonVerdict) == VERDICTS
    assert limits.DOMINANT_SHARE == DOMINANCE


def test_the_draw_is_the_same_for_the_recorded_seed_and_another_for_another(
    database: Database, started: Started
) -> None:
    records = drawn(database, started.id)
    with database.read() as session:
        row = session.get_one(DoubleReading, started.id)
        again = draw_records(session, WEEK, row.seed, EACH, started.readers)
        other = draw_records(session, WEEK, "another seed", EACH, started.readers)
        assert (row.accepted_drawn, row.accepted_of, row.overridden_drawn, row.overridden_of) == (10, 16, 10, 16)
    assert again.records == records
    assert set(other.records) != set(records)


def test_no_reader_is_given_what_the_reader_wrote(database: Database, context: Context, town: Town) -> None:
    fill(database, context, town)
    authors = authors_of(database)
    with database.read() as session:
        for seed in range(20):
            found = draw_records(session, WEEK, str(seed), 16, [str(town.colleague)]).records
            assert str(town.colleague) not in {authors[each] for each, _response in found}
        without = draw_records(session, WEEK, "1", 16, ["nobody"]).records
    assert str(town.colleague) in {authors[each] for each, _response in without}


def test_a_correction_and_a_record_outside_the_period_change_no_draw(
    database: Database, context: Context, town: Town, started: Started
) -> None:
    records = drawn(database, started.id)
    now = later(context, days=6)
    mine = next(each for each, response in records if response is Response.OVERRIDDEN)
    author = UUID(authors_of(database)[mine] or "")
    recording.correct_decision(database, now, mine, 0, decision(now, author, BFU, "Fulgt alligevel.", "A1"))
    recording.record_decision(database, now, recommend(database, now), decision(now, AUTHORS[0]))
    with database.read() as session:
        seed = session.get_one(DoubleReading, started.id).seed
        assert draw_records(session, WEEK, seed, EACH, started.readers).records == records


def test_a_draw_that_would_be_about_few_people_is_refused(database: Database, context: Context, town: Town) -> None:
    fill(database, context, town, AUTHORS[:4])
    with pytest.raises(Refused, match="too few caseworkers"):
        start(database, context, town)
    fill(database, context, town, [AUTHORS[4], *[AUTHORS[4]] * 14])
    assert drawn(database, start(database, context, town).id)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("period", {"period": replace(WEEK, last_day=date(2026, 11, 25))}),
        ("period", {"period": replace(WEEK, first_day=date(2026, 12, 1))}),
        ("each", {"each": limits.DOUBLE_READING_FEWEST - 1}),
        ("each", {"each": limits.DOUBLE_READING_MOST + 1}),
        ("period", {"period": replace(WEEK, first_day=date(2026, 11, 22))}),
    ],
)
def test_what_cannot_be_read_is_refused_and_stores_nothing(
    database: Database, context: Context, town: Town, field: str, changes: dict[str, object]
) -> None:
    fill(database, context, town)
    before = _entries(database)
    new = recording.NewDoubleReading(WEEK, EACH, (town.team_lead, town.colleague))
    now = later(context, days=5)
    with pytest.raises(Refused) as refused:
        recording.start_double_reading(database, now, replace(new, **changes), str(town.team_lead))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert _entries(database) == before


def test_only_two_different_people_of_the_team_may_read(database: Database, context: Context, town: Town) -> None:
    fill(database, context, town)
    pairs = [(town.team_lead, town.team_lead), (town.team_lead, town.outsider), (town.administrator, town.colleague)]
    for readers in [*pairs, (town.ethics_reviewer, town.colleague), (uuid4(), town.colleague)]:
        new = recording.NewDoubleReading(WEEK, EACH, readers)
        with pytest.raises(Refused, match=r"somebody of the team|two different"):
            recording.start_double_reading(database, later(context, days=5), new, str(town.team_lead))


def test_the_side_of_a_reader_is_drawn(database: Database, context: Context, town: Town) -> None:
    fill(database, context, town)
    seen = set()
    for number in range(12):
        now = replace(context, entropy=Random(number).randbytes)
        started = start(database, now, town)
        seen.add(side_of(database, started, started.lead))
    assert seen == {0, 1}


def _entries(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(LedgerEntry)).scalar_one())

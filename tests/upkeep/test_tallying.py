# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The stored tally is what counting all facts from the start would give, whatever was written meanwhile."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select, text
from sqlmodel import Session, col

import reports
from caseworker import recording, week_marks
from caseworker.acts import Plan
from caseworker.appending import append
from caseworker.context import Context
from caseworker.database import Database, downgrade, upgrade
from caseworker.facts_reading import facts
from caseworker.models import PeriodTally, WeekMark
from caseworker.recording import NewResult, afterwards
from caseworker.upkeep.tallying import KINDS, Refresh, current_tally, stored_tally
from caseworker.vocabulary.closed_lists import ErasureRule, ResultKind, Source
from reports.tallies import tally
from reports.tallies.stored import joined, label_of, tally_of
from tests.factories import Town, decision, later, recommend, settle
from tests.upkeep.drawn_work import OPTIONS, Work


@pytest.fixture
def work(database: Database, context: Context, town: Town) -> Work:
    return Work(database, context, town, seed=4)


def refresh(database: Database, context: Context) -> int:
    return len(list(Refresh(database, context).run()))


def stored(database: Database) -> pd.DataFrame:
    with database.read() as session:
        return joined(stored_tally(session, kind) for kind in KINDS).rows


def expected(database: Database) -> pd.DataFrame:
    """Every period counted from its facts, with nothing of what is stored."""
    frame = reports.check(facts(database).frame)
    parts = []
    for kind in KINDS:
        labels = frame["week"].map(lambda week, kind=kind: label_of(kind, week.date()))
        parts += [tally_of(frame[labels == label], kind) for label in labels.unique()]
    return joined(parts).rows


def marks(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {row.week: row.entry for row in session.execute(select(col(WeekMark.week), col(WeekMark.entry)))}


def test_after_any_writes_the_stored_tally_is_that_of_the_facts(work: Work) -> None:
    for _ in range(2):
        work.go_on(40)
        assert refresh(work.database, work.context)
        pd.testing.assert_frame_equal(stored(work.database), expected(work.database))
    whole = tally(reports.check(facts(work.database).frame)).rows
    ours = stored(work.database)
    same, again = (rows[~rows["dimension"].str.startswith("group_")].reset_index(drop=True) for rows in (ours, whole))
    pd.testing.assert_frame_equal(same, again)
    assert len(whole) > 500
    assert ours["dimension"].str.startswith("group_").any()


@pytest.fixture
def settled(sqlite_database: Database, context: Context) -> Work:
    """Twelve answers of two people, which make a citizen group count, and one that waits; all of it counted."""
    made = Work(sqlite_database, context, settle(sqlite_database, context), seed=4)
    for number in range(13):
        groups: dict[str, object] = {"groups": {"bor_alene": ("ja", "nej")[number // 2 % 2]}}
        one = recommend(sqlite_database, context, basis=groups, case_reference=f"2026-{number:06d}")
        by = (made.town.caseworker, made.town.colleague)[number % 2]
        if number:
            recording.record_decision(sqlite_database, context, one, decision(context, by))
        else:
            made.waiting = [(one, OPTIONS[0])]
    refresh(sqlite_database, context)
    return made


def erase_an_answered_case(work: Work) -> None:
    recording.erase(work.database, work.context, "2026-000005", ErasureRule.CITIZEN_REQUEST)


WRITES = {
    "recommendations": Work.recommend,
    "showings": Work.show,
    "decisions": Work.decide,
    "set_asides": Work.lay_aside,
    "erasures": erase_an_answered_case,
}


@pytest.mark.parametrize("kind", WRITES)
@pytest.mark.parametrize("forgotten", [False, True])
def test_a_kind_of_write_that_forgot_its_mark_would_be_found(
    settled: Work, monkeypatch: pytest.MonkeyPatch, kind: str, forgotten: bool
) -> None:
    if forgotten:
        monkeypatch.delitem(week_marks.DAYS, kind)
        if kind == "decisions":  # it marks its showing too
            monkeypatch.delitem(week_marks.DAYS, "showings")
    WRITES[kind](settled)
    refresh(settled.database, settled.context)
    assert stored(settled.database).equals(expected(settled.database)) is not forgotten


def test_an_answer_that_marked_only_its_new_week_would_be_found(settled: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(week_marks, "_days_before", lambda _session, _acts: set())
    settled.context = later(settled.context, days=7)
    settled.decide()
    refresh(settled.database, settled.context)
    assert not stored(settled.database).equals(expected(settled.database))


def test_an_answer_marks_the_week_it_leaves_and_the_week_it_comes_to(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    before = marks(database)
    assert list(before) == ["2026-11-16"]
    after = later(context, days=7)
    receipt = recording.record_decision(database, after, waiting, decision(after, town.caseworker))
    assert marks(database) == {"2026-11-16": before["2026-11-16"] + 1, "2026-11-23": before["2026-11-16"] + 1}
    much_later = later(context, days=60)
    recording.add_result(
        database, much_later, receipt.decision_id, NewResult(ResultKind.UPHELD, None, date(2027, 1, 4))
    )
    assert set(marks(database)) == {"2026-11-16", "2026-11-23"}
    assert min(marks(database).values()) == before["2026-11-16"] + 2


def test_a_write_that_is_rolled_back_leaves_no_mark(
    database: Database, context: Context, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    recommend(database, context)
    refresh(database, context)
    before = marks(database)

    def broken(session: Session, plans: Sequence[Plan]) -> None:
        append(session, plans)
        raise RuntimeError

    monkeypatch.setattr(afterwards, "append", broken)
    with pytest.raises(RuntimeError):
        recording.erase(database, context, "2026-000123", ErasureRule.CITIZEN_REQUEST)
    assert marks(database) == before
    assert refresh(database, context) == 0


def test_only_what_is_stale_is_counted_again(database: Database, context: Context, town: Town) -> None:
    recommend(database, later(context, days=-400))
    waiting = recommend(database, context)
    assert refresh(database, context) == 6
    assert refresh(database, context) == 0
    recording.record_showing(database, context, waiting, str(town.caseworker))
    assert refresh(database, context) == 3


def test_a_reader_counts_the_stale_quarters_that_it_asks_for_and_no_other(
    database: Database, context: Context, town: Town
) -> None:
    recommend(database, later(context, days=-400))
    recommend(database, context)
    refresh(database, context)
    recommend(database, later(context, days=-400))
    recommend(database, context)
    counted, state = current_tally(database, context, "quarter", lambda label: label == "2026-Q4")
    every = expected(database)
    pd.testing.assert_frame_equal(counted.rows, every[every["period"] == "2026-Q4"].reset_index(drop=True))
    left = {period for kind, period in Refresh(database, context).stale if kind == "quarter"}
    assert state.size > 0
    assert left
    assert "2026-Q4" not in left


def test_what_has_no_date_is_a_period_of_its_own(database: Database, context: Context, town: Town) -> None:
    new = recording.NewRecommendation(
        model_version="1.0", recommended=OPTIONS[0], case_reference="2026-1", source=Source.API
    )
    undated = recording.receive_recommendation(database, context, "sortering", new)
    assert set(marks(database)) == {"undated"}
    assert refresh(database, context) == 3
    assert set(stored(database)["period"]) == {"undated"}
    recording.record_decision(database, context, undated, decision(context, town.caseworker))
    assert refresh(database, context) == 6
    assert set(stored(database)["period"]) == {"2026-W47", "2026-P12", "2026-Q4"}


def test_counts_of_an_older_log_never_take_the_place_of_newer_ones(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    slow = Refresh(database, context)
    recording.record_decision(database, context, waiting, decision(context, town.caseworker))
    refresh(database, context)
    list(slow.run())
    pd.testing.assert_frame_equal(stored(database), expected(database))
    assert refresh(database, context) == 0


def test_a_write_while_it_counts_stays_marked(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    counting = Refresh(database, context)
    recording.record_decision(database, context, waiting, decision(context, town.caseworker))
    list(counting.run())
    assert refresh(database, context) == 3
    pd.testing.assert_frame_equal(stored(database), expected(database))


def test_an_upgrade_marks_every_week_that_the_log_has(work: Work) -> None:
    work.go_on(30)
    before = marks(work.database)
    downgrade(work.database, "0015")
    upgrade(work.database)
    assert set(marks(work.database)) == set(before)
    refresh(work.database, work.context)
    pd.testing.assert_frame_equal(stored(work.database), expected(work.database))


def test_what_is_stored_names_nobody(work: Work) -> None:
    work.go_on(60)
    refresh(work.database, work.context)
    with work.database.read() as session:
        kept = [bytes(counts) for counts in session.execute(select(col(PeriodTally.counts))).scalars()]
        columns = session.execute(text("SELECT * FROM period_tallies")).keys()
    assert set(columns) == {"kind", "period", "entry", "counted_at", "counts"}
    people = (str(work.town.caseworker), str(work.town.colleague))
    assert kept
    assert not any(person.encode() in one for person in people for one in kept)
    assert not any(stored(work.database).astype(str).isin(people).to_numpy().ravel())

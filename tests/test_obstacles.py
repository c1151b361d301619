# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What was in the way is a number for a system and a quarter, and nothing beside it."""

from datetime import date

import pytest
from sqlalchemy import inspect, text

from caseworker.context import Context
from caseworker.database import Database
from caseworker.obstacles import count_obstacle, counted_obstacles, quarter_of
from caseworker.vocabulary.closed_lists import Obstacle
from tests.factories import Town, recommend
from tests.web import Browser, Page, decisions, entries


def test_a_counter_is_shown_from_ten_answers_and_never_before(database: Database, context: Context, town: Town) -> None:
    for _answer in range(10):
        count_obstacle(database, "sortering", Obstacle.NO_TIME, context.today)
    for _answer in range(9):
        count_obstacle(database, "sortering", Obstacle.NONE, context.today)
        count_obstacle(database, "timer", Obstacle.NO_TIME, context.today)
    with database.read() as session:
        shown = [(c.system, c.quarter, c.obstacle, c.count) for c in counted_obstacles(session)]
    assert shown == [("sortering", "2026-Q4", Obstacle.NO_TIME, 10)]


def test_nothing_but_a_number_is_kept(database: Database, context: Context, town: Town) -> None:
    for _answer in range(3):
        count_obstacle(database, "sortering", Obstacle.FELT_REQUIRED, context.today)
    columns = {column["name"] for column in inspect(database.engine).get_columns("obstacle_counts")}
    assert columns == {"system", "quarter", "obstacle", "count"}
    with database.read() as session:
        assert session.execute(text("SELECT * FROM obstacle_counts")).all() == [
            ("sortering", "2026-Q4", "felt_required", 3)
        ]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2026, 11, 20), "2026-Q4"), (date(2027, 1, 1), "2026-Q4"), (date(2026, 3, 30), "2026-Q2")],
)
def test_a_day_counts_in_the_quarter_of_its_thursday(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter


def answered(browser: Browser, database: Database, context: Context) -> Page:
    address = f"/recommendations/{recommend(database, context)}"
    page = browser.get(address)
    filled = {"decided": "tilbud", "reason_code": "C1", "reason": "De tager selv imod hjælp."}
    return browser.send(page, f"{address}/decision", **filled)


def test_the_question_is_asked_after_the_receipt_and_goes_with_the_answer(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    receipt = answered(caseworker, web_database, context)
    assert "Var der noget i vejen?" in receipt.words
    size = entries(web_database), decisions(web_database)
    thanks = caseworker.send(receipt, "/obstacles/sortering", obstacle="no_time")
    assert "Tak. Dit svar er talt med" in thanks.words
    assert "Var der noget i vejen?" not in thanks.words
    assert (entries(web_database), decisions(web_database)) == size
    with web_database.read() as session:
        assert session.execute(text("SELECT count FROM obstacle_counts")).scalars().all() == [1]


@pytest.mark.parametrize(("system", "obstacle"), [("findes-ikke", "none"), ("sortering", "andet"), ("sortering", "")])
def test_an_answer_that_nobody_offered_is_not_counted(
    caseworker: Browser, web_database: Database, system: str, obstacle: str
) -> None:
    sent = {"csrf_token": caseworker.token(), "obstacle": obstacle}
    assert caseworker.post(f"/obstacles/{system}", sent).status == 404
    with web_database.read() as session:
        assert session.execute(text("SELECT count FROM obstacle_counts")).all() == []

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is exported and imported into an empty installation gives the same figures and the same counts."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import facts as facts_of_reports
from tests.factories import Town, context_at, settle
from tests.interchange.export_cases import FORMS, RISKY, TEXTS, carried, export, fill, move
from tests.interchange.file_cases import asked, facts, ledger_size, take_in, values

if TYPE_CHECKING:
    import pandas as pd

# Who decided does not travel: these columns are counted over those who decide, or over all tables that enough of them
# fill. Everything else is the same with deciders and without.
OVER_DECIDERS = {"nobs_effective", "low_clustered", "high_clustered", "p_value", "p_value_clustered", "p_adjusted"}


@pytest.fixture
def there(tmp_path: Path, empty_sqlite: Path) -> Iterator[Database]:
    """Another installation with the same systems and teams, and nothing else."""
    file = tmp_path / "there.sqlite"
    shutil.copy(empty_sqlite, file)
    database = Database(f"sqlite:///{file}")
    settle(database, context_at(seed=9))
    yield database
    database.close()


@pytest.fixture
def here(sqlite_database: Database, context: Context, tmp_path: Path) -> Database:
    """An installation with one of everything."""
    fill(sqlite_database, context, settle(sqlite_database, context), tmp_path)
    return sqlite_database


def frame_of(database: Database) -> "pd.DataFrame":
    """The facts that the report counts."""
    return facts_of_reports(database).frame


def figures(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Every row of every table of the whole report."""
    from reports import trends

    report = trends(frame, language="en", now=context_at().today, edition="full", names={}, owners={}, scales={})
    return [
        {**dict(zip(table["columns"], cells, strict=True)), "table": table["name"]}
        for table in json.loads(report.to_json())["tables"]
        for cells in table["rows"]
    ]


def whoever_decided(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The figures that do not hang on who decided."""
    return [
        {name: cell for name, cell in row.items() if name not in OVER_DECIDERS}
        for row in told
        if row["table"] != "spread" and "macro" not in str(row.get("measure"))
    ]


@pytest.mark.parametrize("with_reasons", [True, False], ids=["with reasons", "without"])
@pytest.mark.parametrize("form", FORMS)
def test_every_fact_that_is_counted_travels(
    here: Database, there: Database, context: Context, tmp_path: Path, form: str, with_reasons: bool
) -> None:
    move(here, there, context, tmp_path, form, with_reasons=with_reasons)
    assert len(facts(here)) > 20
    assert {(fact["certainty"], fact["citizen_heard"], fact["seen_as"]) for fact in facts(here)} >= {
        ("high", 1, None),
        (None, 0, "overridden"),
    }
    assert carried(there) == carried(here)
    waiting = "SELECT COUNT(*) AS n FROM waiting"
    assert asked(there, waiting)[0].n == asked(here, waiting)[0].n > 1


def test_the_report_says_the_same_as_of_deciders_whom_nobody_knows(
    here: Database, there: Database, context: Context, tmp_path: Path
) -> None:
    unknown = frame_of(here).assign(decider=None)
    assert figures(frame_of(there)) != figures(unknown), "which the comparison would notice"
    move(here, there, context, tmp_path, "csv", with_reasons=False)
    told = figures(frame_of(there))
    assert told == figures(unknown)
    assert {name for row in told for name in row} >= OVER_DECIDERS, "which are compared too"
    assert told != figures(frame_of(here)), "because who decided counts where it is known"


def test_what_does_not_hang_on_who_decided_is_the_same(
    here: Database, there: Database, context: Context, tmp_path: Path
) -> None:
    move(here, there, context, tmp_path, "csv", with_reasons=False)
    told = whoever_decided(figures(frame_of(here)))
    tables = {(row["table"], row["dimension"]) for row in told}
    assert len(tables) > 15
    # Small tables are kept back where fewer than five people decided, which nobody can tell of unknown deciders.
    travelled = whoever_decided(figures(frame_of(there)))
    assert [row for row in travelled if (row["table"], row["dimension"]) in tables] == told


@pytest.mark.parametrize("form", FORMS)
def test_every_text_comes_back_as_it_was_written(
    here: Database, there: Database, context: Context, tmp_path: Path, form: str
) -> None:
    move(here, there, context, tmp_path, form, with_reasons=True)
    texts = {text for text in values(there, "reason") if text}
    # What a file of the case system marks as text is stored without the mark.
    assert {RISKY, *TEXTS} - {"'=citat"} | {"=citat"} <= texts <= set(values(here, "reason"))


@pytest.mark.parametrize("form", FORMS)
def test_a_second_import_of_the_same_export_adds_nothing(
    here: Database, there: Database, context: Context, tmp_path: Path, form: str
) -> None:
    move(here, there, context, tmp_path, form, with_reasons=True)
    size = ledger_size(there)
    move(here, there, context, tmp_path, form, with_reasons=True)
    assert ledger_size(there) == size


def test_an_export_is_not_taken_where_it_comes_from(here: Database, context: Context, tmp_path: Path) -> None:
    file = export(here, context, tmp_path / "a.csv", system="sortering")
    size = ledger_size(here)
    outcome = take_in(here, context, file)
    assert outcome.stored is None
    assert {error.column for error in outcome.errors} == {"recommendation_id"}
    assert ledger_size(here) == size


@pytest.mark.postgres
def test_every_fact_travels_to_and_from_the_other_database(
    postgresql_database: Database, there: Database, context: Context, tmp_path: Path
) -> None:
    town: Town = settle(postgresql_database, context)
    fill(postgresql_database, context, town, tmp_path)
    move(postgresql_database, there, context, tmp_path, "parquet", with_reasons=True)
    assert carried(there) == carried(postgresql_database)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Files and databases that cannot be read: one sentence each, and nothing is made."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import create_engine, text

import reports
from reports.vocabulary import FactsError

HEADER = "model_version;recommended;decided;confidence"


@pytest.mark.parametrize(
    ("why", "content", "said"),
    [
        ("western European text", f"{HEADER}\n1;afslag på støtte;ja;0,5\n".encode("cp1252"), "UTF-8"),
        ("a column twice", b"model_version,recommended,decided,decided\n1,a,a,b\n", "twice: decided"),
        ("a row too long", b"model_version,recommended\n1,a,b\n1,a,b\n", "longer than its header"),
        ("a quotation mark too many", b'model_version,recommended\n1,"a\n', "not a table"),
        ("nothing", b"", "no header"),
    ],
)
def test_a_file_that_is_no_table_of_decisions_is_refused_in_one_sentence(
    tmp_path: Path, why: str, content: bytes, said: str
) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(content)
    with pytest.raises(FactsError, match=said) as refused:
        reports.read(file)
    assert "\n" not in str(refused.value), why


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.parquet", "folder"])
def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FactsError, match="cannot be opened"):
        reports.read(tmp_path / name)


def test_a_file_that_is_no_parquet_is_refused_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "log.parquet"
    file.write_text("model_version,recommended\n", encoding="utf-8")
    with pytest.raises(FactsError, match="not a table"):
        reports.read(file)


def test_a_frame_with_a_column_twice_is_refused() -> None:
    frame = pd.DataFrame([["1", "a", "b"]], columns=["model_version", "recommended", "recommended"])
    with pytest.raises(FactsError, match="twice: recommended"):
        reports.check(frame)


def test_an_absent_database_is_refused_and_no_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / "nowhere.db"
    for address in (f"sqlite:///{file}", f"sqlite:///file:{file}?mode=rwc&uri=true"):
        with pytest.raises(FactsError, match="database cannot be opened"):
            reports.read(address)
    assert not file.exists()


def test_a_database_without_the_view_or_at_a_strange_address_is_refused(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'with space.db'}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (id INTEGER)"))
    with pytest.raises(FactsError, match="no view decision_facts"):
        reports.read(address)
    with pytest.raises(FactsError, match="database cannot be opened"):
        reports.read("postgresql+nothing://secret@nowhere/x")
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW decision_facts AS SELECT '1' AS model_version, 'a' AS recommended"))
    engine.dispose()
    assert len(reports.read(address)) == 1


def test_a_file_as_danish_excel_writes_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text(f"sep=;\n {HEADER};shown\n1;a;b;0,50;ja\n;;;;\n1;a;a;0,602;nej\n", encoding="utf-8-sig")
    facts = reports.read(file)
    assert facts["confidence"].tolist() == [0.5, 0.602]
    assert facts["shown"].tolist() == [True, False]
    assert facts["response"].tolist()[0] == "overridden"

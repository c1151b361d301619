# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One report in every form: the same figures, the same bytes for the same report and day, and readable by all."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import openpyxl
import pandas as pd
import pypdf
import pytest
import typst

import reports
from reports.documents import FORMS, document, file_name
from reports.report import Grid, Section, Table
from tests.reports.logs import log

NOW = date(2026, 11, 23)
NAMES = {"team": {"team-0": "Modtagelsen"}, "system": {"hours": "Timeforslag", "control": "Undringssager"}}


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return reports.check(log(jump=("control", 16, 0.5)))


@pytest.fixture(scope="module")
def week(facts: pd.DataFrame) -> reports.Report:
    ledger = reports.LedgerState(9360, "cm9vdA==")
    return reports.weekly(facts, team="team-0", week="2026-W47", now=NOW, names=NAMES, ledger=ledger)


@pytest.fixture(scope="module")
def pdf(week: reports.Report) -> Any:
    return pypdf.PdfReader(io.BytesIO(document(week, "pdf", NOW)))


@pytest.fixture(scope="module")
def book(week: reports.Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(document(week, "xlsx", NOW)))


def text_of(pdf: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_same_report_and_day_give_the_same_bytes(facts: pd.DataFrame, week: reports.Report, form: str) -> None:
    again = reports.weekly(facts, team="team-0", week="2026-W47", now=NOW, names=NAMES, ledger=week.ledger)
    first = document(week, form, NOW)
    assert document(again, form, NOW) == first
    assert document(replace(week, ledger=reports.LedgerState(9361, "x")), form, NOW) != first


def test_the_name_of_a_file_says_which_report_it_is(facts: pd.DataFrame, week: reports.Report) -> None:
    assert file_name(week, "pdf") == "weekly-team-0-2026-W47.pdf"
    board = reports.trends(facts, system="hours", start=date(2026, 8, 1), now=NOW)
    assert file_name(board, "csv") == "trends-hours-2026-06-29-2026-09-27-board.zip"


def structure(node: Any, kinds: list[str], texts: list[str]) -> None:
    """The kinds of all parts of the tagged document, and the text alternatives."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            structure(each, kinds, texts)
    elif isinstance(node, dict):
        kinds.append(str(node.get("/S", "")))
        texts += [str(node["/Alt"])] if "/Alt" in node else []
        structure(node.get("/K", []), kinds, texts)


def test_the_pdf_is_marked_as_readable_by_all_with_its_title_and_language(pdf: Any) -> None:
    root = pdf.trailer["/Root"]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("da")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Modtagelsen: uge 47, 2026"


def test_figures_have_their_text_and_tables_their_heads(pdf: Any, week: reports.Report) -> None:
    kinds: list[str] = []
    texts: list[str] = []
    structure(pdf.trailer["/Root"]["/StructTreeRoot"], kinds, texts)
    drawn = [chart.description for section in week.sections for chart in section.charts]
    assert len(drawn) > 4
    assert [text for text in drawn if text not in texts] == []
    assert kinds.count("/Table") >= len(drawn)
    assert kinds.count("/TH") > kinds.count("/Table")
    assert kinds.count("/H1") > 4


def test_the_pdf_has_contents_page_numbers_and_an_appendix_on_the_method(pdf: Any, week: reports.Report) -> None:
    said = text_of(pdf)
    head = "Modtagelsen: uge 47, 2026 16.11.2026–22.11.2026, til teamlederen."
    assert said.startswith(f"{head} Udarbejdet den 23.11.2026.")
    assert "Indhold" in said
    assert f"Side 1 af {len(pdf.pages)}" in said
    appendix = said[said.rindex("Bilag: metode og grundlag") :]
    assert "Loggens poster 9.360" in appendix
    assert "Wilson" in appendix
    assert all(sentence in said for sentence in week.headline if "-" not in sentence and len(sentence) < 60)


def test_the_pdf_carries_its_own_faces_and_takes_none_of_the_machine(pdf: Any) -> None:
    fonts = {str(font.get_object()["/BaseFont"]) for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert all("LibertinusSerif" in font for font in fonts)


def test_a_pdf_that_could_not_be_read_by_all_is_refused(week: reports.Report) -> None:
    section = next(section for section in week.sections if section.charts)
    mute = replace(section.grids[0], chart=replace(section.charts[0], description=""))
    spoilt = replace(week, title="", sections=(replace(section, grids=(mute,)),))
    with pytest.raises(typst.TypstError):
        document(spoilt, "pdf", NOW)


def test_no_word_of_a_report_is_taken_for_markup(week: reports.Report) -> None:
    nasty = '#panic("x") *fed* $x$ [a] @b <c> "d" \\ = e'
    grid = Grid(nasty, (nasty, "Antal"), ((nasty, "1"),))
    report = replace(week, headline=(nasty,), sections=(Section("responses", nasty, (nasty,), (grid,)),))
    made = pypdf.PdfReader(io.BytesIO(document(report, "pdf", NOW)))
    assert text_of(made).count('#panic("x") *fed* $x$ [a] @b <c>') >= 3


def test_a_report_that_says_only_that_a_team_is_too_small_is_a_document_too() -> None:
    small = reports.weekly(reports.check(log(caseworkers=4)), team="team-0", week="2026-W47")
    for form in FORMS:
        assert document(small, form, NOW)


def test_the_workbook_has_a_sheet_per_table_with_frozen_heads_and_real_numbers(book: Any, week: reports.Report) -> None:
    assert book.sheetnames[0] == "Oversigt"
    assert book.sheetnames[-1] == "Grundlag"
    assert len(book.sheetnames) == len(week.tables) + 2
    for sheet, table in zip(book.worksheets[1:-1], week.tables, strict=True):
        assert sheet.freeze_panes == "C2"
        lines = sheet.iter_rows(min_row=2, max_row=len(table.rows) + 1, max_col=len(table.columns))
        for line, row in zip(lines, table.rows, strict=True):
            for cell, value in zip(line, row, strict=True):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert cell.value == pytest.approx(value)
                    assert cell.data_type == "n"
    weeks = book["Uge for uge"]
    assert [cell.value for cell in weeks[1]][:4] == ["Opdeling", "Værdi", "Nøgletal", "Antal"]
    assert weeks["F2"].number_format == "0.0%"
    assert {row[0].value for row in weeks.iter_rows(min_row=2)} - {None} == {"Uge"}


def test_the_workbook_shows_the_figures_and_what_they_stand_on(book: Any, week: reports.Report) -> None:
    drawn = [chart for section in week.sections for chart in section.charts]
    with zipfile.ZipFile(io.BytesIO(document(week, "xlsx", NOW))) as archive:
        drawings = "".join(archive.read(name).decode() for name in archive.namelist() if "/drawings/drawing" in name)
        pictures = [archive.read(name) for name in archive.namelist() if "/media/" in name]
    assert drawings.count("<xdr:pic>") == len(drawn)
    assert all(escape(chart.description, quote=False) in drawings for chart in drawn)
    assert pictures
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    basis = {row[0].value: row[1].value for row in book["Grundlag"].iter_rows()}
    assert basis["Loggens poster"] == 9360
    assert basis["Loggens kontrolsum (rod)"] == "cm9vdA=="
    assert (basis["Fra"], basis["Til"], basis["Team"]) == ("2026-11-16", "2026-11-22", "Modtagelsen")
    assert basis["Udgave"] == "Til teamlederen"
    assert basis["Metode: interval"] == "wilson"


def test_a_text_is_never_a_formula_or_a_link(week: reports.Report) -> None:
    columns = ("dimension", "value", "measure", "count", "suppressed")
    rows = tuple(("group_x", text, "override_rate", 7, False) for text in ("=1+1", "@x", "http://a.dk", "-1", "+1"))
    spoilt = replace(week, tables=(Table("by_group_x", columns, rows),))
    sheet = openpyxl.load_workbook(io.BytesIO(document(spoilt, "xlsx", NOW))).worksheets[1]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in sheet["B"][1:]] == [
        (row[1], "s", None) for row in rows
    ]
    with zipfile.ZipFile(io.BytesIO(document(spoilt, "csv", NOW))) as archive:
        text = archive.read("by_group_x.csv").decode("utf-8-sig")
    assert [line.split(";")[1] for line in text.splitlines()[1:]] == ["'=1+1", "'@x", "http://a.dk", "'-1", "'+1"]


def test_no_group_is_called_so_that_a_file_leaves_its_folder(week: reports.Report) -> None:
    table = week.tables[0]
    names = ["by_group_../../x", "by_group_a/b", "by_group_A:B", "by_group_a b", "by_group_bor_på_ø", "by_group_a b"]
    spoilt = replace(week, tables=tuple(replace(table, name=name) for name in names))
    with zipfile.ZipFile(io.BytesIO(document(spoilt, "csv", NOW))) as archive:
        files = archive.namelist()[:-1]
    assert files[0] == "by_group_______x.csv"
    assert "by_group_bor_på_ø.csv" in files
    assert len({name.casefold() for name in files}) == len(names)
    assert not any({"/", "\\", ":", ".."} & {*name.removesuffix(".csv"), name[:2]} for name in files)
    assert "by_group_../../x" in [one.name for one in spoilt.tables]


@pytest.mark.parametrize(("language", "between", "point"), [("da", ";", ","), ("en", ",", ".")])
def test_the_zip_has_the_same_tables_as_the_data(facts: pd.DataFrame, language: str, between: str, point: str) -> None:
    report = reports.weekly(facts, team="team-0", week="2026-W47", now=NOW, language=language)
    with zipfile.ZipFile(io.BytesIO(document(report, "csv", NOW))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    data = json.loads(report.to_json())
    assert set(files) == {f"{table['name']}.csv" for table in data["tables"]} | {"report.json"}
    assert json.loads(files["report.json"]) == {name: value for name, value in data.items() if name != "tables"}
    for table in data["tables"]:
        raw = files[f"{table['name']}.csv"]
        assert raw.startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=between))
        assert lines[0] == table["columns"]
        assert len(lines) == len(table["rows"]) + 1
        place = table["columns"].index("rate")
        read = [float(line[place].replace(point, ".")) if line[place] else None for line in lines[1:]]
        assert read == [row[place] for row in table["rows"]]

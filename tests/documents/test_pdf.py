# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The PDF of a sheet: what it says can be read, by people, by machines and aloud."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from caseworker.documents.pdf import pdf
from tests.documents.test_sheets import SHEET

DAY = date(2026, 11, 20)


def made(sheet: object = SHEET) -> PdfReader:
    assert isinstance(sheet, type(SHEET))
    return PdfReader(BytesIO(pdf(sheet, "Demokommunen", DAY)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_all_that_the_sheet_says_can_be_read_in_the_pdf() -> None:
    said = words(made())
    for text in ("Sådan indgik systemet i din sag", "2026-000123", "Anden linje.", "4 uger", "Ikke afgørelsen."):
        assert text in said


def test_the_pdf_is_tagged_and_says_its_language_its_title_and_that_it_is_pdf_ua() -> None:
    reader = made()
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "da"
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata is not None
    assert reader.metadata.title == SHEET.title
    assert reader.metadata.author == "Demokommunen"
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_every_font_travels_with_the_pdf() -> None:
    pages: list[Any] = list(made().pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_same_sheet_gives_the_same_bytes_and_another_gives_others() -> None:
    first, second = pdf(SHEET, "Demokommunen", DAY), pdf(SHEET, "Demokommunen", DAY)
    assert first == second
    assert first != pdf(replace(SHEET, closing="Noget andet."), "Demokommunen", DAY)


def test_nothing_that_somebody_writes_is_taken_for_a_command() -> None:
    text = '#panic("x") *fed* $1 + 1$ = Overskrift \\ // kommentar <mærke> @henvisning "citat"'
    assert text in words(made(replace(SHEET, closing=text)))

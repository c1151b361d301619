# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A sheet as PDF that every reader can use, also with a screen reader (PDF/UA-1)."""

from datetime import date
from importlib.resources import as_file, files

from caseworker.documents.sheets import Sheet, stored_text
from caseworker.documents.wording import wording


def pdf(sheet: Sheet, author: str, made_on: date) -> bytes:
    """The sheet as PDF/UA-1; the same sheet, author and day give the same bytes.

    `author` is who the document comes from, not who wrote it. Only the fonts of the typesetter are used and embedded.
    """
    import typst  # takes a while to load, which pages without a document must not pay

    told = {"sheet": stored_text(sheet), "author": author, "page": wording(sheet.language)("page")}
    with as_file(files("caseworker.documents") / "sheet.typ") as template:
        made: bytes = typst.compile(
            str(template),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            sys_inputs=told,
            timestamp=_seconds(made_on),
        )
    return made


def _seconds(day: date) -> int:
    """The beginning of the day as the typesetter counts time; the hour would say when somebody worked."""
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400

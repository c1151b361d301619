# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A file by what its name ends with."""

from pathlib import Path

from caseworker.interchange.csv_files import open_csv
from caseworker.interchange.json_lines import open_json_lines
from caseworker.interchange.parquet_files import open_parquet
from caseworker.interchange.problems import WrongUse
from caseworker.interchange.tables import TableFile
from caseworker.interchange.xlsx_files import open_xlsx
from caseworker.vocabulary.closed_lists import FileForm

SUFFIXES = tuple(f".{form}" for form in FileForm)


def open_table(path: Path, sheet: str | None = None) -> TableFile:
    """The file as rows of text; raises WrongUse for another kind of file, and Unreadable for a spoilt one."""
    suffix = path.suffix.casefold()
    if sheet is not None and suffix != ".xlsx":
        raise WrongUse("Only an Excel workbook has sheets.")
    if suffix == ".csv":
        return open_csv(path)
    if suffix == ".xlsx":
        return open_xlsx(path, sheet)
    if suffix == ".parquet":
        return open_parquet(path)
    if suffix == ".jsonl":
        return open_json_lines(path)
    raise WrongUse(
        "The name of the file ends with none of %(suffixes)s: “%(name)s”.",
        suffixes=", ".join(SUFFIXES),
        name=path.name,
    )

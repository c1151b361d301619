# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The facts of a file or a database; whatever cannot be read is told in one sentence."""

import csv
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from reports.facts import ZONE, check, refuse_twice
from reports.vocabulary import FactsError

if TYPE_CHECKING:
    from sqlalchemy import URL

DATABASES = ("sqlite:", "postgresql")
_PREFACE = re.compile(r'"?sep=([;,])"?\s*', re.IGNORECASE)  # Excel's own line before the header


def read(path_or_url: str | Path, *, zone: str = ZONE) -> pd.DataFrame:
    """A checked frame of facts from a CSV or Parquet file, a folder of Parquet files, or a database address.

    CSV is read with comma or semicolon, whichever the heading uses. A database (``sqlite:///…``,
    ``postgresql+psycopg://…``) is asked for its view ``decision_facts``. Raises FactsError.
    """
    address = str(path_or_url)
    if address.startswith(DATABASES):
        return check(_from_database(address), zone=zone)
    try:
        archive = Path(address).is_dir() and any(Path(address).rglob("*.parquet"))
        in_parquet = archive or address.endswith((".parquet", ".pq"))
        raw = pd.read_parquet(address) if in_parquet else _from_csv(Path(address))
    except FactsError:
        raise
    except UnicodeDecodeError as wrong:
        raise FactsError("The file is not UTF-8; save it as “CSV UTF-8”.") from wrong
    except OSError as wrong:
        raise FactsError(f"The file cannot be opened: {wrong.strerror or 'it is not a table'}.") from wrong
    except (ValueError, csv.Error, pd.errors.ParserWarning) as wrong:
        raise FactsError(
            "The file is not a table: its rows cannot be told apart or are longer than its header."
        ) from wrong
    return check(raw, zone=zone)


def _from_csv(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as file, warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        first = file.readline()
        preface = _PREFACE.fullmatch(first)
        heading = file.readline() if preface else first
        if not heading.strip():
            raise FactsError("The file has no header.")
        separator = preface[1] if preface else ";" if heading.count(";") > heading.count(",") else ","
        names = [name.strip() for name in next(csv.reader([heading], delimiter=separator))]
        refuse_twice(names)
        raw = pd.read_csv(
            file,
            sep=separator,
            header=None,
            names=names,
            index_col=False,
            dtype="str",
            keep_default_na=False,
            na_values=[""],
        )
    return raw.dropna(how="all")


def _from_database(address: str) -> pd.DataFrame:
    import sqlalchemy

    try:
        engine = sqlalchemy.create_engine(_read_only(sqlalchemy.make_url(address)))
        try:
            with engine.connect() as connection:
                return pd.read_sql(sqlalchemy.text("SELECT * FROM decision_facts"), connection)
        finally:
            engine.dispose()
    except (sqlalchemy.exc.SQLAlchemyError, pd.errors.DatabaseError) as wrong:
        raise FactsError("The database cannot be opened, or has no view decision_facts.") from wrong


def _read_only(url: "URL") -> "URL":
    """The address of an SQLite file such that opening it never makes one."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return url
    file = url.database if url.database.startswith("file:") else Path(url.database).absolute().as_uri()
    return url.set(database=file).update_query_dict({"mode": "ro", "uri": "true"})

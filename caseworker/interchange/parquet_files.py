# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Parquet files, read row group by row group."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworker.interchange.problems import Unreadable
from caseworker.interchange.tables import (
    Batches,
    Numbered,
    check_columns,
    check_file,
    check_rows,
    in_batches,
    record_of,
)

# A row group is unpacked a column at a time; its whole size is what that may take.
_LARGEST_ROW_GROUP = 256 * 1024**2
_READ_AT_A_TIME = 1000


@dataclass(frozen=True)
class ParquetFile:
    """A flat Parquet file; `size` is in rows."""

    path: Path
    header: tuple[str, ...]
    size: int
    decimal_comma: bool = False

    def batches(self, size: int) -> Batches:
        """As `TableFile.batches`; rows count as in a spreadsheet, whose first is the header."""
        read = 0

        def records() -> Iterator[Numbered]:
            nonlocal read
            with _opened(self.path) as file:
                for group in file.iter_batches(_READ_AT_A_TIME):
                    columns = [column.to_pylist() for column in group.columns]
                    for values in zip(*columns, strict=True):
                        read += 1
                        if any(value is not None for value in values):
                            yield read + 1, record_of(values)

        yield from in_batches(records(), size, lambda: read)


def open_parquet(path: Path) -> ParquetFile:
    """The file; raises Unreadable, or OSError where it cannot be opened."""
    check_file(path)
    with _opened(path) as file:
        meta = file.metadata
        check_rows(meta.num_rows)
        header = tuple(file.schema_arrow.names)
        check_columns(header)
        if any(meta.row_group(n).total_byte_size > _LARGEST_ROW_GROUP for n in range(meta.num_row_groups)):
            raise Unreadable(
                "A row group of the file unpacks to more than can be read. Write it with smaller row groups."
            )
    return ParquetFile(path, header, max(meta.num_rows, 1))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path, buffer_size=64 * 1024) as file:
            yield file
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise Unreadable("The file is not a Parquet file that can be read.") from error

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""JSON lines: an object on each line, whose names are the columns."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from caseworker.interchange.problems import Unreadable
from caseworker.interchange.tables import (
    MOST_COLUMNS,
    Batches,
    Numbered,
    check_columns,
    check_file,
    check_rows,
    in_batches,
    record_of,
)

_LONGEST_LINE = 1024**2


@dataclass(frozen=True)
class JsonLines:
    """A file of JSON lines in UTF-8; `size` is in bytes, and the header has every name of any line."""

    path: Path
    header: tuple[str, ...]
    size: int
    decimal_comma: bool = False

    def batches(self, size: int) -> Batches:
        """As `TableFile.batches`; rows are lines."""
        read = 0

        def records() -> Iterator[Numbered]:
            nonlocal read
            for line, position, said in _lines(self.path):
                read = position
                if any(value is not None for value in said.values()):
                    yield line, record_of(map(said.get, self.header))

        yield from in_batches(records(), size, lambda: read)


def open_json_lines(path: Path) -> JsonLines:
    """The file, read through once for its names; raises Unreadable, or OSError where it cannot be opened."""
    check_file(path)
    names: dict[str, None] = {}
    for line, _read, said in _lines(path):
        check_rows(line)
        names.update(dict.fromkeys(said))
        if len(names) > MOST_COLUMNS:
            break
    check_columns(tuple(names))
    return JsonLines(path, tuple(names), path.stat().st_size)


def _lines(path: Path) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """(line, bytes read so far, what it says) of each line that is not blank."""
    read = 0
    with path.open("rb") as file:
        for number, raw in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), start=1):
            read += len(raw)
            if len(raw) == _LONGEST_LINE:
                raise Unreadable("Line %(line)s is longer than any row of decisions.", line=number)
            if raw.strip():
                yield number, read, _object(number, raw)


def _object(line: int, raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(
            raw.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once
        )
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8. Save it as UTF-8 and import it again.") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("Line %(line)s is not a JSON object.", line=line) from error
    if not isinstance(said, dict):
        raise Unreadable("Line %(line)s is not a JSON object.", line=line)
    return said


def _no_number(_text: str) -> float:
    raise ValueError


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; one that says a name twice says two things, and none of them is taken."""
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError
    return said

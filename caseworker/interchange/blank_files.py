# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Files to fill in: the decision columns, and in a workbook the system's own options and codes beside them."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseworker.interchange.columns import Column
from caseworker.interchange.formulas import defused
from caseworker.vocabulary.closed_lists import Certainty, Response, ResultKind

# A file to fill in is one system's; the others are what an export says in place of what it leaves out.
_NOT_FILLED_IN = frozenset(
    (
        Column.SYSTEM,
        Column.SOURCE,
        Column.REASON_GIVEN,
        Column.REASON_REPEAT,
        Column.TIME_BUCKET,
        Column.REVISION,
        Column.CLUSTER,
    )
)
_FILLED_IN = tuple(column for column in Column if column not in _NOT_FILLED_IN)
_TIMES = (Column.ISSUED_AT, Column.SHOWN_AT, Column.DECIDED_AT)
_NUMBERS = (Column.CONFIDENCE,)
_CHECKED_ROWS = 5000
_WORDS = ("yes", "no")


@dataclass(frozen=True)
class Codes:
    """What may be filled in, as (code, what it means); a system of numbers takes any number beside its options."""

    options: Sequence[tuple[str, str]]
    versions: Sequence[tuple[str, str]]
    teams: Sequence[tuple[str, str]]
    reasons: Sequence[tuple[str, str]]
    takes_numbers: bool = False


def blank_csv() -> bytes:
    """The header line, as Danish Excel opens it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow(map(defused, _FILLED_IN))
    return text.getvalue().encode("utf-8-sig")


def blank_xlsx(codes: Codes, meanings: Mapping[str, str], names: tuple[str, str]) -> bytes:
    """A workbook of two sheets, called `names`: one to fill in, one with what its columns mean and their codes."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bottom": 1})
    text, time = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    filled, listed = (book.add_worksheet(name) for name in names)
    filled.freeze_panes(1, 0)
    for place, column in enumerate(_FILLED_IN):
        form = time if column in _TIMES else None if column in _NUMBERS or _is_number(column, codes) else text
        filled.set_column(place, place, 40 if column is Column.REASON else 18, form)
        filled.write_string(0, place, column, head)
        filled.write_comment(0, place, meanings[column])
    lists = _lists(codes)
    place = _write_meanings(listed, head, meanings)
    for columns, entries in lists:
        listed.set_column(place, place + 1, 22)
        listed.write_string(0, place, ", ".join(columns), head)
        for row, (code, meaning) in enumerate(entries, start=1):
            listed.write_string(row, place, code)
            listed.write_string(row, place + 1, meaning)
        if entries:
            _offer(filled, names[1], place, columns, len(entries), codes)
        place += 3
    book.close()
    return content.getvalue()


def _is_number(column: Column, codes: Codes) -> bool:
    answers = (Column.RECOMMENDED, Column.OWN_JUDGEMENT, Column.DECIDED, Column.RIGHT_OPTION)
    return codes.takes_numbers and column in answers


def _lists(codes: Codes) -> list[tuple[tuple[Column, ...], Sequence[tuple[str, str]]]]:
    return [
        ((Column.RECOMMENDED, Column.OWN_JUDGEMENT, Column.DECIDED, Column.RIGHT_OPTION), codes.options),
        ((Column.MODEL_VERSION,), codes.versions),
        ((Column.TEAM,), codes.teams),
        ((Column.REASON_CODE,), codes.reasons),
        ((Column.SHOWN, Column.CITIZEN_INFORMED, Column.CITIZEN_HEARD), [(word, "") for word in _WORDS]),
        ((Column.RESPONSE, Column.SEEN_AS), [(response.value, "") for response in Response]),
        ((Column.CERTAINTY,), [(certainty.value, "") for certainty in Certainty]),
        ((Column.RESULT,), [(kind.value, "") for kind in ResultKind]),
    ]


def _write_meanings(sheet: Any, head: Any, meanings: Mapping[str, str]) -> int:
    """The place of the next free column."""
    for row, column in enumerate(_FILLED_IN):
        sheet.write_string(row, 0, column, head)
        sheet.write_string(row, 1, meanings[column])
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 60)
    return 3


def _offer(sheet: Any, listed: str, place: int, columns: Sequence[Column], count: int, codes: Codes) -> None:
    """Nothing; the cells of the columns offer the codes, and take others with a warning: a file may name new ones."""
    from xlsxwriter.utility import xl_range_abs

    source = f"='{listed}'!{xl_range_abs(1, place, count, place)}"
    kind = "information" if codes.takes_numbers else "warning"
    for column in columns:
        at = _FILLED_IN.index(column)
        rule = {"validate": "list", "source": source, "error_type": kind}
        sheet.data_validation(1, at, _CHECKED_ROWS, at, rule)

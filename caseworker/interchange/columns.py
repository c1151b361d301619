# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The decision columns, and where a file has them."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caseworker.cleaning import clean_text
from caseworker.interchange.problems import WrongUse
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Refused


class Column(StrEnum):
    """The columns of import, export and notebook frames, besides any number of group_NAME."""

    CASE_REFERENCE = "case_reference"
    MODEL_VERSION = "model_version"
    RECOMMENDED = "recommended"
    SYSTEM = "system"
    RECOMMENDATION_ID = "recommendation_id"
    TEAM = "team"
    CASEWORKER = "caseworker"
    ISSUED_AT = "issued_at"
    SHOWN_AT = "shown_at"
    SHOWN = "shown"
    CONFIDENCE = "confidence"
    OWN_JUDGEMENT = "own_judgement"
    DECIDED = "decided"
    DECIDED_AT = "decided_at"
    RESPONSE = "response"
    REASON_CODE = "reason_code"
    REASON = "reason"
    CITIZEN_INFORMED = "citizen_informed"
    CITIZEN_HEARD = "citizen_heard"
    CERTAINTY = "certainty"
    SEEN_AS = "seen_as"
    SOURCE = "source"
    RESULT = "result"
    RIGHT_OPTION = "right_option"
    REASON_GIVEN = "reason_given"
    REASON_REPEAT = "reason_repeat"
    TIME_BUCKET = "time_bucket"
    REVISION = "revision"
    CLUSTER = "cluster"


REQUIRED = (Column.CASE_REFERENCE, Column.MODEL_VERSION, Column.RECOMMENDED)

# These say something about a decision and mean nothing where there is none.
OF_A_DECISION = (
    Column.DECIDED_AT,
    Column.REASON_CODE,
    Column.REASON,
    Column.CITIZEN_INFORMED,
    Column.CITIZEN_HEARD,
    Column.CERTAINTY,
    Column.SEEN_AS,
    Column.RESULT,
    Column.RIGHT_OPTION,
    Column.REASON_GIVEN,
    Column.REASON_REPEAT,
    Column.TIME_BUCKET,
)

OPTION_COLUMNS = (Column.RECOMMENDED, Column.OWN_JUDGEMENT, Column.DECIDED, Column.RIGHT_OPTION)

GROUP = "group_"
_GROUP_COLUMN = re.compile(rf"{GROUP}\w{{1,{limits.CODE_MAX}}}")

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """Which column stands where in a file, and what stands in for its empty cells."""

    places: tuple[tuple[str, int], ...]
    width: int
    defaults: Cells

    def name_at(self, place: int) -> str:
        """The decision column at that place; empty where the file has none there."""
        return {at: name for name, at in self.places}.get(place, "")

    def cells(self, record: Sequence[str]) -> dict[str, str]:
        """The filled cells of a record by column, in NFC and without surrounding blanks, defaults included.

        A default about a decision fills only rows with a decision. Raises Refused for a record of another width.
        """
        if len(record) != self.width:
            raise Refused("The row has %(found)s cells and the header %(width)s.", found=len(record), width=self.width)
        cells = {name: text for name, place in self.places if (text := record[place].strip())}
        if not "".join(record).isascii():
            cells = {name: unicodedata.normalize("NFC", text) for name, text in cells.items()}
        for name, value in self.defaults.items():
            if name not in OF_A_DECISION:
                cells.setdefault(name, value)
        if self.defaults and is_decided(cells):
            for name, value in self.defaults.items():
                cells.setdefault(name, value)
        return cells


def is_decided(cells: Cells) -> bool:
    """Whether the row holds a decision: an option, a response, or an own judgement that was all there was."""
    if Column.DECIDED in cells or Column.RESPONSE in cells:
        return True
    return Column.OWN_JUDGEMENT in cells and is_yes(cells.get(Column.SHOWN, "yes")) is False


_YES = frozenset(("yes", "ja", "true", "sand", "1"))
_NO = frozenset(("no", "nej", "false", "falsk", "0"))


def is_yes(text: str) -> bool | None:
    """Whether the text says yes in English, Danish or a spreadsheet's words; None where it is neither yes nor no."""
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


def lay_out(
    header: Sequence[str], maps: Mapping[str, str], defaults: Mapping[str, str], ignored: Collection[str] = ()
) -> Layout:
    """The layout of a file with this header: `maps` has their name of our columns, `ignored` theirs that are not ours.

    Raises WrongUse, which names the columns, for a header that cannot be read without guessing; a first row that names
    none of them may be the first of the decisions, and is not repeated.
    """
    for name in (*maps, *defaults):
        _check_known(name)
    names = [name.strip() for name in header]
    ours = {theirs: name for name, theirs in maps.items()}
    taken = [(place, ours.get(name, name)) for place, name in enumerate(names) if name not in ignored]
    columns = [name for _place, name in taken]
    if not any(map(is_column, columns)):
        raise WrongUse(
            "The first row is not a header: it names none of the decision columns. Put the names of the columns "
            "there, or say what they are called with --map COLUMN=THEIRS."
        )
    _check_header(names, [*maps.values(), *ignored])
    _check_columns(columns, defaults)
    return Layout(tuple((name, place) for place, name in taken), len(names), dict(defaults))


def is_column(name: str) -> bool:
    """Whether this is one of the decision columns, groups included."""
    return name in list(Column) or _GROUP_COLUMN.fullmatch(name) is not None


def _check_known(name: str) -> None:
    if not is_column(name):
        raise WrongUse("“%(name)s” is not a decision column; they are: %(known)s.", name=name, known=_listed(Column))


def _check_header(names: Sequence[str], theirs: Sequence[str]) -> None:
    absent = [name for name in theirs if name not in names]
    if absent:
        raise WrongUse("The file has no column %(names)s.", names=_listed(absent))
    if len(set(theirs)) < len(theirs):
        raise WrongUse("One column of the file is asked to be two things.")
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise WrongUse("The file has two columns named %(names)s.", names=_listed(twice))


def _check_columns(columns: Sequence[str], defaults: Mapping[str, str]) -> None:
    unknown = [name for name in columns if not is_column(name)]
    if unknown:
        raise WrongUse(
            "Unknown columns: %(names)s. Name them with --map COLUMN=THEIRS, or pass them over with --ignore THEIRS.",
            names=_listed(unknown),
        )
    if len(set(columns)) < len(columns):
        twice = sorted({name for name in columns if columns.count(name) > 1})
        raise WrongUse("Two columns of the file would be %(names)s.", names=_listed(twice))
    missing = [name for name in REQUIRED if name not in columns and name not in defaults]
    if missing:
        raise WrongUse(
            "The file lacks %(names)s. Say which column it is with --map COLUMN=THEIRS or give --default COLUMN=VALUE.",
            names=_listed(missing),
        )
    for name in columns:
        _check_name(name)


def _check_name(name: str) -> None:
    try:
        clean_text(name, name, limits.NAME_MAX)
    except Refused as error:
        raise WrongUse("The name of a group column cannot be stored: it looks like a CPR number.") from error


def _listed(names: Sequence[str] | type[Column]) -> str:
    return ", ".join(f"“{name}”" for name in names)

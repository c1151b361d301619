# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Numbers, labels and sentences in Danish and English, as people read them."""

import string
from collections.abc import Mapping
from datetime import date
from typing import Any

from reports.periods import is_four_weeks, parse_week, week_label, weeks_of
from reports.wording.sentences import SENTENCES as FIRST_SENTENCES
from reports.wording.sentences_beside import BESIDE_SENTENCES
from reports.wording.sentences_charts import CHART_SENTENCES
from reports.wording.sentences_documents import DOCUMENT_SENTENCES
from reports.wording.sentences_follow_ups import FOLLOW_UP_SENTENCES
from reports.wording.sentences_groups import GROUP_SENTENCES
from reports.wording.sentences_joint import JOINT_SENTENCES
from reports.wording.sentences_method import METHOD_SENTENCES
from reports.wording.sentences_oversight import OVERSIGHT_SENTENCES
from reports.wording.sentences_reasons import REASON_SENTENCES
from reports.wording.sentences_trends import MORE_SENTENCES
from reports.wording.sentences_weeks import WEEK_SENTENCES

SENTENCES = (
    FIRST_SENTENCES
    | WEEK_SENTENCES
    | MORE_SENTENCES
    | GROUP_SENTENCES
    | METHOD_SENTENCES
    | OVERSIGHT_SENTENCES
    | REASON_SENTENCES
    | CHART_SENTENCES
    | DOCUMENT_SENTENCES
    | FOLLOW_UP_SENTENCES
    | JOINT_SENTENCES
    | BESIDE_SENTENCES
)

LANGUAGES = ("da", "en")
HARD_SPACE = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"

Names = Mapping[str, Mapping[str, str]]


def opening(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


class _Counting(string.Formatter):
    """Fills in values; of ``{nobs:# case|# cases}`` the part for one or for another number, with the number for #."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, separator, many = format_spec.partition("|")
        if not separator:
            return super().format_field(value, format_spec)
        return (one if str(value) == "1" else many).replace("#", str(value))


_counting = _Counting()


class Words:
    """Everything said in one language, with the display names of systems, teams, options and codes.

    `names` maps a kind (``system``, ``team``, ``recommended``, ``reason_code``, ``owner``, ``group``) to
    names by code; what has no name shows its code.
    """

    def __init__(self, language: str = "da", names: Names | None = None) -> None:
        """Raises ValueError for a language without sentences."""
        if language not in LANGUAGES:
            raise ValueError(f"no sentences in {language}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._place = LANGUAGES.index(language)
        self._names = names or {}
        self._percent_sign = f"{HARD_SPACE}%" if language == "da" else "%"

    def say(self, key: str, **values: Any) -> str:
        """The sentence with its values filled in, counted nouns as one or many. Raises KeyError for an unknown one."""
        return _counting.format(SENTENCES[key][self._place], **values)

    def name(self, kind: str, code: object) -> str:
        """The display name of a code, else the code itself; ``unknown`` and ``missing`` in words."""
        text = str(code)
        if text in ("unknown", "missing", "overall", "number"):
            return self.say(text)
        return self._names.get(kind, {}).get(text, text)

    def group(self, dimension: str) -> str:
        """The display name of a citizen group; its own name without prefix and underscores if it has none."""
        code = dimension.removeprefix("group_")
        return self._names.get("group", {}).get(code, code.replace("_", " "))

    def percent(self, share: float) -> str:
        """A share as ``12,5 %``."""
        return self._decimal(100 * share) + self._percent_sign

    def span(self, low: float, high: float) -> str:
        """An interval of shares as ``8,1–14,2 %``."""
        return f"{self._decimal(100 * low)}{DASH}{self._decimal(100 * high)}{self._percent_sign}"

    def points(self, difference: float) -> str:
        """A difference of shares in percentage points, with its sign."""
        rounded = round(100 * difference, 1)
        sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
        return sign + self._decimal(abs(rounded))

    def whole(self, number: float) -> str:
        """A count as ``16.872``."""
        text = f"{round(number):,}"
        return text.replace(",", ".") if self.language == "da" else text

    def decimal(self, number: float, digits: int = 3) -> str:
        """A number with a fixed count of decimals."""
        return self._decimal(number, digits)

    def day(self, day: date) -> str:
        """A date as ``23.11.2026``."""
        return f"{day.day}.{day.month}.{day.year}" if self.language == "da" else day.isoformat()

    def week(self, label: str) -> str:
        """``2026-W48`` as ``uge 48``, ``2026-P11`` as ``uge 41–44``."""
        if is_four_weeks(label):
            return self.weeks(*(week_label(week) for week in weeks_of(label)))
        return self.say("week", number=parse_week(label).isocalendar().week)

    def weeks(self, first: str, last: str) -> str:
        """``2026-W45`` to ``2026-W48`` as ``uge 45–48``."""
        numbers = DASH.join(str(parse_week(label).isocalendar().week) for label in (first, last))
        return self.say("weeks", numbers=numbers)

    def quarter(self, label: str) -> str:
        """``2026-Q4`` as ``4. kvartal 2026``; any other label by its name."""
        year, separator, number = label.partition("-Q")
        return self.say("quarter", number=number, year=year) if separator else self.name("quarter", label)

    def listed(self, parts: list[str]) -> str:
        """``a, b og c``."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.say('and')} {parts[-1]}"

    def _decimal(self, number: float, digits: int = 1) -> str:
        text = f"{number:.{digits}f}"
        text = text.removeprefix("-") if float(text) == 0 else text.replace("-", MINUS)
        return text.replace(".", ",") if self.language == "da" else text

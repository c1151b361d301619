# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The families of figures in a board's reports: which records each count is a count of."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from tests.reports.disclosure.every_log import OWNERS
from tests.reports.disclosure.every_report import Family, Kind, Weight

WHOLE = ("responses", "by_system", "by_quarter")
PLACED = (*WHOLE, "by_group_place")
RESPONSES = {"accept": "accepted", "override": "overridden"}
Row = Mapping[Any, Any]


def every(_kind: Kind) -> float:
    return 1.0


def of(*names: str) -> Weight:
    """Counts the kinds whose first part is one of the names."""
    return lambda kind: float(kind[0] in names)


def _state(row: Row) -> Kind:
    if row["source"] == "manual":
        return ("manual",)
    if row["state"] in OUTSIDE:
        return (str(row["state"]),)
    if not row["shown"]:
        return ("not_shown",)
    return ("answered",) if isinstance(row["response"], str) else ("not_answered",)


OUTSIDE = ("erased", "withdrawn", "closed", "withheld")
CAUSES = ("manual", *OUTSIDE, "not_shown", "not_answered")
OPEN = ("not_shown", "not_answered")
LEFT_OUT = Family(
    kinds=tuple((name,) for name in ("answered", *CAUSES)),
    kind_of=lambda facts: [_state(row) for row in facts.to_dict("records")],
    counts=(
        {(table, "override_rate", ""): (None, of("answered")) for table in PLACED}
        | {(table, "coverage", ""): (of("answered"), of("answered", *OPEN)) for table in PLACED}
        | {("responses", "seen_unanswered", ""): (of("not_answered"), of("answered", "not_answered"))}
        | {("excluded", cause, ""): (of(cause), None) for cause in CAUSES}
    ),
    protects=(of("answered"), of(*OPEN), *(of(cause) for cause in CAUSES)),
)


def _answered(facts: pd.DataFrame) -> "pd.Series[bool]":
    return facts["response"].notna() & facts["shown"] & (facts["state"] == "answered") & (facts["source"] != "manual")


def kinds_of(facts: pd.DataFrame, kind_of: Callable[[Row], Kind]) -> list[Kind | None]:
    """The kind of each answered row, None of the others."""
    rows = facts.astype(object).where(facts.notna(), None).to_dict("records")
    return [kind_of(row) if own else None for row, own in zip(rows, _answered(facts), strict=True)]


DIRECTIONS = {1: "more", -1: "less", 0: "same", None: "unranked"}


def _way(*names: str) -> Weight:
    return lambda kind: float(kind[1] in names)


DIRECTION = Family(
    kinds=(
        *(("accepted", name) for name in ("same", "unranked")),
        *(("overridden", name) for name in ("more", "less", "same", "unranked")),
    ),
    kind_of=lambda facts: kinds_of(facts, lambda row: (row["response"], DIRECTIONS[row["direction"]])),
    counts=(
        {(table, f"{name}_rate", ""): (of(word), every) for table in PLACED for name, word in RESPONSES.items()}
        | {("direction", name, ""): (_way(name), _way("more", "less", "same")) for name in ("more", "less", "same")}
        | {("direction", "asymmetry", ""): (_way("more"), _way("more", "less"))}
        | {("differences", "direction_difference", ""): (None, _way("more", "less"))}
        | {("differences", name, ""): (None, every) for name in ("difference", "odds_ratio_adjusted")}
    ),
    protects=(every, _way("more", "less", "same")),
)

CODES = {"accepted": ("A1", "A5", None), "overridden": ("D1", "D2", "F1", "X5", None)}
MEASURES = {"share_of_accepted": "accepted", "share_of_departed": "overridden"}
CODED = tuple((measure, word, code) for measure, word in MEASURES.items() for code in CODES[word])
OWNED = {owner: tuple(code for code, own in OWNERS.items() if own == owner) for owner in set(OWNERS.values())}


def _coded(word: str, codes: tuple[str | None, ...]) -> Weight:
    return lambda kind: float(kind[0] == word and kind[1] in codes)


def _given(kind: Kind) -> float:
    return float(kind[4])


def _repeatable(kind: Kind) -> float:
    return float(kind[4] and kind[1] != "A1")


def _timed(word: str, *buckets: str) -> Weight:
    return lambda kind: float(kind[0] == word and kind[2] in buckets and not kind[3] and kind[1] != "A1")


SIGNS: dict[str, tuple[Weight, Weight]] = {
    **{
        f"quick_{name}": (_timed(word, "lt10s"), _timed(word, "lt10s", "gt2min"))
        for name, word in (("followed", "accepted"), ("overridden", "overridden"))
    },
    "reason_repeat": (lambda kind: _repeatable(kind) * kind[5], _repeatable),
    "catch_all_codes": (_coded("overridden", ("F1",)), of("overridden")),
    "doubt_followed": (_coded("accepted", ("A5",)), of("accepted")),
    "doubt_departed": (_coded("overridden", ("X5",)), of("overridden")),
}
REASONS = Family(
    kinds=tuple(
        (word, code, *rest)
        for word, codes in CODES.items()
        for code in codes
        for rest in itertools.product(("lt10s", "gt2min", "unknown"), (True, False), (True, False), (True, False))
    ),
    kind_of=lambda facts: kinds_of(
        facts,
        lambda row: (
            *(row["response"], row["reason_code"], row["time_bucket"], row["own_judgement"] is not None),
            *(bool(row["reason_given"]), bool(row["reason_repeat"])),
        ),
    ),
    counts=(
        {(table, f"{name}_rate", ""): (of(word), every) for table in WHOLE for name, word in RESPONSES.items()}
        | {("reasons", measure, code or "missing"): (_coded(word, (code,)), of(word)) for measure, word, code in CODED}
        | {
            ("reasons", measure, owner): (_coded(word, codes), of(word))
            for measure, word in MEASURES.items()
            for owner, codes in OWNED.items()
        }
        | {("reasons", "reason_given", ""): (_given, every)}
        | {("reliance", "initial_disagreement", ""): (None, lambda kind: float(kind[3]))}
        | {("oversight", name, ""): counted for name, counted in SIGNS.items()}
    ),
    protects=(*(_coded(word, (code,)) for _, word, code in CODED), *(among for _, among in SIGNS.values())),
    by_place=False,
)

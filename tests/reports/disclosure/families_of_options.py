# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The figures on reliance, on who was right and on what was overturned: which records each is a count of."""

import itertools
from collections.abc import Callable
from typing import NamedTuple

from tests.reports.disclosure.every_report import Family, Kind, Weight
from tests.reports.disclosure.families import WHOLE, Row, kinds_of


class Options(NamedTuple):
    """What a decision is like: recommended 0, and the other options the same number where they are the same one.

    None is unknown; `result` is upheld, changed (also annulled), remitted or None.
    """

    recommended: int
    own: int | None
    right: int | None
    decided: int
    result: str | None


def _alike(row: Row) -> Options:
    """The options by the order in which they first come up; what is right counts where no result says it."""
    seen: dict[str, int] = {}
    known = row["right_option"] if row["result"] is None else None
    options = (row["recommended"], row["own_judgement"], known, row["decided"])
    numbers = [None if option is None else seen.setdefault(option, len(seen)) for option in options]
    return Options(numbers[0] or 0, numbers[1], numbers[2], numbers[3] or 0, row["result"])


def _all_options() -> tuple[Options, ...]:
    """Every way in which four options can be the same, with own judgement and the right one unknown or known."""
    words = ("recommended", "own_judgement", "right_option", "decided", "result")
    every_row = itertools.product(
        "abcd", (*"abcd", None), (*"abcd", None), "abcd", (None, "upheld", "changed", "remitted")
    )
    return tuple(dict.fromkeys(_alike(dict(zip(words, row, strict=True))) for row in every_row))


def _both(first: Callable[[Options], bool], second: Callable[[Options], bool]) -> tuple[Weight, Weight]:
    """Weights of those of the `second` for which the first holds, and of the second."""
    return lambda kind: float(first(Options(*kind)) and second(Options(*kind))), lambda kind: float(
        second(Options(*kind))
    )


def _followed(one: Options) -> bool:
    return one.decided == one.recommended


def _departed(one: Options) -> bool:
    return not _followed(one)


def _asked(one: Options) -> bool:
    return one.own is not None


def _known(one: Options) -> bool:
    return one.right is not None


def _disagreed(one: Options) -> bool:
    return _asked(one) and one.own != one.recommended


def _wrong_less_departed(kind: Kind) -> float:
    one = Options(*kind)
    return float(_known(one)) * (float(one.right != one.recommended) - float(_departed(one)))


def _correct(one: Options) -> bool:
    return one.decided == one.right


def _good_advice(one: Options) -> bool:
    return _known(one) and one.right == one.recommended


def _bad_advice(one: Options) -> bool:
    return _known(one) and one.right != one.recommended


RELIANCE = {
    "initial_disagreement": _both(_disagreed, _asked),
    "switch_fraction": _both(_followed, _disagreed),
    "switched_away": _both(_departed, lambda one: _asked(one) and one.own == one.recommended),
    "rair": _both(_followed, lambda one: _disagreed(one) and _good_advice(one)),
    "rsr": _both(lambda one: one.decided == one.own, lambda one: one.own == one.right and _bad_advice(one)),
    "over_reliance": _both(_followed, lambda one: not _asked(one) and _bad_advice(one)),
    "under_reliance": _both(_departed, lambda one: not _asked(one) and _good_advice(one)),
}
RIGHT = {
    "right_when_accepted": _both(_correct, lambda one: _followed(one) and _known(one)),
    "right_when_overridden": _both(_correct, lambda one: _departed(one) and _known(one)),
    "override_deficit": (_wrong_less_departed, _both(_known, _known)[1]),
}
LATER = {
    (f"{name}_per_{among}", word): _both(
        lambda one, results=results: one.result in results,  # type: ignore[misc]
        lambda one, side=side, settled=among == "settled": side(one) and (not settled or one.result is not None),  # type: ignore[misc]
    )
    for name, among, results in (
        ("overturned", "decision", ("changed", "remitted")),
        ("overturned", "settled", ("changed", "remitted")),
        ("remitted", "decision", ("remitted",)),
    )
    for word, side in (("accepted", _followed), ("overridden", _departed))
}
RESULTS = Family(
    kinds=_all_options(),
    kind_of=lambda facts: kinds_of(facts, _alike),
    counts=(
        {
            (table, f"{name}_rate", ""): _both(side, lambda _one: True)
            for table in WHOLE
            for name, side in (("accept", _followed), ("override", _departed))
        }
        | {("reliance", name, ""): counted for name, counted in RELIANCE.items()}
        | {("results", name, ""): counted for name, counted in RIGHT.items()}
        | {("results", *name): counted for name, counted in LATER.items()}
    ),
    protects=tuple(among for _, among in (*RELIANCE.values(), *RIGHT.values(), *LATER.values())),
    by_place=False,
)

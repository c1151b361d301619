# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One spelling per label: 0, 0.0 and "0" are the same, missing is unknown, the text "None" is a value."""

import re
from decimal import Decimal
from functools import lru_cache
from math import inf, isnan
from typing import Any

import numpy as np
import pandas as pd

UNKNOWN = "unknown"
_WHOLE_NUMBER = re.compile(r"(-?\d+)\.0+")
_DECIMAL = re.compile(r"-?\d+(?:[.,]\d+)?")
_FIRST_NUMBER = re.compile(r"\d+")


def one_label(value: object) -> str | None:
    """The label of a value: text without outer blanks, whole numbers without decimals; None if missing."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and isnan(value)):
        return None
    text = str(value).strip()
    whole = _WHOLE_NUMBER.fullmatch(text)
    return (whole[1] if whole else text) or None


def one_version(value: object) -> str | None:
    """The label of a version: as it is written, because 1.0 and 1 may be two versions; None if missing."""
    if isinstance(value, float) and not isnan(value):
        return repr(value)
    return None if one_label(value) is None else str(value).strip()


def as_labels(
    values: "pd.Series[Any]", *, missing: str | None, version: bool = False, closed: bool = False
) -> "pd.Series[Any]":
    """The values as a category of labels in sorted order, missing ones as `missing` (None: left missing).

    Words of a `closed` list may be written with capitals.
    """
    spelled = one_version if version else one_label
    codes, raw = pd.factorize(values, use_na_sentinel=True)
    labels = [spelled(value) for value in raw]
    if closed:
        labels = [label and label.casefold() for label in labels]
    labels.append(None)  # the sentinel -1 points at the last
    spellings = pd.Series([missing if label is None else label for label in labels], dtype=object)
    known = sorted({label for label in spellings if label is not None})
    lookup = pd.Categorical(spellings, categories=known)
    return pd.Series(
        pd.Categorical.from_codes(lookup.codes[codes], dtype=lookup.dtype),
        index=values.index,
        name=values.name,
    )


def by_first_number(values: "pd.Series[Any]") -> "pd.Series[Any]":
    """The category with its labels in the order of their first number (0-2, 3-5, 13-17), the others last."""
    return values.cat.set_categories(sorted(values.cat.categories, key=_place))


def _place(label: str) -> tuple[float, bool, str]:
    """First number, then words before it (under 18) ahead of a bare one (18-64), then the text."""
    number = _FIRST_NUMBER.search(label)
    return (float(number[0]) if number else inf, bool(number) and label[0].isdigit(), label)


def same(left: "pd.Series[Any]", right: "pd.Series[Any]") -> "pd.Series[bool]":
    """Where two label columns hold the same label, or the same number; a missing one is the same as nothing."""
    names = {label: _as_number(label) for side in (left, right) for label in side.cat.categories}
    codes = {name: code for code, name in enumerate(dict.fromkeys(names.values()))}
    ours, theirs = (
        np.array([*(codes[names[label]] for label in side.cat.categories), -1])[side.cat.codes]
        for side in (left, right)
    )
    return pd.Series((ours == theirs) & (ours >= 0), index=left.index)


@lru_cache(maxsize=4096)
def _as_number(label: str) -> str:
    """One spelling for 1500.50, 1500.5 and 1500,5; other labels as they are."""
    if not _DECIMAL.fullmatch(label):
        return label
    return format(Decimal(label.replace(",", ".")).normalize(), "f")

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Columns of text into dates, truth values and numbers; what cannot be understood is named, never guessed."""

import re
from datetime import date
from typing import Any, TypeAlias

import pandas as pd

from reports.vocabulary import FactsError

Column: TypeAlias = "pd.Series[Any]"

_TRUE = frozenset({"1", "true", "yes", "ja", "sand"})
_FALSE = frozenset({"0", "false", "no", "nej", "falsk"})
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_OFFSET = r"(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$"


def local_dates(values: Column, zone: str) -> Column:
    """The local date of each value, as midnight without a zone; NaT where missing.

    Takes dates, times with an offset (turned into the zone) and local times. Raises FactsError.
    """
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return values.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize().astype("datetime64[s]")
    if pd.api.types.is_datetime64_dtype(values):
        return values.dt.normalize().astype("datetime64[s]")
    codes, raw = pd.factorize(values)
    texts = pd.Series([_date_text(value) for value in raw], dtype="str")
    days = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[s]")
    absolute = texts.str.contains(_OFFSET) & texts.str.contains(":")
    try:
        moments = pd.to_datetime(texts[absolute], format="ISO8601", utc=True)
        days[absolute] = moments.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
        days[~absolute] = pd.to_datetime(texts[~absolute], format="ISO8601").dt.normalize()
    except (TypeError, ValueError) as wrong:
        raise FactsError(f"column {values.name}: not a date or time in ISO 8601") from wrong
    with_missing = pd.concat([days, pd.Series([pd.NaT], dtype="datetime64[s]")], ignore_index=True)
    return pd.Series(with_missing.to_numpy()[codes], index=values.index)


def truth(values: Column, *, default: bool) -> "pd.Series[bool]":
    """Yes and no (also ja/nej, true/false, sand/falsk, 1/0) as truth values, missing as `default`.

    Raises FactsError.
    """
    if pd.api.types.is_bool_dtype(values) and not values.isna().any():
        return values.astype(bool)
    codes, raw = pd.factorize(values)
    words = [str(value).strip().casefold().removesuffix(".0") for value in raw]
    if any(word and word not in _TRUE | _FALSE for word in words):
        raise FactsError(f"column {values.name}: answers must be yes or no")
    meaning = pd.Series([word in _TRUE if word else default for word in words] + [default], dtype=bool)
    return meaning.iloc[codes].set_axis(values.index)


def numbers(values: Column) -> Column:
    """The values as floats, missing as NaN; a text may have a decimal comma. Raises FactsError."""
    written = pd.api.types.is_object_dtype(values) or pd.api.types.is_string_dtype(values)
    try:
        return pd.to_numeric(_with_points(values) if written else values).astype(float)
    except (TypeError, ValueError) as wrong:
        raise FactsError(f"column {values.name}: not a number") from wrong


def _with_points(values: Column) -> Column:
    """Texts with a decimal point for a decimal comma, empty ones missing."""
    codes, raw = pd.factorize(values)
    plain = [_with_point(one.strip()) if isinstance(one, str) else one for one in raw]
    return pd.Series([*plain, None], dtype=object).iloc[codes].set_axis(values.index)


def _with_point(text: str) -> str | None:
    return (text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text) or None


def _date_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value).strip().replace(" ", "T", 1)

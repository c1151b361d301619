# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The data basis of a recommendation, as a page shows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class DataSource:
    """A source with how fresh it was: a date where the system gave one, else its own words."""

    name: str
    updated: date | str | None


@dataclass(frozen=True)
class Factor:
    """What counted, and how much, in the system's own words."""

    text: str
    weight: str | None


@dataclass(frozen=True)
class Basis:
    """What the recommendation was built on."""

    explanation: str
    sources: tuple[DataSource, ...]
    speaks_for: tuple[Factor, ...]
    speaks_against: tuple[Factor, ...]
    uncertain: tuple[Factor, ...]


def read_basis(stored: str | None, language: str) -> Basis:
    """The data basis in one language out of its stored JSON; empty where there is none or it was erased.

    Texts are strings or `{"da": …, "en": …}`; unknown keys are left out.
    """
    content: Any = json.loads(stored) if stored else {}
    factors = [(_text(item.get("direction"), language), item) for item in content.get("factors", [])]

    def pointing(*directions: str) -> tuple[Factor, ...]:
        found = (item for direction, item in factors if direction in directions)
        return tuple(Factor(_text(i.get("text"), language), i.get("weight")) for i in found)

    return Basis(
        explanation=_text(content.get("explanation"), language),
        sources=tuple(
            DataSource(_text(item.get("name"), language), _date(item.get("updated"), language))
            for item in content.get("sources", [])
        ),
        speaks_for=pointing("for"),
        speaks_against=pointing("against"),
        uncertain=pointing("uncertain"),
    )


def _text(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        value = value.get(language) or value.get("da") or ""
    return str(value or "")


def _date(value: Any, language: str) -> date | str | None:
    text = _text(value, language)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text or None

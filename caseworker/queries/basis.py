# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The data basis of a recommendation, as a page shows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DataSource:
    """A source, and in the system's own words how fresh it was."""

    name: str
    fresh: str


@dataclass(frozen=True)
class Factor:
    """What counted, in the system's own words, and how much: `large`, `medium`, `small` or empty."""

    text: str
    weight: str


@dataclass(frozen=True)
class Basis:
    """What the recommendation was built on."""

    figures: tuple[str, ...]
    sources: tuple[DataSource, ...]
    speaks_for: tuple[Factor, ...]
    speaks_against: tuple[Factor, ...]
    uncertain: tuple[Factor, ...]


def read_basis(stored: str | None, language: str) -> Basis:
    """The data basis in one language out of its stored JSON; empty where there is none or it was erased.

    A text stands as `name_da` and `name_en`, or as `name` alone: that of a source as `name` and `fresh`, of a factor
    as `text` beside `direction` (`for`, `against`, `uncertain`) and `weight`, of a figure as `text`. What the page
    does not know is left out.
    """
    content: Any = json.loads(stored) if stored else {}

    def pointing(direction: str) -> tuple[Factor, ...]:
        found = (item for item in _items(content, "factors") if item.get("direction") == direction)
        return tuple(Factor(_text(item, "text", language), str(item.get("weight") or "")) for item in found)

    return Basis(
        figures=tuple(_text(item, "text", language) for item in _items(content, "figures")),
        sources=tuple(
            DataSource(_text(item, "name", language), _text(item, "fresh", language))
            for item in _items(content, "sources")
        ),
        speaks_for=pointing("for"),
        speaks_against=pointing("against"),
        uncertain=pointing("uncertain"),
    )


def _items(content: Any, name: str) -> list[Mapping[str, Any]]:
    """The parts of a list that can be read; case systems send what they like."""
    found = content.get(name) if isinstance(content, Mapping) else None
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _text(item: Mapping[str, Any], name: str, language: str) -> str:
    candidates = (item.get(f"{name}_{language}"), item.get(name), item.get(f"{name}_da"))
    return next((str(text) for text in candidates if text), "")

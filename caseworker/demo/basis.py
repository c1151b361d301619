# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The data basis of a recommendation: sources with their freshness, factors with their direction, figures, groups."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from caseworker.demo.definitions import Definition

_DAYS_BACK = re.compile(r"\{(\d+)-(\d+)\}")
_ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def basis_of(
    definition: Definition,
    *,
    version: str,
    option: str,
    day: date,
    groups: Mapping[str, str],
    needed: Sequence[str],
    rng: Random,
) -> dict[str, object]:
    """The basis as the recommendation page reads it; the factors lean towards what was recommended."""
    basis: dict[str, object] = {
        "sources": [
            _source(raw, day, rng) for raw in definition.raw["sources"] if raw.get("version", version) == version
        ],
        "factors": [_factor(raw) for raw in _chosen(definition, option, groups, needed, rng)],
        "groups": dict(groups),
    }
    if option in definition.raw.get("figures", {}):
        basis["figures"] = _figures(definition.raw["figures"][option], rng)
    return basis


def _source(raw: Mapping[str, str], day: date, rng: Random) -> dict[str, str]:
    found = _DAYS_BACK.search(raw["fresh_da"])
    then = day - timedelta(days=rng.randint(int(found[1]), int(found[2])) if found else 0)
    english = f"{then.day} {_ENGLISH[then.month - 1]} {then.year}"
    return {
        "name_da": raw["name_da"],
        "name_en": raw["name_en"],
        "fresh_da": _DAYS_BACK.sub(f"{then:%d.%m.%Y}", raw["fresh_da"]),
        "fresh_en": _DAYS_BACK.sub(english, raw["fresh_en"]),
    }


def _factor(raw: Mapping[str, str]) -> dict[str, str]:
    return {name: raw[name] for name in ("text_da", "text_en", "direction", "weight")}


def _chosen(
    definition: Definition, option: str, groups: Mapping[str, str], needed: Sequence[str], rng: Random
) -> list[Mapping[str, Any]]:
    """Some factors for and against; more speak for an option further up the system's scale."""
    order = [each["code"] for each in definition.raw["options"] if each["recommended"]]
    height = order.index(option) / (len(order) - 1)
    counts = {
        "for": 1 + (rng.random() < 0.3 + 0.6 * height) + (rng.random() < 0.7 * height),
        "against": int(rng.random() < 1 - 0.6 * height) + (rng.random() < 0.5 - 0.4 * height),
        "uncertain": int(rng.random() < 0.25),
    }
    possible = [raw for raw in definition.raw["factors"] if _may_stand(raw, option, groups)]
    rng.shuffle(possible)
    kept = []
    for raw in possible:
        if raw["key"] in needed or counts[raw["direction"]] > 0:
            counts[raw["direction"]] -= 1
            kept.append(raw)
    return sorted(kept, key=definition.raw["factors"].index)


def _may_stand(raw: Mapping[str, Any], option: str, groups: Mapping[str, str]) -> bool:
    fits = all(groups.get(name) == value for name, value in raw.get("groups", {}).items())
    return fits and option in raw.get("options", [option])


def _figures(raw: Mapping[str, Any], rng: Random) -> list[dict[str, str]]:
    risk = rng.randint(raw["low"], raw["high"])
    return [
        {"text_da": f"Risiko: {raw['word_da']} ({risk} %)", "text_en": f"Risk: {raw['word_en']} ({risk} %)"},
        {"text_da": raw["rule_da"], "text_en": raw["rule_en"]},
    ]

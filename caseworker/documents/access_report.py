# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Everything held about a case, for a citizen's request: as a sheet to read, and as data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from caseworker.documents.sheets import Section, Sheet
from caseworker.documents.wording import WORDS, Wording, wording
from caseworker.queries.basis import read_basis
from caseworker.queries.cases import Asked
from caseworker.queries.whole_case import HeldCase, HeldRecommendation, HeldRow

_OPTIONS = ("recommended", "option", "decided", "right_option")
# What only ties rows together, or is told in another place of the same section.
_UNSAID = frozenset(
    {"id", "recommendation_id", "decision_id", "decision_revision", "own_judgement_id", "system", "case_reference"}
    | {"reason_given", "reason_list", "attempt", "direction", "language"}
)


@dataclass(frozen=True)
class MadeBy:
    """Whose report it is, made on which day, and in which zone its times are told."""

    municipality: str
    today: date
    zone: ZoneInfo


def access_report(held: HeldCase, language: str, made: MadeBy) -> Sheet:
    """The report for somebody who reads it."""
    say = wording(language)
    return Sheet(
        language=language,
        title=say("access_report"),
        facts=(
            (say("case"), held.case_reference),
            (say("from"), made.municipality),
            (say("date"), say.day(made.today)),
        ),
        sections=tuple(_section(say, made, each, row) for each in held.recommendations for row in each.rows),
        closing=say("access_lead"),
    )


def access_data(held: HeldCase, made: MadeBy) -> str:
    """The report as JSON: per recommendation every row with the names that the tables give."""
    told = {
        "case_reference": held.case_reference,
        "municipality": made.municipality,
        "made_on": made.today.isoformat(),
        "recommendations": [
            {
                "waits": each.waits,
                "system": each.asked.system.code,
                "rows": [{"table": r.kind, "entry": r.entry, **r.values, "by": r.by} for r in each.rows],
            }
            for each in held.recommendations
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _section(say: Wording, made: MadeBy, held: HeldRecommendation, row: HeldRow) -> Section:
    heading = _known(say, f"table_{row.kind}", row.kind)
    facts = [(say("access_entry"), str(row.entry))]
    waits: tuple[str, ...] = ()
    if row.kind == "recommendations":
        heading = f"{heading}: {say.of(held.asked.system, 'name')}"
        waits = (say("access_waits"),) if held.waits else ()
    if row.by:
        facts.append((say("access_by"), _person(say, row.by)))
    elif row.kind == "access_records":
        facts.append((say("access_by"), say("access_server")))
    facts += _facts(say, made, held.asked, row)
    told = row.values.get("explanation")
    return Section(heading, (*waits, *(_explained(told) if told else ())), tuple(facts))


def _facts(say: Wording, made: MadeBy, asked: Asked, row: HeldRow) -> Iterator[tuple[str, str]]:
    for name, value in row.values.items():
        if name == "basis":
            yield from _basis(say, value)
        elif name not in _UNSAID and name != "explanation" and (name, value) != ("revision", 0):
            yield _known(say, f"column_{name}", name), _value(say, made, asked, name, value)


def _value(say: Wording, made: MadeBy, asked: Asked, name: str, value: Any) -> str:
    if name in _OPTIONS:
        option = asked.option(value)
        return say.of(option, "label") if option else str(value)
    if name == "reason_code":
        listed = next((reason for reason in asked.reasons if reason.code == value), None)
        return f"{value} {say.of(listed, 'label')}" if listed else str(value)
    if name.endswith("_on"):
        return say.day(date.fromisoformat(value))
    if name.endswith("_at"):
        return say.moment(datetime.fromisoformat(value).astimezone(made.zone))
    if name == "confidence":
        return say.confidence(Decimal(value))
    if isinstance(value, bool):
        return say("yes" if value else "no")
    return _known(say, f"value_{value}", _known(say, str(value), str(value)) if name == "response" else str(value))


def _basis(say: Wording, content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    basis = read_basis(json.dumps(content), say.language)
    for figure in basis.figures:
        yield say("access_figures"), figure
    for source in basis.sources:
        yield say("access_sources"), f"{source.name} ({source.fresh})" if source.fresh else source.name
    weighed = (
        ("factor_for", basis.speaks_for),
        ("factor_against", basis.speaks_against),
        ("factor_uncertain", basis.uncertain),
    )
    for name, factors in weighed:
        for factor in factors:
            yield say("factors"), say(name, text=factor.text)
    groups = content.get("groups")
    for group, value in groups.items() if isinstance(groups, dict) else ():
        yield say("access_groups", name=group), str(value)


def _explained(told: dict[str, Any]) -> tuple[str, ...]:
    """The paragraphs of a released explanation, one after another."""
    parts = told["sections"]
    return tuple(
        text
        for part in parts
        for text in (part["heading"], *part["paragraphs"], *(": ".join(pair) for pair in part["facts"]), *part["items"])
    )


def _person(say: Wording, by: dict[str, str]) -> str:
    role = say(f"value_role_{by['role']}")
    return f"{role}, {by['team']}" if "team" in by else role


def _known(say: Wording, name: str, otherwise: str) -> str:
    return say(name) if name in WORDS else otherwise

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A report of several municipalities, from their tallies alone: no record leaves its house."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from reports.disclosure import Edition, betraying, in_order, released_counts, suppress, tidy
from reports.facts.labels import UNKNOWN, by_first_number
from reports.joint.cells import (
    RESPONSES,
    added_up,
    hidden_together,
    measures_of,
    reason_counts,
    unanswered_of,
)
from reports.joint.files import GivenTally, Provenance
from reports.measures.direction import DIRECTIONS
from reports.periods import Period
from reports.report import Grid, LedgerState, Report, Section, table_of
from reports.sections.framing import method_data, method_section, period_text
from reports.tables.concealing import Concealing, without_causes
from reports.tallies import Tally, chosen
from reports.tallies.counting import ALL, OVERALL, UNDATED
from reports.tallies.over_quarters import WHOLE
from reports.trends.page import TrendsPage
from reports.vocabulary import FactsError
from reports.wording import Words, opening

T = TypeVar("T")


def joint(given: Sequence[GivenTally], *, edition: str = "board", language: str = "da") -> Report:
    """The joint report of tallies of different municipalities, in the edition `board`, `public` or `full`.

    Counts and rates are those that all their records together would give, and so are the intervals of one quarter,
    because nobody decides in two municipalities; those of several quarters are as `over_quarters` says. Raises
    FactsError where one is there twice: its caseworkers would count as others.
    """
    wanted = Edition(edition)
    if wanted is Edition.TEAM:
        raise ValueError("a joint report is for the board, the public or in full")
    _refuse_twice([one.provenance for one in given])
    sources = sorted((one.provenance for one in given), key=lambda one: one.municipality)
    names, tallies = _names(sources), [one.tally for one in given]
    words, whole = Words(language, names), added_up(tallies)
    systems = sorted(set(whole.rows["system"]) - {ALL})
    tables = _tables(whole, systems, wanted)
    if wanted is not Edition.FULL:
        tables = Concealing(hidden_together(tallies, wanted), None, systems).tables(tables)
    groups = [name.removeprefix("by_") for name in tables if name.startswith("by_group_")]
    left = released_counts(_left_out(whole), wanted)
    told = without_causes(left, set(left) if _hides_coverage(tables) else ())
    only = systems[0] if len(systems) == 1 else None
    page = TrendsPage(words, tables, ["team"], only, False, groups, {}, _agreed(one.scales for one in sources))
    period = Period(*_ends(sources))
    return Report(
        report="joint",
        title=words.say("joint_title"),
        subtitle=opening(f"{period_text(words, period)}, {words.say(f'edition_{wanted.value}')}"),
        language=language,
        period=period.as_data(),
        system=None,
        team=None,
        edition=wanted.value,
        ledger=LedgerState(),
        excluded=told,
        method=method_data(wanted) | {"tallies": [_told(one) for one in sources]},
        headline=tuple(page.headline()),
        tables=tuple(table_of(name, table) for name, table in tables.items()),
        sections=(
            *page.sections(told),
            _sources_section(words, sources),
            method_section(words, wanted, LedgerState(), _bounds(words, tallies), weeks="joint_weeks"),
        ),
        names=names,
    )


def _bounds(words: Words, tallies: Sequence[Tally]) -> list[str]:
    """That intervals over several quarters are bounded, where a municipality gave several."""
    several = any(one.rows["period"].nunique() > 1 for one in tallies)
    return [words.say("joint_quarters")] if several else []


def _refuse_twice(sources: Sequence[Provenance]) -> None:
    if not sources:
        raise FactsError("A joint report needs a tally.")
    seen: set[str] = set()
    for one in sources:
        name = one.municipality.strip().casefold()
        if name in seen:
            raise FactsError(f"{one.municipality} is there twice; make one tally of the whole period.")
        seen.add(name)
    _refuse_one_log_under_two_names(sources)


def _refuse_one_log_under_two_names(sources: Sequence[Provenance]) -> None:
    """The root of a log is like a fingerprint: no two municipalities have the same."""
    owner: dict[str, str] = {}
    for one in sources:
        other = owner.setdefault(one.root, one.municipality) if one.root and one.size else one.municipality
        if other != one.municipality:
            raise FactsError(f"{other} and {one.municipality} are tallies of the same log; leave one of them out.")


def _tables(whole: Tally, systems: Sequence[str], edition: Edition) -> dict[str, pd.DataFrame]:
    """The released tables by name, of the measures that add up."""
    several = len(systems) > 1
    total = chosen(whole, WHOLE)
    every = measures_of(total, (*RESPONSES, "seen_unanswered"))
    given = tidy(OVERALL, measures_of(total, ["reason_given"]), edition).assign(system=OVERALL)
    codes = suppress(reason_counts(whole.rows[whole.rows["kind"] == WHOLE]), edition, size="count")
    tables = {
        "responses": tidy(OVERALL, every, edition, also=betraying(unanswered_of(total), edition)),
        "reasons": in_order(pd.concat([codes, given], ignore_index=True)),
        "direction": _direction(whole, systems, edition),
        "by_system": _by("system", chosen(whole, WHOLE, system=None), edition, "system"),
    }
    for dimension, kind, column in (("model_version", WHOLE, "model_version"), ("quarter", "quarter", "period")):
        rows = chosen(whole, kind, system=None, version=None if dimension == "model_version" else ALL)
        label = rows[column].replace(UNDATED, UNKNOWN)
        label = rows["system"] + "/" + label if several else label
        tables[f"by_{dimension}"] = _by(dimension, rows.assign(label=label), edition, "label")
    groups = sorted(name for name in whole.rows["dimension"].unique() if name.startswith("group_"))
    for dimension in ("recommended", "confidence_band", *groups):
        tables[f"by_{dimension}"] = _by(dimension, chosen(whole, WHOLE, dimension=dimension), edition, "value")
    return tables


def _by(dimension: str, rows: pd.DataFrame, edition: Edition, label: str) -> pd.DataFrame:
    rows = _ordered(rows, dimension, label)
    return tidy(
        dimension, measures_of(rows, RESPONSES, label), edition, also=betraying(unanswered_of(rows, label), edition)
    )


def _ordered(rows: pd.DataFrame, dimension: str, label: str) -> pd.DataFrame:
    """The rows with the values of a citizen group in the order that people expect."""
    if not dimension.startswith("group_"):
        return rows.sort_values(label, kind="stable")
    order = by_first_number(rows[label].astype("category")).cat.categories
    place = {value: number for number, value in enumerate(order)}
    return rows.sort_values(label, key=lambda values: values.map(place), kind="stable")


def _direction(whole: Tally, systems: Sequence[str], edition: Edition) -> pd.DataFrame:
    """More, less and same, overall and by each citizen group within each system."""
    parts = [tidy(OVERALL, measures_of(chosen(whole, WHOLE), list(DIRECTIONS)), edition)]
    for group in sorted(name for name in whole.rows["dimension"].unique() if name.startswith("group_")):
        for system in systems:
            rows = _ordered(chosen(whole, WHOLE, dimension=group, system=system), group, "value")
            if not (rows["value"] != UNKNOWN).any():
                continue
            if len(systems) > 1:
                rows = rows.assign(value=f"{system}/" + rows["value"])
            parts.append(tidy(group, measures_of(rows, list(DIRECTIONS)), edition))
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _left_out(whole: Tally) -> dict[str, int]:
    parts = unanswered_of(chosen(whole, WHOLE)).sum()
    return {name: int(parts[name]) for name in ("not_shown", "not_answered")}


def _hides_coverage(tables: Mapping[str, pd.DataFrame]) -> bool:
    """Whether a coverage hides, in all, of a system or of a quarter: the counts of what lacks an answer undo it."""
    shown = pd.concat([tables[name] for name in ("responses", "by_system", "by_quarter")])
    waits = shown["measure"].isin(["coverage", "seen_unanswered"])
    return bool(shown.loc[waits, "suppressed"].astype(bool).any())


def _agreed(told: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """What all who say anything of a code say of it; where two differ, nothing, and the neutral words stand."""
    found: dict[str, list[T]] = {}
    for one in told:
        for code, words in one.items():
            found.setdefault(code, []).append(words)
    return {code: words[0] for code, words in found.items() if all(one == words[0] for one in words)}


def _names(sources: Sequence[Provenance]) -> dict[str, dict[str, str]]:
    """The display names by kind and code; of several for one code that of the first municipality."""
    found: dict[str, dict[str, str]] = {}
    for one in reversed(sources):
        for kind, names in one.names.items():
            found.setdefault(kind, {}).update(names)
    return found


def _ends(sources: Sequence[Provenance]) -> tuple[date | None, date | None]:
    starts = [one.start for one in sources if one.start]
    ends = [one.end for one in sources if one.end]
    return min(starts, default=None), max(ends, default=None)


def _told(one: Provenance) -> Mapping[str, Any]:
    return {
        "municipality": one.municipality,
        **Period(one.start, one.end).as_data(),
        "size": one.size,
        "root": one.root,
        "rules": one.rules,
    }


def _sources_section(words: Words, sources: Sequence[Provenance]) -> Section:
    """Which municipalities, which days, and which state of each one's ledger."""
    headings = tuple(words.say(f"head_{name}") for name in ("municipality", "period", "entries", "root"))
    lines = tuple(
        (
            one.municipality,
            period_text(words, Period(one.start, one.end)),
            words.say("nothing") if one.size is None else words.whole(one.size),
            one.root or words.say("nothing"),
        )
        for one in sources
    )
    sentences = [words.say("joint_how"), words.say("joint_hidden")]
    if len({(one.start, one.end) for one in sources}) > 1:
        sentences.append(words.say("joint_periods_differ"))
    return Section("sources", words.say("section_sources"), tuple(sentences), (Grid("", headings, lines),))

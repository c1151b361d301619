# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Double readings: whether two readers of the same drawn reasons agree that they support the choice.

Takes counted pairs of verdicts and nothing else. Which record a verdict was about, and which reader is which side, was
forgotten before the pairs came here; so nothing is said of one reader apart from the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from reports.beside.follow_ups import BEFORE
from reports.disclosure import FEWEST_CASEWORKERS, Edition, in_order, tidy
from reports.measures.agreement import Agreement, kappa
from reports.measures.cells import RATE_COLUMNS
from reports.measures.intervals import critical, wilson
from reports.report import Grid, Report, Section, table_of
from reports.tables import records
from reports.wording import Words, opening

VERDICTS = ("supports", "does_not", "cannot_tell")
RESPONSES = ("accepted", "overridden")
TOLD_FOR = timedelta(weeks=4)
"""For how long a team's weeks tell of a double reading that is over."""
BOTH = tuple(f"both_{verdict}" for verdict in VERDICTS)
DIFFERED = "readers_differed"

Pairs = Sequence[Sequence[int]]


@dataclass(frozen=True)
class DoubleReading:
    """One that both readers completed: `of` the records of each response in the period, those in `pairs` were read.

    `pairs` has by response how often one reader said this (down) while the other said that (across), in the order of
    `VERDICTS`.
    """

    system: str
    team: str
    first_day: date
    last_day: date
    ended_on: date
    of: Mapping[str, int]
    pairs: Mapping[str, Pairs]


def with_double_readings(report: Report, readings: Iterable[Mapping[str, Any]]) -> Report:
    """The report with a section on double readings, where there are any, and the table `double_reading`.

    Takes the fields of `DoubleReading`. A team's week tells for four weeks of the team's own; trends, for each system,
    of those whose records lie in the period, all teams together. The public edition, and that of a team too small for
    a report, are given back as they are.
    """
    if report.edition == Edition.PUBLIC or not report.tables:
        return report
    told = [each for each in (DoubleReading(**row) for row in readings) if _belongs(report, each)]
    table = double_reading_table(told, report.edition)
    tables = (*report.tables, table_of("double_reading", table))
    if not told:
        return replace(report, tables=tables)
    section = double_reading_section(Words(report.language, report.names), table)
    place = next((i for i, each in enumerate(report.sections) if each.key in BEFORE), len(report.sections))
    return replace(report, tables=tables, sections=(*report.sections[:place], section, *report.sections[place:]))


def double_reading_table(readings: Sequence[DoubleReading], edition: str) -> pd.DataFrame:
    """By system and response what both readers said alike, how often they differed, and kappa; kappa overall too.

    `rate` of the measure `kappa` is kappa with its interval, weighted by the sampling fractions (`agreement.kappa`);
    the others are shares of the records read by both, with Wilson's interval. The rows of one response hide together.
    """
    parts = []
    for system in sorted({each.system for each in readings}):
        own = [each for each in readings if each.system == system]
        counted = [_counted(sum(np.asarray(each.pairs[response]) for each in own)) for response in RESPONSES]
        measures = {name: _rates([of_response[name] for of_response in counted]) for name in (*BOTH, DIFFERED)}
        measures["kappa"] = _kappas([_agreement(own, (response,)) for response in RESPONSES], RESPONSES)
        parts.append(tidy("response", measures, edition).assign(system=system))
        overall = _kappas([_agreement(own, RESPONSES)], ("overall",))
        parts.append(tidy("overall", {"kappa": overall}, edition).assign(system=system))
        if parts[-2]["suppressed"].any():  # what hides would follow from what both give together
            parts.pop()
    return in_order(pd.concat(parts, ignore_index=True)) if parts else tidy("overall", {}, edition).assign(system=None)


def double_reading_section(words: Words, table: pd.DataFrame) -> Section:
    """What the table says: kappa in a sentence for each system, and the figures by response."""
    sentences, grids = [], []
    for system, rows in table.groupby("system", sort=False):
        name = words.name("system", str(system))
        overall = [row for row in records(rows) if row["value"] == "overall" and not row["suppressed"]]
        sentences += [_sentence(words, name, row) for row in overall]
        grids.append(_grid(words, name, rows))
    sentences.append(words.say("double_reading_what"))
    return Section("double_reading", words.say("section_double_reading"), tuple(sentences), tuple(grids))


def _belongs(report: Report, each: DoubleReading) -> bool:
    first, last = (date.fromisoformat(day) if day else None for day in map(report.period.get, ("from", "to")))
    if report.report == "weekly":
        week_of = first is not None and first - TOLD_FOR < each.ended_on <= first + timedelta(days=13)
        return each.team == report.team and week_of
    inside = (last is None or each.first_day <= last) and (first is None or each.last_day >= first)
    return inside and report.system in (None, each.system)


def _counted(table: Any) -> dict[str, tuple[int, int]]:
    """(count, nobs) of what both said alike, by verdict, and of where they differed."""
    nobs = int(table.sum())
    alike = [int(each) for each in np.diag(table)]
    return {name: (count, nobs) for name, count in zip(BOTH, alike, strict=True)} | {
        DIFFERED: (nobs - sum(alike), nobs)
    }


def _agreement(readings: Sequence[DoubleReading], responses: Sequence[str]) -> Agreement | None:
    """Kappa over the responses of all readings, each a stratum with its own fraction; None where nothing was read."""
    strata: dict[str, tuple[Pairs, float]] = {}
    for number, each in enumerate(readings):
        for response in responses:
            read = int(np.asarray(each.pairs[response]).sum())
            if read:
                strata[f"{number}/{response}"] = each.pairs[response], read / each.of[response]
    return kappa(strata) if strata else None


def _rates(counted: Sequence[tuple[int, int]]) -> pd.DataFrame:
    count, nobs = (np.array(part, dtype=float) for part in zip(*counted, strict=True))
    low, high = wilson(count, nobs, critical())
    rate = np.divide(count, nobs, out=np.full(len(nobs), np.nan), where=nobs > 0)
    return _frame({"count": count, "nobs": nobs, "rate": rate, "low": low, "high": high}, RESPONSES)


def _kappas(agreed: Sequence[Agreement | None], values: Sequence[str]) -> pd.DataFrame:
    found = [each or Agreement(0, None, None, None, None, None) for each in agreed]
    figures = {"rate": [each.kappa for each in found], "low": [each.low for each in found]}
    return _frame({**figures, "high": [each.high for each in found], "nobs": [each.nobs for each in found]}, values)


def _frame(figures: Mapping[str, Any], values: Sequence[str]) -> pd.DataFrame:
    """A frame of rates. That enough caseworkers wrote what was drawn from, the draw saw to."""
    columns = {name: figures.get(name, [np.nan] * len(values)) for name in RATE_COLUMNS}
    frame = pd.DataFrame(columns, index=pd.Index(list(values)), dtype=float)
    return frame.assign(deciders=max(FEWEST_CASEWORKERS.values()), dominated=False)


def _sentence(words: Words, system: str, row: Mapping[str, Any]) -> str:
    nobs = words.whole(row["nobs"])
    if pd.isna(row["rate"]):
        return words.say("double_reading_one_verdict", system=system, nobs=nobs)
    return words.say("double_reading_kappa", system=system, nobs=nobs, kappa=_kappa_text(words, row))


def _kappa_text(words: Words, row: Mapping[str, Any]) -> str:
    if pd.isna(row["low"]):
        return words.say("kappa_alone", kappa=words.decimal(row["rate"], 2))
    names = {"kappa": "rate", "low": "low", "high": "high"}
    return words.say("kappa", **{name: words.decimal(row[column], 2) for name, column in names.items()})


def _grid(words: Words, system: str, rows: pd.DataFrame) -> Grid:
    names = ("response", "read_twice", *BOTH, DIFFERED, "kappa")
    headings = tuple(words.say(f"head_{name}") for name in names)
    lines = []
    for value, own in rows.groupby("value", sort=False):
        by_measure = {str(row["measure"]): row for row in records(own)}
        agreed = by_measure["kappa"]
        label = words.say("response_both" if value == "overall" else f"response_{value}")
        if agreed["suppressed"]:
            lines.append((opening(label), words.say("suppressed"), *["–"] * (len(names) - 2)))
            continue
        counts = [words.whole(by_measure[name]["count"]) if name in by_measure else "" for name in (*BOTH, DIFFERED)]
        told = words.say("nothing") if pd.isna(agreed["rate"]) else _kappa_text(words, agreed)
        lines.append((opening(label), words.whole(agreed["nobs"]), *counts, told))
    return Grid(words.say("double_reading_caption", system=system), headings, tuple(lines))

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Why, in words: what is new, who can act on it, and which reasons were given how often."""

from collections.abc import Iterable, Mapping

import pandas as pd

from reports.charts import Shown, count_chart
from reports.measures.reasons import MISSING
from reports.report import Grid, Section
from reports.sections import rate_text
from reports.tables import rate_row, records
from reports.wording import Words, opening

_CAPTIONS = {
    ("owner", "share_of_departed"): "by_owner",
    ("code", "share_of_departed"): "departed",
    ("code", "share_of_accepted"): "accepted",
}


def reasons_section(
    words: Words,
    table: pd.DataFrame,
    new: Iterable[tuple[str, str]],
    preface: Iterable[str] = (),
    weeks: Mapping[str, str] | None = None,
) -> Section:
    """New reasons first, then who can act, the commonest reason, what is missing, and the counts.

    `weeks` say over what owners and codes are counted, where that is not the period of the report.
    """
    spans = weeks or {}
    sentences = list(preface)
    fresh = sorted(new)
    for system, code in fresh:
        names = {"system": words.name("system", system), "code": code_label(words, code)}
        sentences.append(words.say("new_code", **names))
    sentences += top_sentences(words, table, spans)
    given = rate_row(table, "reason_given")
    if given:
        key, span = ("reason_given_in", spans["owner"]) if spans else ("reason_given", "")
        sentences.append(opening(words.say(key, weeks=span, **rate_text(words, given))))
    grids = []
    for system in sorted(set(table["system"]) - {"overall"}):
        codes = {code for at, code in fresh if at == system}
        grids += _grids(words, table[table["system"] == system], system, codes, spans)
    if not grids:
        sentences.append(words.say("reasons_none"))
    return Section("reasons", words.say("section_reasons"), tuple(sentences), tuple(grids))


def code_label(words: Words, code: str) -> str:
    """A reason code with its short text, where it has one."""
    text = words.name("reason_code", code)
    return text if code in {text, MISSING} else f"{text} ({code})"


def _within(words: Words, system: str, weeks: str | None) -> str:
    """The system, and the weeks where they are not those of the report."""
    name = words.name("system", system)
    return f"{name}, {weeks}" if weeks else name


def top_sentences(words: Words, table: pd.DataFrame, weeks: Mapping[str, str]) -> list[str]:
    """For each system the owner and the code with most of the departures, and how many have no code."""
    found = []
    departed = table[(table["measure"] == "share_of_departed") & ~table["suppressed"].astype(bool)]
    for system, rows in departed.groupby("system", sort=True):
        for dimension in ("owner", "code"):
            named = rows[(rows["dimension"] == dimension) & (rows["value"] != MISSING)]
            if named.empty:
                continue
            top = records(named.sort_values(["count", "value"], ascending=[False, True]))[0]
            whole = table[(table["system"] == system) & (table["measure"] == "share_of_departed")]
            key = f"top_{dimension}" if _is_commonest(top, whole) else f"top_{dimension}_shown"
            label = words.name("owner", top["value"]) if dimension == "owner" else code_label(words, top["value"])
            text = rate_text(words, top)
            name = _within(words, str(system), weeks.get(dimension))
            found.append(words.say(key, system=name, owner=label, code=label, **text))
        missing = rows[(rows["dimension"] == "code") & (rows["value"] == MISSING)]
        name = _within(words, str(system), weeks.get("code"))
        found += [words.say("code_missing", system=name, **rate_text(words, row)) for row in records(missing)]
    return found


def _is_commonest(top: Mapping[str, object], table: pd.DataFrame) -> bool:
    """Whether none that hides can be commoner: they are at most as many as the shown leave of the departures."""
    rows = table[table["dimension"] == top["dimension"]]
    if not rows["suppressed"].any():
        return True
    return float(str(top["count"])) >= float(str(top["nobs"])) - rows["count"].sum()


def _grids(words: Words, rows: pd.DataFrame, system: str, new: set[str], weeks: Mapping[str, str]) -> list[Grid]:
    grids = []
    for (dimension, measure), key in _CAPTIONS.items():
        part = rows[(rows["dimension"] == dimension) & (rows["measure"] == measure)]
        if part.empty:
            continue
        head = "head_owner" if dimension == "owner" else "head_code"
        headings = (words.say(head), *(words.say(f"head_{name}") for name in ("count", "nobs", "rate", "interval")))
        caption = words.say(key, system=_within(words, system, weeks.get(dimension)))
        lines, seen = [], []
        for row in records(part):
            value = str(row["value"])
            label = words.name("owner", value) if dimension == "owner" else code_label(words, value)
            if dimension == "code" and value in new:
                label = f"{label}, {words.say('new')}"
            lines.append((label, *_figures(words, row)))
            seen.append(_bar(words, label, row))
        grids.append(Grid(caption, headings, tuple(lines), count_chart(words, f"{key}-{system}", caption, seen)))
    return grids


def _figures(words: Words, row: dict[str, object]) -> tuple[str, ...]:
    if row["suppressed"]:
        return words.say("suppressed"), "–", "–", "–"
    text = rate_text(words, row)
    return text["count"], text["nobs"], text["rate"], text["span"]


def _bar(words: Words, label: str, row: dict[str, object]) -> Shown:
    if row["suppressed"]:
        return Shown(label, words.say("suppressed"))
    text = rate_text(words, row)
    return Shown(label, words.say("counted", **text), float(str(row["count"])))

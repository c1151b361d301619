# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The one table that every report is computed from: its columns and their types.

One row is one recommendation, with its latest decision where there is one. The view
``decision_facts`` of the database delivers exactly the columns below (a column may be absent or
NULL where the third column says so); a file in the decision columns is turned into them by `check`.

==================  =========  =======================================================================
column              type       meaning
==================  =========  =======================================================================
system              text       code of the system
model_version       text       version that recommended; ``unknown`` for a card known only from feedback
team                text       team of the decision, else of the recommendation; NULL = unknown
decider             any key    who decided, as a key that stands for nobody outside this result; NULL =
                               unknown. `check` replaces it by a running number, -1 for unknown
decider_in_quarter  bool / 0,1 the key stands for the person within the quarter only; NULL = no, in all of
                               them (column may be absent)
source              text       where the recommendation came from: api, manual, import, cds_hooks
decision_source     text       where the decision came from: form, api, manual, import, cds_hooks; NULL
issued_on           date       date in the configured zone, ``YYYY-MM-DD``; NULL
shown_on            date       date of the first showing, likewise; NULL
decided_on          date       date of the *first* decision (a correction keeps its week); NULL
shown               bool / 0,1 the recommendation was shown to the caseworker
state               text       waiting, answered, withheld, closed, withdrawn, erased (see `vocabulary`)
confidence          float      0-1; NULL
recommended         text       option code; the number as text where the system answers with a number
recommended_number  float      the number; NULL for systems with options (column may be absent)
own_judgement       text       option chosen before the recommendation was shown; NULL
own_number          float      its number; NULL (column may be absent)
decided             text       option chosen; NULL where nothing was decided or only a response is known
decided_number      float      its number; NULL (column may be absent)
response            text       accepted, partly_accepted, overridden; NULL (unanswered, withheld)
direction           -1, 0, 1   sign of rank(decided) - rank(recommended); NULL where a rank is unknown
reason_code         text       NULL = missing
reason_given        bool / 0,1 a written reason was given (the text itself never comes here)
time_bucket         text       lt10s, 10-30s, 30-120s, gt2min, unknown; NULL
reason_repeat       bool / 0,1 the same text was used before in the system; NULL
citizen_informed    bool / 0,1 NULL = not answered
citizen_heard       bool / 0,1 the citizen was heard about the recommendation; NULL = not answered
certainty           text       the caseworker's own: low, medium, high; NULL = not answered
seen_as             text       accepted, partly_accepted, overridden: how the caseworker sees it, where that is
                               not the response that follows from the options; NULL = as derived
result              text       upheld, changed, annulled, remitted: the latest; NULL
right_option        text       what turned out to be right; NULL
groups              text       JSON object {"NAME": "value", ...} of citizen groups; NULL or {} = none
==================  =========  =======================================================================

`check` adds ``week`` (its Monday), ``quarter`` (``2026-Q4``, of the week's Thursday) and one column
``group_NAME`` for every citizen group, and drops ``groups``. Superseded decisions are not rows.
"""

import json
from collections.abc import Iterable

import pandas as pd

from reports.facts.derivation import complete
from reports.facts.labels import UNKNOWN, as_labels, by_first_number
from reports.facts.parsing import Column, local_dates, numbers, truth
from reports.vocabulary import CLOSED_LISTS, FactsError

ZONE = "Europe/Copenhagen"

_TIMES = {"issued_at": "issued_on", "shown_at": "shown_on", "decided_at": "decided_on"}
_WORDS = ("source", "decision_source", "time_bucket", "result", "state", "response", "certainty", "seen_as")
_OPTIONS = ("own_judgement", "decided", "right_option", "reason_code")
_NUMBERS = ("confidence", "recommended_number", "own_number", "decided_number", "direction")


def check(frame: pd.DataFrame, *, zone: str = ZONE) -> pd.DataFrame:
    """The same rows with the columns and types above; a checked frame passes unchanged.

    Takes the columns of the table above or the decision columns of a file (times, `caseworker`,
    `reason`); drops what a report has no use for, such as case references and texts. A response that is
    absent follows from the options: the same option accepted, any other overridden. Raises FactsError, also
    for a response that the options contradict.
    """
    if is_checked(frame):
        return frame
    refuse_twice(str(name) for name in frame.columns)
    missing = {"model_version", "recommended"} - set(frame.columns)
    if missing:
        raise FactsError(f"column missing: {', '.join(sorted(missing))}")
    source = frame.reset_index(drop=True)
    facts: dict[str, Column] = {
        "system": _labels(source, "system", missing=UNKNOWN),
        "model_version": as_labels(source["model_version"], missing=UNKNOWN, version=True),
        "team": _labels(source, "team", missing=UNKNOWN),
        "recommended": _labels(source, "recommended", missing=UNKNOWN),
    }
    facts |= {name: _labels(source, name, missing=None) for name in _OPTIONS}
    facts |= {name: as_labels(_column(source, name), missing=None, closed=True) for name in _WORDS}
    facts |= {name: numbers(_column(source, name)) for name in _NUMBERS}
    for time, day in _TIMES.items():
        facts[day] = local_dates(source[day] if day in source else _column(source, time), zone)
    for name, default in (("shown", True), ("reason_repeat", False)):
        facts[name] = truth(_column(source, name), default=default)
    facts["decider"] = _deciders(source)
    facts["decider_in_quarter"] = truth(_column(source, "decider_in_quarter"), default=False)
    facts["reason_given"] = _reason_given(source)
    facts |= _groups(source)
    _refuse_unknown_words(facts)
    _refuse_impossible_confidence(facts["confidence"])
    complete(facts)
    return pd.DataFrame(facts)


def is_checked(frame: pd.DataFrame) -> bool:
    """Whether the frame has been through `check` (or is a part of one that has)."""
    return {"week", "quarter", "decider", "state"} <= set(frame.columns) and isinstance(
        frame["state"].dtype, pd.CategoricalDtype
    )


def refuse_twice(names: Iterable[str]) -> None:
    """Nothing; raises FactsError for a column that is there twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise FactsError(f"column there twice: {name}")
        seen.add(name)


def group_columns(frame: pd.DataFrame) -> list[str]:
    """The columns with citizen groups, in sorted order."""
    return sorted(str(name) for name in frame.columns if str(name).startswith("group_"))


def _column(source: pd.DataFrame, name: str) -> Column:
    if name in source:
        return source[name]
    return pd.Series(None, index=source.index, dtype=object, name=name)


def _labels(source: pd.DataFrame, name: str, *, missing: str | None) -> Column:
    return as_labels(_column(source, name), missing=missing)


def _deciders(source: pd.DataFrame) -> Column:
    people = source["decider"] if "decider" in source else _column(source, "caseworker")
    return pd.Series(pd.factorize(people)[0], index=source.index)


def _reason_given(source: pd.DataFrame) -> "pd.Series[bool]":
    if "reason_given" in source:
        return truth(source["reason_given"], default=False)
    return as_labels(_column(source, "reason"), missing=None).notna()


def _groups(source: pd.DataFrame) -> dict[str, Column]:
    """The citizen groups, from columns ``group_NAME`` and from the JSON objects in ``groups``."""
    found: dict[str, Column] = {name: as_labels(source[name], missing=UNKNOWN) for name in group_columns(source)}
    found |= _groups_of_objects(source)
    return {name: by_first_number(values) for name, values in found.items()}


def _groups_of_objects(source: pd.DataFrame) -> dict[str, Column]:
    codes, texts = pd.factorize(_column(source, "groups"))
    try:
        objects = [dict(json.loads(text)) for text in texts]
    except (TypeError, ValueError) as wrong:
        raise FactsError("column groups: not a JSON object") from wrong
    if any(isinstance(value, list | dict) for one in objects for value in one.values()):
        raise FactsError("column groups: the value of a group is a word or a number")
    found: dict[str, Column] = {}
    for name in sorted({key for one in objects for key in one}):
        values = pd.Series([one.get(name) for one in objects] + [None], dtype=object).iloc[codes]
        found[f"group_{name}"] = as_labels(values.set_axis(source.index), missing=UNKNOWN)
    return found


def _refuse_unknown_words(facts: dict[str, Column]) -> None:
    for name, words in CLOSED_LISTS.items():
        strange = sorted(set(facts[name].cat.categories) - words)
        if strange:
            raise FactsError(f"column {name}: unknown word {strange[0]!r}")


def _refuse_impossible_confidence(confidence: Column) -> None:
    if ((confidence < 0) | (confidence > 1)).any():
        raise FactsError("column confidence: a confidence is a number from 0 to 1")

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What came of it: the follow-ups on what earlier reports said, as the last section before what was left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from reports.disclosure import Edition, in_order
from reports.measures.cells import RATE_COLUMNS
from reports.report import Grid, Report, Section, table_of
from reports.wording import Words

KINDS = ("none", "discuss", "guidance", "report", "data_fault")
STATES = ("open", "done", "dropped")
TOLD_FOR = timedelta(weeks=4)
"""How long before a period something may have been closed and still be told of."""
UNTIL_THE_NEXT = {"weekly": timedelta(weeks=1), "trends": timedelta(weeks=14)}
"""How long after a period something may have been started and still be told of: until the next report is there."""
BEFORE = ("excluded", "method")


@dataclass(frozen=True)
class FollowedUp:
    """A follow-up as it stands: codes, texts, and the days on which it was started and last changed.

    Without a team it is the board's own. Its texts stand in documents, so they name no caseworker and no case.
    """

    system: str
    team: str | None
    about: str
    option: str | None
    kind: str
    state: str
    due_on: date | None
    subject: str
    owner: str
    text: str
    answer: str
    started_on: date
    changed_on: date

    def overdue(self, today: date) -> bool:
        """Whether it is open after its due date."""
        return self.state == "open" and self.due_on is not None and self.due_on < today


def with_follow_ups(report: Report, follow_ups: Iterable[Mapping[str, Any]], now: date) -> Report:
    """The report with its section on what was done, and the table `follow_ups` of counts by kind and state.

    Takes the fields of `FollowedUp`. A team's week tells of the team's own, trends of all, of one system where the
    report has one: those started before the next report is there (a week after a week, a quarter after trends) that
    are still open, or were closed in the period, after it, or up to four weeks before. The public edition, and that of
    a team too small for a report, are given back as they are.
    """
    if report.edition == Edition.PUBLIC or not report.tables:
        return report
    words = Words(report.language, report.names)
    told = [each for each in (FollowedUp(**row) for row in follow_ups) if _belongs(report, each)]
    place = next((i for i, each in enumerate(report.sections) if each.key in BEFORE), len(report.sections))
    sections = (*report.sections[:place], _section(words, told, now), *report.sections[place:])
    table = table_of("follow_ups", follow_ups_table(told))
    return replace(report, sections=sections, tables=(*report.tables, table))


def follow_ups_table(told: Sequence[FollowedUp]) -> pd.DataFrame:
    """Counts by kind and state: a row per kind that there is and state, `nobs` being all of the kind."""
    rows = []
    for kind in KINDS:
        of_kind = [each.state for each in told if each.kind == kind]
        for state in STATES if of_kind else ():
            figures = dict.fromkeys(RATE_COLUMNS, np.nan) | {"count": of_kind.count(state), "nobs": len(of_kind)}
            rows.append({"dimension": "follow_up", "value": kind, "measure": state, **figures, "suppressed": False})
    return in_order(pd.DataFrame(rows, columns=["dimension", "value", "measure", *RATE_COLUMNS, "suppressed"]))


def _belongs(report: Report, each: FollowedUp) -> bool:
    if report.report == "weekly" and each.team != report.team:
        return False
    if report.system is not None and each.system != report.system:
        return False
    first, last = (_day(report.period.get(end)) for end in ("from", "to"))
    if last is not None and each.started_on > last + UNTIL_THE_NEXT[report.report]:
        return False
    return each.state == "open" or first is None or each.changed_on >= first - TOLD_FOR


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _section(words: Words, told: Sequence[FollowedUp], now: date) -> Section:
    heading = words.say("section_follow_ups")
    if not told:
        return Section("follow_ups", heading, (words.say("follow_ups_none"),))
    states = [each.state for each in told]
    sentences = [words.say("follow_ups_counts", **{state: words.whole(states.count(state)) for state in STATES})]
    late = sum(each.overdue(now) for each in told)
    if late:
        sentences.append(words.say("follow_ups_overdue", count=words.whole(late)))
    headings = tuple(words.say(f"head_{name}") for name in ("follow_up", "kind", "owner_of", "state", "answer"))
    ordered = sorted(told, key=lambda each: (STATES.index(each.state), each.due_on or date.max, each.started_on))
    grid = Grid(words.say("follow_ups_caption"), headings, tuple(_line(words, each, now) for each in ordered))
    return Section("follow_ups", heading, tuple(sentences), (grid,))


def _line(words: Words, each: FollowedUp, now: date) -> tuple[str, ...]:
    return (
        f"{words.name('system', each.system)}: {_subject(words, each)}",
        words.say(f"follow_up_{each.kind}"),
        each.owner or words.say("follow_up_nobody"),
        _state(words, each, now),
        each.answer or words.say("follow_up_no_answer"),
    )


def _subject(words: Words, each: FollowedUp) -> str:
    if each.option is None:
        return each.subject
    names = words.name("recommended", f"{each.system}/{each.option}")
    return words.say("case_type_of", option=names) + (f". {each.subject}" if each.subject else "")


def _state(words: Words, each: FollowedUp, now: date) -> str:
    state = words.say(f"follow_up_{each.state}")
    if each.state != "open" or each.due_on is None:
        return state
    key = "follow_up_late" if each.overdue(now) else "follow_up_due"
    return words.say(key, state=state, day=words.day(each.due_on))

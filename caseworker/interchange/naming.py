# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The system that a file is about: the one that is registered, or the one that the file describes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.cleaning import clean_text
from caseworker.columns import Ledgered
from caseworker.interchange.columns import OPTION_COLUMNS, Cells, Column
from caseworker.interchange.problems import WrongUse
from caseworker.interchange.rows import Row
from caseworker.models import ModelVersion, Option, System, Team
from caseworker.registry import SystemRules, rules_with, system_rules
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Refused

# A column with more different names than this holds something else than options, versions or teams.
_MOST_NAMES = 200


@dataclass
class Named:
    """The versions, options and teams that rows name, in the order of their first appearance."""

    versions: dict[str, None] = field(default_factory=dict)
    options: dict[str, None] = field(default_factory=dict)
    teams: dict[str, None] = field(default_factory=dict)

    def add(self, cells: Cells) -> None:
        """Nothing; what the row names is remembered. Raises WrongUse where a column names too many things."""
        for column in OPTION_COLUMNS:
            self._add(cells, column, self.options)
        self._add(cells, Column.MODEL_VERSION, self.versions)
        self._add(cells, Column.TEAM, self.teams)

    def add_row(self, row: Row) -> None:
        """Nothing; what a good row names is remembered."""
        new = row.recommendation
        self.versions[new.model_version] = None
        if new.team is not None:
            self.teams[new.team] = None
        decided = row.decision.decided if row.decision else None
        right = row.result.right if row.result else None
        for answer in (new.recommended, row.own, decided, right):
            if answer is not None:
                self.options[answer.option] = None

    def _add(self, cells: Cells, column: Column, names: dict[str, None]) -> None:
        name = cells.get(column)
        if name is None or name in names:
            return
        try:
            clean_text(name, column, limits.CODE_MAX)
        except Refused:
            return
        names[name] = None
        if len(names) > _MOST_NAMES:
            raise WrongUse(
                "“%(column)s” has more than %(most)s different names. Is it the right column?",
                column=column.value,
                most=_MOST_NAMES,
            )


@dataclass(frozen=True)
class Subject:
    """The system and the teams that a file is read under, and what of them is not registered yet."""

    rules: SystemRules
    teams: frozenset[str]
    unregistered: Sequence[Ledgered] = ()

    def to_register(self, used: Named) -> list[Ledgered]:
        """The unregistered rows that `used` needs."""
        needed = {ModelVersion: used.versions, Option: used.options, Team: used.teams}
        return [row for row in self.unregistered if isinstance(row, System) or _name(row) in needed[type(row)]]


def registered_subject(session: Session, system: str) -> Subject:
    """The system as it is registered; raises WrongUse where there is none."""
    if session.get(System, system) is None:
        raise WrongUse("There is no system “%(code)s”; --create-system makes one from the file.", code=system)
    return Subject(system_rules(session, system), _teams(session))


def described_subject(session: Session, system: str, named: Named) -> Subject:
    """The system with the versions and teams of the file; one that is not registered has its options from it too.

    A new system is named by its code and has one family per option and no rank: the file tells neither.
    """
    known_teams = _teams(session)
    parts: list[Ledgered] = [Team(entry=0, code=t, name=t) for t in named.teams if t not in known_teams]
    if session.get(System, system) is None:
        made = System(entry=0, code=_checked_code(system), name_da=system, name_en=system)
        options = [_option(system, label, place) for place, label in enumerate(named.options)]
        rules = rules_with(session, made, options, named.versions)
        parts += [made, *options, *_versions(system, named.versions)]
    else:
        rules = system_rules(session, system)
        parts += _versions(system, [version for version in named.versions if version not in rules.versions])
        rules = replace(rules, versions=rules.versions | named.versions.keys())
    return Subject(rules, known_teams | named.teams.keys(), parts)


def _teams(session: Session) -> frozenset[str]:
    return frozenset(session.execute(select(col(Team.code))).scalars())


def _checked_code(system: str) -> str:
    try:
        code = clean_text(system, Column.SYSTEM, limits.CODE_MAX)
    except Refused as error:
        raise WrongUse("That cannot be the code of a system: %(why)s", why=error) from error
    if code != system or not code:
        raise WrongUse("The code of a system has no blanks around it and is not empty.")
    return code


def _option(system: str, label: str, place: int) -> Option:
    return Option(entry=0, system=system, code=label, label_da=label, label_en=label, family=label, position=place)


def _versions(system: str, versions: Iterable[str]) -> list[Ledgered]:
    return [ModelVersion(entry=0, system=system, version=version) for version in versions]


def _name(row: Ledgered) -> str:
    name: str = row.version if isinstance(row, ModelVersion) else row.code  # type: ignore[attr-defined]
    return name

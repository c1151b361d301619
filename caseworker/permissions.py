# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Who may do what: one readable table, and one question to ask of it."""

from dataclasses import dataclass
from enum import StrEnum, auto

from caseworker.vocabulary.closed_lists import Role


class Action(StrEnum):
    """What a page or a call does, in the words of the product."""

    SEE_DESK = auto()
    SEE_RECOMMENDATION = auto()
    DECIDE = auto()
    REPORT_FAULT = auto()
    REGISTER_MANUALLY = auto()
    SEE_OWN_RECORDS = auto()
    SEE_RECORD = auto()
    CORRECT = auto()
    EXPLAIN = auto()
    EXPLAIN_WITHOUT_AUTHOR = auto()
    SEE_EARLIER_REASONS = auto()
    SEE_WEEKLY_REPORT = auto()
    DISCUSS_DISAGREEMENTS = auto()
    PROPOSE_FOLLOW_UP = auto()
    SEE_TRENDS = auto()
    SEE_FOLLOW_UPS = auto()
    START_FOLLOW_UP = auto()
    START_FOLLOW_UP_ON_RECORD = auto()
    ANSWER_PROPOSAL = auto()
    CHANGE_FOLLOW_UP = auto()
    REPORT_TO_OWNER = auto()
    SEE_DOUBLE_READINGS = auto()
    START_DOUBLE_READING = auto()
    READ_INDEPENDENTLY = auto()
    SEE_LEDGER = auto()
    MAKE_ACCESS_REPORT = auto()
    SEE_REGISTRY = auto()
    SEE_SYSTEM = auto()
    SEE_FAULTS = auto()
    STOP_SYSTEM = auto()
    FREEZE_BASELINE = auto()
    IMPORT = auto()
    EXPORT = auto()
    CHANGE_REGISTRY = auto()


class Reach(StrEnum):
    """How far a permission goes."""

    OWN = auto()
    TEAM = auto()
    ALL = auto()


@dataclass(frozen=True)
class Viewer:
    """Who asks: the id of the user, the role, and the team where the role has one."""

    id: str
    role: Role
    team: str | None = None


@dataclass(frozen=True)
class Subject:
    """What is asked about: the team it belongs to and its author, where it has them."""

    team: str | None = None
    author: str | None = None


PERMISSIONS: dict[Role, dict[Action, Reach]] = {
    Role.CASEWORKER: {
        Action.SEE_DESK: Reach.TEAM,
        Action.SEE_RECOMMENDATION: Reach.TEAM,
        Action.DECIDE: Reach.TEAM,
        Action.REPORT_FAULT: Reach.TEAM,
        Action.REGISTER_MANUALLY: Reach.TEAM,
        Action.SEE_OWN_RECORDS: Reach.OWN,
        Action.SEE_RECORD: Reach.OWN,
        Action.CORRECT: Reach.OWN,
        Action.SEE_SYSTEM: Reach.ALL,
        Action.EXPLAIN: Reach.OWN,
        Action.EXPLAIN_WITHOUT_AUTHOR: Reach.TEAM,
        Action.SEE_EARLIER_REASONS: Reach.TEAM,
        Action.START_FOLLOW_UP_ON_RECORD: Reach.OWN,
        Action.ANSWER_PROPOSAL: Reach.OWN,
        Action.SEE_DOUBLE_READINGS: Reach.TEAM,
        Action.READ_INDEPENDENTLY: Reach.TEAM,
    },
    Role.TEAM_LEAD: {
        Action.SEE_WEEKLY_REPORT: Reach.TEAM,
        Action.DISCUSS_DISAGREEMENTS: Reach.TEAM,
        Action.PROPOSE_FOLLOW_UP: Reach.TEAM,
        Action.SEE_FOLLOW_UPS: Reach.TEAM,
        Action.START_FOLLOW_UP: Reach.TEAM,
        Action.CHANGE_FOLLOW_UP: Reach.TEAM,
        Action.SEE_DOUBLE_READINGS: Reach.TEAM,
        Action.START_DOUBLE_READING: Reach.TEAM,
        Action.READ_INDEPENDENTLY: Reach.TEAM,
        Action.SEE_SYSTEM: Reach.ALL,
    },
    Role.ETHICS_REVIEWER: {
        Action.SEE_TRENDS: Reach.ALL,
        Action.SEE_FOLLOW_UPS: Reach.ALL,
        Action.START_FOLLOW_UP: Reach.ALL,
        Action.CHANGE_FOLLOW_UP: Reach.ALL,
        Action.REPORT_TO_OWNER: Reach.ALL,
        Action.SEE_SYSTEM: Reach.ALL,
    },
    Role.ADMINISTRATOR: {
        Action.SEE_REGISTRY: Reach.ALL,
        Action.CHANGE_REGISTRY: Reach.ALL,
        Action.SEE_SYSTEM: Reach.ALL,
        Action.SEE_FAULTS: Reach.ALL,
        Action.STOP_SYSTEM: Reach.ALL,
        Action.FREEZE_BASELINE: Reach.ALL,
        Action.SEE_FOLLOW_UPS: Reach.ALL,
        Action.CHANGE_FOLLOW_UP: Reach.ALL,
        Action.REPORT_TO_OWNER: Reach.ALL,
        Action.IMPORT: Reach.ALL,
        Action.EXPORT: Reach.ALL,
    },
    Role.AUDITOR: {Action.SEE_LEDGER: Reach.ALL, Action.MAKE_ACCESS_REPORT: Reach.ALL},
}


def may(viewer: Viewer, action: Action, subject: Subject | None = None) -> bool:
    """Whether the viewer may do this to the subject; without a subject, whether there is any that they may do it to."""
    reach = PERMISSIONS[viewer.role].get(action)
    if reach is None:
        return False
    if subject is None or reach is Reach.ALL:
        return True
    if reach is Reach.TEAM:
        return viewer.team is not None and subject.team == viewer.team
    return subject.author == viewer.id

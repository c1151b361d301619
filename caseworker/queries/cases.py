# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One recommendation with all that its page shows."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.cleaning import has_control
from caseworker.models import (
    ListedReason,
    ModelVersion,
    Option,
    OwnJudgement,
    PersonalValue,
    Recommendation,
    System,
    Waiting,
)
from caseworker.permissions import Action, Subject, Viewer, may
from caseworker.queries.same_case import count_earlier
from caseworker.recording.recommendations import own_judgement_of
from caseworker.recording.set_asides import is_out, latest_set_aside
from caseworker.recording.withholding import is_withheld
from caseworker.registry import SystemRules, listed_reasons, options_of, rules_with
from caseworker.vocabulary.problems import Absent, SystemStopped
from caseworker.vocabulary.responses import Answer


@dataclass(frozen=True)
class Asked:
    """A system with its options and reason codes in the order of the screen, and its rules."""

    system: System
    options: list[Option]
    reasons: list[ListedReason]
    rules: SystemRules

    def option(self, code: str | None) -> Option | None:
        """The option with this code, retired or not."""
        return next((o for o in self.options if o.code == code), None)


@dataclass(frozen=True)
class Case(Asked):
    """A recommendation with its surroundings, as one viewer may see it; of a withheld one, nothing of what it says."""

    recommendation: Recommendation
    version: ModelVersion
    case_reference: str | None
    issued_at: datetime | None
    basis: str | None
    own: OwnJudgement | None
    waits: bool
    earlier: int
    withheld: bool = False
    taken_out: bool = False

    @property
    def recommended(self) -> Answer:
        """What the machine recommends."""
        return Answer(self.recommendation.recommended, self.recommendation.recommended_number)

    @property
    def own_answer(self) -> Answer | None:
        """What the viewer chose before the recommendation was shown."""
        return Answer(self.own.option, self.own.number) if self.own else None

    @property
    def judge_first(self) -> bool:
        """Whether the viewer must judge before the recommendation is shown; what was taken out may come back."""
        first = self.system.own_judgement_first or self.withheld
        return first and self.own is None and (self.waits or self.taken_out)


def get_case(session: Session, viewer: Viewer, action: Action, recommendation_id: UUID) -> Case:
    """The recommendation, where the viewer may do `action` to it.

    Raises Absent, or SystemStopped.
    """
    recommendation = session.get(Recommendation, recommendation_id)
    if recommendation is None or not may(viewer, action, Subject(team=recommendation.team)):
        raise Absent()
    asked = asked_of(session, recommendation.system)
    if asked.system.stopped:
        raise SystemStopped()
    values = personal_values(session, recommendation.entry)
    issued_at = values.get("issued_at")
    withheld = is_withheld(session, recommendation_id)
    waits = session.get(Waiting, recommendation_id) is not None
    aside = None if waits else latest_set_aside(session, recommendation_id)
    case = Case(
        **vars(asked),
        recommendation=unseen(recommendation) if withheld else recommendation,
        version=session.get_one(ModelVersion, (recommendation.system, recommendation.model_version)),
        case_reference=values.get("case_reference"),
        issued_at=datetime.fromisoformat(issued_at) if issued_at else None,
        basis=None if withheld else values.get("basis"),
        own=own_judgement_of(session, recommendation_id, viewer.id),
        waits=waits,
        earlier=count_earlier(session, recommendation, values.get("case_reference")),
        withheld=withheld,
        taken_out=aside is not None and is_out(aside),
    )
    if case.judge_first:
        # A retired option among the others would tell that it is the one recommended.
        return case
    return replace(case, rules=case.rules.keeping(case.recommended.option, case.own.option if case.own else None))


def unseen(recommendation: Recommendation) -> Recommendation:
    """The recommendation without what it says, for every page about one that is withheld."""
    hidden = {"recommended": "", "recommended_number": None, "confidence": None}
    return Recommendation(**{**recommendation.model_dump(), **hidden})


def asked_of(session: Session, code: str) -> Asked:
    """A system with its options, codes and rules; raises Absent where there is none."""
    if has_control(code):
        raise Absent()
    system = session.get(System, code)
    if system is None:
        raise Absent()
    options, reasons = options_of(session, code), listed_reasons(session, code)
    versions = session.execute(select(col(ModelVersion.version)).where(col(ModelVersion.system) == code))
    rules = rules_with(session, system, options, versions.scalars(), reasons)
    return Asked(system, options, reasons, rules)


def personal_values(session: Session, entry: int) -> dict[str, str | None]:
    """The erasable values of an entry by field; None for one that was erased."""
    found = select(col(PersonalValue.field), col(PersonalValue.value)).where(col(PersonalValue.entry) == entry)
    return {row.field: row.value for row in session.execute(found)}

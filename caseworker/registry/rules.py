# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What recording must know of a system, read from what is registered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.models import ListedReason, ModelVersion, Option, System
from caseworker.registry.reasons import listed_codes, listed_reasons
from caseworker.vocabulary.closed_lists import AnswerKind, ReasonSide
from caseworker.vocabulary.problems import Absent
from caseworker.vocabulary.responses import AnswerRules, OptionRule


@dataclass(frozen=True)
class SystemRules:
    """What recording must know of a system: its answers, its reason codes by side, and how it is set up."""

    system: str
    answers: AnswerRules
    reason_list: int
    codes: Mapping[ReasonSide, frozenset[str]]
    all_codes: frozenset[str]
    versions: frozenset[str]
    own_judgement_first: bool
    withheld_share: Decimal | None = None
    withheld_seed: str | None = None

    def keeping(self, *options: str | None, reason: ListedReason | None = None) -> "SystemRules":
        """The rules for what stands already: these options and this code may be chosen, offered otherwise or not."""
        rules = {
            code: replace(rule, retired=rule.retired and code not in options)
            for code, rule in self.answers.options.items()
        }
        codes = dict(self.codes)
        if reason is not None:
            codes[ReasonSide(reason.side)] |= {reason.code}
        return replace(self, answers=replace(self.answers, options=rules), codes=codes)


def system_rules(session: Session, code: str) -> SystemRules:
    """The rules of one system as they stand now; raises Absent where there is none."""
    system = session.get(System, code)
    if system is None:
        raise Absent()
    versions = session.execute(select(col(ModelVersion.version)).where(col(ModelVersion.system) == code))
    return rules_with(session, system, options_of(session, code), versions.scalars())


def rules_with(
    session: Session,
    system: System,
    options: Sequence[Option],
    versions: Iterable[str],
    reasons: Sequence[ListedReason] | None = None,
) -> SystemRules:
    """The rules of a system with these options and versions, whether they are registered yet or not.

    `reasons` are the codes that it offers, where they have been read already.
    """
    if reasons is None:
        reasons = listed_reasons(session, system.code)
    version, listed = listed_codes(session)
    return SystemRules(
        system=system.code,
        answers=_answer_rules(system, options),
        reason_list=version,
        codes={side: frozenset(r.code for r in reasons if r.side == side) for side in ReasonSide},
        all_codes=listed,
        versions=frozenset(versions),
        own_judgement_first=system.own_judgement_first,
        withheld_share=system.withheld_share,
        withheld_seed=system.withheld_seed,
    )


def options_of(session: Session, system: str) -> list[Option]:
    """The options of a system in the order of the screen, retired ones included."""
    statement = select(Option).where(col(Option.system) == system).order_by(col(Option.position), col(Option.code))
    return list(session.execute(statement).scalars())


def _answer_rules(system: System, options: Sequence[Option]) -> AnswerRules:
    rules = {o.code: OptionRule(o.code, o.family, o.rank, o.takes_number, o.retired) for o in options}
    if system.answer_kind != AnswerKind.NUMBER:
        return AnswerRules(rules)
    return AnswerRules(
        rules,
        AnswerKind.NUMBER,
        minimum=system.minimum or Decimal(0),
        maximum=system.maximum or Decimal(0),
        step=system.step or Decimal(1),
        tolerance=system.tolerance or Decimal(0),
        partly_within=system.partly_within or Decimal(0),
        number_option=next((o.code for o in options if o.takes_number), None),
    )

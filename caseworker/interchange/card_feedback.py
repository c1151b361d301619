# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""CDS Hooks feedback: what a client says of cards, which may be known here or only from what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from caseworker.columns import Ledgered
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.identity import by_id
from caseworker.interchange.known import stored
from caseworker.interchange.sent_decisions import SentDecision, read_decision
from caseworker.interchange.sent_recommendations import Received, SentRecommendation, receive
from caseworker.models import ModelVersion, Option
from caseworker.recording import NewDecision, check_open_to_feedback, record_feedback
from caseworker.registry import SystemRules, register, system_rules
from caseworker.vocabulary import hl7
from caseworker.vocabulary.closed_lists import Response, Source
from caseworker.vocabulary.problems import CaseErased, Refused

# Version and option of a recommendation of which only the card's feedback is known.
UNKNOWN = "unknown"
REASONS_SYSTEM = "urn:caseworker:reason-codes:1"


@dataclass(frozen=True)
class SentFeedback:
    """What a client says of one card; `code` is its reason in `code_system`."""

    card: str
    accepted: bool
    told_at: str
    comment: str = ""
    code: str | None = None
    code_system: str | None = None
    response: Response | None = None
    recommended: str | None = None
    decided: str | None = None
    case_reference: str | None = None
    model_version: str | None = None
    team: str | None = None
    caseworker: str | None = None
    citizen_informed: bool | None = None


def take_feedback(database: Database, context: Context, system: str, sent: Sequence[SentFeedback]) -> None:
    """Nothing; each word counts, unless a later one about its card is known already or the case was erased.

    All is read before any is stored. Raises Refused for what cannot be read, AlreadyDecided for a card that somebody
    answered otherwise, and NotStored; sending the whole again is then safe.
    """
    _prepare(database, context, system, sent)
    with database.read() as session:
        rules = system_rules(session, system)
        ids = _known(session, context, system, sent)
        for recommendation_id in ids.values():
            if recommendation_id is not None:
                check_open_to_feedback(session, recommendation_id)
    decisions = [_decision(rules, context, each, known=each.card in ids) for each in sent]
    missing = list({each.card: _recommendation(each) for each in sent if each.card not in ids}.values())
    for recommendation, outcome in zip(
        missing, receive(database, context, system, missing, Source.CDS_HOOKS), strict=True
    ):
        if isinstance(outcome, Received):
            ids[recommendation.recommendation_id or ""] = outcome.recommendation_id
        elif not isinstance(outcome, CaseErased):
            raise outcome
    for each, decision in zip(sent, decisions, strict=True):
        stands = ids.get(each.card)
        if stands is not None:
            record_feedback(database, context, stands, decision)


def _known(session: Session, context: Context, system: str, sent: Sequence[SentFeedback]) -> dict[str, UUID | None]:
    """The recommendation of each card that is known; None where its case was erased."""
    cards = {by_id(context, system, each.card): each.card for each in sent}
    found = stored(session, list(cards))
    return {
        cards[identity]: None if stands.is_erased else stands.recommendation.row["id"]
        for identity, stands in found.items()
    }


def _prepare(database: Database, context: Context, system: str, sent: Sequence[SentFeedback]) -> None:
    """Nothing; the system has a version and an option for what is known only from a card's feedback."""
    with database.read() as session:
        rules = system_rules(session, system)
        known = _known(session, context, system, sent)
    missing: list[Ledgered] = []
    if all(each.card in known for each in sent):
        return
    if UNKNOWN not in rules.versions:
        missing.append(ModelVersion(entry=0, system=system, version=UNKNOWN))
    if UNKNOWN not in rules.answers.options:
        missing.append(
            Option(
                entry=0,
                system=system,
                code=UNKNOWN,
                label_da="Ukendt",
                label_en="Unknown",
                family=UNKNOWN,
                position=len(rules.answers.options),
                retired=True,
            )
        )
    if missing:
        register(database, context, missing)


def _recommendation(sent: SentFeedback) -> SentRecommendation:
    return SentRecommendation(
        case_reference=sent.case_reference or sent.card,
        model_version=sent.model_version or UNKNOWN,
        recommended=sent.recommended or UNKNOWN,
        recommendation_id=sent.card,
        team=sent.team,
    )


def _decision(rules: SystemRules, context: Context, sent: SentFeedback, *, known: bool) -> NewDecision:
    if sent.decided is not None and not known and sent.recommended is None:
        raise Refused("What was decided says nothing without what was recommended.", field="recommended")
    derived = Response.ACCEPTED if sent.accepted else Response.OVERRIDDEN
    stated = sent.response or (derived if sent.decided is None else None)
    if sent.response is not None and (sent.response is Response.OVERRIDDEN) == sent.accepted:
        raise Refused("The response does not fit the outcome.", field="response")
    told = SentDecision(
        decided=sent.decided,
        response=stated or derived,
        reason=sent.comment,
        reason_code=_own_code(rules, sent),
        decided_at=sent.told_at,
        caseworker=sent.caseworker,
        citizen_informed=sent.citizen_informed,
    )
    return read_decision(rules, context, told, Source.CDS_HOOKS)


def _own_code(rules: SystemRules, sent: SentFeedback) -> str | None:
    """The code of our list that the client's reason means: it is ours, or HL7 has it; other lists are not known."""
    if sent.code is None:
        return None
    code = sent.code if sent.code_system == REASONS_SYSTEM else hl7.NEAREST.get(sent.code)
    return code if sent.code_system == REASONS_SYSTEM or code in rules.all_codes else None

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""CDS Hooks feedback and override reasons as they are written in JSON."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from caseworker.interchange.card_feedback import REASONS_SYSTEM, SentFeedback
from caseworker.models import ListedReason
from caseworker.queries.machines import ReadDecision
from caseworker.views.api.shapes import Code, Moment, Name, Option, Shape, YesNo
from caseworker.views.api.shown import shown_decision
from caseworker.vocabulary import hl7, limits
from caseworker.vocabulary.closed_lists import Response

EXTENSION = "dk.caseworker"


class Outcome(StrEnum):
    """What the user did with the card."""

    ACCEPTED = "accepted"
    OVERRIDDEN = "overridden"


class Lenient(Shape):
    """A part of the specification: what later versions or other parties add is passed over."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class Suggestion(Lenient):
    """A suggestion of the card that was accepted."""

    id: Annotated[str, Field(min_length=1, max_length=limits.EXTERNAL_ID_MAX)]


class Coding(Lenient):
    """A reason of some list."""

    code: Annotated[str, Field(min_length=1, max_length=limits.EXTERNAL_ID_MAX)]
    system: Annotated[str, Field(max_length=limits.TEXT_MAX)] | None = None
    display: Annotated[str, Field(max_length=limits.TEXT_MAX)] | None = None


class OverrideReason(Lenient):
    """Why the card was overridden."""

    reason: Coding | None = None
    user_comment: Annotated[str, Field(max_length=limits.REASON_MAX)] | None = Field(default=None, alias="userComment")


class OwnFields(Shape):
    """What the specification has no place for."""

    response: Response | None = None
    recommended: Option | None = None
    decided: Option | None = None
    case_reference: Annotated[str, Field(min_length=1, max_length=limits.CASE_REFERENCE_MAX)] | None = Field(
        default=None, alias="caseReference"
    )
    model_version: Code | None = Field(default=None, alias="modelVersion")
    team: Code | None = None
    caseworker: Name | None = None
    citizen_informed: YesNo | None = Field(default=None, alias="citizenInformed")


class Extension(Lenient):
    """Extensions by their reverse-domain names; those of others are passed over."""

    own: OwnFields | None = Field(default=None, alias="dk.caseworker")


class CardFeedback(Lenient):
    """What became of one card."""

    card: Annotated[str, Field(min_length=1, max_length=limits.CASE_REFERENCE_MAX)]
    outcome: Outcome
    outcome_timestamp: Moment = Field(alias="outcomeTimestamp")
    accepted_suggestions: Annotated[list[Suggestion], Field(max_length=limits.API_FEEDBACK)] | None = Field(
        default=None, alias="acceptedSuggestions"
    )
    override_reason: OverrideReason | None = Field(default=None, alias="overrideReason")
    extension: Extension | None = None

    def sent(self) -> SentFeedback:
        """The feedback as it was sent."""
        why, own = self.override_reason or OverrideReason(), (self.extension or Extension()).own or OwnFields()
        return SentFeedback(
            card=self.card,
            accepted=self.outcome is Outcome.ACCEPTED,
            told_at=self.outcome_timestamp,
            comment=why.user_comment or "",
            code=why.reason.code if why.reason else None,
            code_system=why.reason.system if why.reason else None,
            **own.model_dump(),
        )


class NewFeedback(Lenient):
    """The request of a client that reports on cards."""

    feedback: Annotated[list[CardFeedback], Field(min_length=1, max_length=limits.API_FEEDBACK)]


class SystemPlace(Shape):
    """A system, which is a service of CDS Hooks."""

    system: Code


class Feedback(BaseModel):
    """Decisions as feedback for the service that recommended."""

    feedback: list[dict[str, Any]]
    extension: dict[str, Any]


class OverrideReasons(BaseModel):
    """The reasons that a card may offer for overriding it."""

    overrideReasons: list[dict[str, str]]  # noqa: N815  the specification's spelling


def feedback_on(read: ReadDecision, hl7_numbers: dict[str, int | None]) -> dict[str, Any]:
    """The decision as feedback on its card, timed to the day; accepted in part goes as accepted, with our extension."""
    shown = shown_decision(read)
    overridden = shown.response is Response.OVERRIDDEN
    own = {
        "response": shown.response,
        "decided": shown.decided,
        "reasonCode": shown.reason_code,
        "decision": str(shown.id),
        "revision": shown.revision,
        "seq": shown.seq,
    }
    number = hl7_numbers.get(shown.reason_code or "")
    if number is not None:
        own["hl7Category"] = hl7.CATEGORIES[number]
    entry: dict[str, Any] = {
        "card": read.external_id or str(shown.recommendation),
        "outcome": (Outcome.OVERRIDDEN if overridden else Outcome.ACCEPTED).value,
        "outcomeTimestamp": f"{shown.decided_on.isoformat()}T00:00:00Z",
        "extension": {EXTENSION: {name: value for name, value in own.items() if value is not None}},
    }
    if overridden and shown.reason_code is not None:
        entry["overrideReason"] = {"reason": {"code": shown.reason_code, "system": REASONS_SYSTEM}}
    return entry


def override_reason(reason: ListedReason, language: str) -> dict[str, str]:
    """A reason as a card offers it."""
    label: str = getattr(reason, f"label_{language}")
    return {"code": reason.code, "system": REASONS_SYSTEM, "display": label}

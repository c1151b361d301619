# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the calls of the API take."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, WithJsonSchema

from caseworker.interchange.sent_decisions import SentDecision
from caseworker.interchange.sent_recommendations import SentRecommendation
from caseworker.views.api.shapes import (
    LARGEST_WHOLE,
    Code,
    Moment,
    Name,
    Option,
    Place,
    Revision,
    Shape,
    Share,
    Words,
    YesNo,
)
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Response, ResultKind

KEY = "^[A-Za-z0-9_-]{16,128}$"
Reason = Annotated[str, Field(min_length=1, max_length=limits.REASON_MAX)]


class Pointing(StrEnum):
    """Which way a factor points."""

    FOR = "for"
    AGAINST = "against"
    UNCERTAIN = "uncertain"


class Weight(StrEnum):
    """How much a factor counted."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


class Figure(Shape):
    """A figure of the data basis, in words."""

    text: Words
    text_en: Words | None = None


class DataSource(Shape):
    """A source of data, and how fresh it was."""

    name: Words
    name_en: Words | None = None
    fresh: Words | None = None
    fresh_en: Words | None = None


class Factor(Shape):
    """What counted, in the system's own words."""

    text: Words
    text_en: Words | None = None
    direction: Pointing
    weight: Weight | None = None


Items: Any = Field(default_factory=list, max_length=limits.API_BASIS_ITEMS)


class Basis(Shape):
    """What the recommendation was built on, as the caseworker's page shows it."""

    figures: Annotated[list[Figure], Items]
    sources: Annotated[list[DataSource], Items]
    factors: Annotated[list[Factor], Items]


class NewRecommendation(Shape):
    """A recommendation of the token's system."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "recommendation_id": "forslag-4711",
                    "case_reference": "2026-000123",
                    "model_version": "1.0",
                    "recommended": "bfu",
                    "confidence": 0.72,
                    "issued_at": "2026-11-20T09:30:00+01:00",
                }
            ]
        },
    )

    case_reference: Annotated[str, Field(min_length=1, max_length=limits.CASE_REFERENCE_MAX)]
    model_version: Code
    recommended: Option
    recommendation_id: Annotated[str, Field(min_length=1, max_length=limits.EXTERNAL_ID_MAX)] | None = Field(
        default=None, description="The system's own id. With it, sending the same again is safe."
    )
    team: Code | None = Field(default=None, description="The team on whose desk it waits.")
    issued_at: Moment | None = None
    confidence: Share | None = None
    groups: Annotated[dict[Name, Name], Field(default_factory=dict, max_length=limits.API_GROUPS)]
    basis: Basis | None = None

    def sent(self) -> SentRecommendation:
        """The recommendation as it was sent."""
        basis = self.basis.model_dump(mode="json", exclude_none=True) if self.basis else {}
        plain = self.model_dump(exclude={"basis"})
        return SentRecommendation(**plain, basis={name: items for name, items in basis.items() if items})


class NewRecommendations(Shape):
    """Up to 1,000 recommendations; each is answered for itself."""

    recommendations: Annotated[list[NewRecommendation], Field(min_length=1, max_length=limits.API_BATCH)]


class _Decision(Shape):
    decided: Option | None = None
    response: Response | None = Field(
        default=None, description="Follows from the options. Needed only where decided is not known."
    )
    reason: Reason
    reason_code: Code | None = Field(default=None, description="Needed for every recommendation that was shown.")
    decided_at: Moment | None = Field(default=None, description="Now, where it is not said.")
    caseworker: Name | None = Field(default=None, description="Never answered, and never a row of any report.")
    citizen_informed: YesNo | None = None

    def sent(self) -> SentDecision:
        """The decision as it was sent."""
        return SentDecision(**self.model_dump(exclude={"revision"}))


class NewDecision(_Decision):
    """The decision of a caseworker on a recommendation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "decided": "tilbud",
                    "reason": "Forældrene tager selv imod hjælp, det prøver vi først.",
                    "reason_code": "C1",
                    "decided_at": "2026-11-20T10:05:00+01:00",
                    "caseworker": "b1234",
                }
            ]
        },
    )

    shown: YesNo = True
    shown_at: Moment | None = None
    own_judgement: Option | None = Field(default=None, description="Chosen before the recommendation was shown.")


class NewCorrection(_Decision):
    """What supersedes a decision that was sent here before, by the same caseworker."""

    revision: Revision = Field(description="The revision that is corrected: 0 for the decision itself.")


class NewResult(Shape):
    """What became of a decision; the result or the right option is known, or both."""

    result: ResultKind | None = None
    right_option: Option | None = None
    known_on: Annotated[date, WithJsonSchema({"type": "string", "format": "date"})] | None = None


class RecommendationPlace(Shape):
    """A recommendation, by the id that it has here."""

    recommendation_id: UUID


class DecisionPlace(Shape):
    """A decision, by its public id."""

    decision_id: UUID


class EntryPlace(Shape):
    """An entry of the ledger; the first is 1."""

    seq: Annotated[Place, Field(ge=1)]


class DecisionHeaders(Shape):
    """What a repeated submission is known by."""

    model_config = ConfigDict(extra="ignore")

    idempotency_key: Annotated[str | None, WithJsonSchema({"type": "string", "pattern": KEY})] = Field(
        default=None,
        pattern=KEY,
        alias="Idempotency-Key",
        description="Drawn by the client, the same for each attempt.",
    )


class Polling(Shape):
    """Where a page of the ledger begins."""

    after: Place = Field(default=0, description="The last seq that was read.")
    limit: Annotated[Place, Field(ge=1, le=limits.API_PAGE_MAX)] = limits.API_PAGE


class ProofAt(Shape):
    """The size of the ledger that a proof leads to."""

    size: Annotated[Place | None, WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LARGEST_WHOLE})] = Field(
        default=None, ge=1, description="The size in a checkpoint that you hold; the present size where it is not said."
    )

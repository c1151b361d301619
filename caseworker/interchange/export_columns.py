# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The columns of an export, with what each holds; no caseworker, and dates instead of times."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto

from caseworker.interchange.columns import GROUP, Column


class Kind(StrEnum):
    """What the cells of a column are; an option may be a number in a system that answers with numbers."""

    TEXT = auto()
    OPTION = auto()
    NUMBER = auto()
    COUNT = auto()
    DATE = auto()
    TRUTH = auto()


@dataclass(frozen=True)
class Field:
    """A column of an export."""

    name: str
    kind: Kind
    meaning: str


_ALWAYS = (
    Field(Column.SYSTEM, Kind.TEXT, "Code of the system that recommended"),
    Field(Column.RECOMMENDATION_ID, Kind.TEXT, "Id of the recommendation: the case system's own, or ours"),
    Field(Column.CASE_REFERENCE, Kind.TEXT, "The case; “erased-…” where it was erased under a rule"),
    Field(Column.MODEL_VERSION, Kind.TEXT, "Version that recommended"),
    Field(Column.TEAM, Kind.TEXT, "Code of the team"),
    Field(Column.SOURCE, Kind.TEXT, "Entrance of the recommendation: api, manual, import, cds_hooks"),
    Field(Column.RECOMMENDED, Kind.OPTION, "Option that was recommended, or its number"),
    Field(Column.CONFIDENCE, Kind.NUMBER, "The system's confidence, from 0 to 1"),
    Field(Column.ISSUED_AT, Kind.DATE, "Day of the recommendation"),
    Field(Column.SHOWN_AT, Kind.DATE, "Day on which it was first shown"),
    Field(Column.SHOWN, Kind.TRUTH, "Whether it was shown to the caseworker"),
    Field(Column.OWN_JUDGEMENT, Kind.OPTION, "Option chosen before the recommendation was shown"),
    Field(Column.DECIDED, Kind.OPTION, "Option that was decided; empty where nobody answered"),
    Field(Column.DECIDED_AT, Kind.DATE, "Day of the first decision"),
    Field(Column.RESPONSE, Kind.TEXT, "accepted, partly_accepted or overridden"),
    Field(Column.REASON_CODE, Kind.TEXT, "Code of the reason; empty where it is missing"),
    Field(Column.REASON, Kind.TEXT, "The written reason"),
    Field(Column.REASON_GIVEN, Kind.TRUTH, "Whether a reason was written"),
    Field(Column.REASON_REPEAT, Kind.TRUTH, "Whether the same text had been used in the four weeks before"),
    Field(Column.TIME_BUCKET, Kind.TEXT, "How long it was open: lt10s, 10-30s, 30-120s, gt2min or unknown"),
    Field(Column.CITIZEN_INFORMED, Kind.TRUTH, "Whether the citizen was told that a system made a recommendation"),
    Field(Column.CITIZEN_HEARD, Kind.TRUTH, "Whether the citizen was heard about the recommendation"),
    Field(Column.CERTAINTY, Kind.TEXT, "The caseworker's own certainty: low, medium or high; empty where not told"),
    Field(Column.SEEN_AS, Kind.TEXT, "The response as the caseworker sees it, where that is another one"),
    Field(Column.REVISION, Kind.COUNT, "How many times the decision was corrected; the row is the latest"),
    Field(Column.RESULT, Kind.TEXT, "upheld, changed, annulled or remitted; the latest"),
    Field(Column.RIGHT_OPTION, Kind.OPTION, "Option that turned out to be right"),
)
_CLUSTER = Field(Column.CLUSTER, Kind.COUNT, "One decider within this quarter of this file; random, and nothing else")


def fields_of(groups: Iterable[str], *, with_reasons: bool, with_clusters: bool) -> list[Field]:
    """The columns of one export, in order."""
    fields = [field for field in _ALWAYS if with_reasons or field.name != Column.REASON]
    fields += [Field(f"{GROUP}{name}", Kind.TEXT, "Group of the citizen") for name in sorted(groups)]
    return [*fields, _CLUSTER] if with_clusters else fields

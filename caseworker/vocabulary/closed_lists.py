# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every closed list of the product, as enums whose values are what is stored."""

from enum import StrEnum


class Role(StrEnum):
    """What a user is here to do; a user has exactly one role."""

    CASEWORKER = "caseworker"
    TEAM_LEAD = "team_lead"
    ETHICS_REVIEWER = "ethics_reviewer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Response(StrEnum):
    """Relation of a decision to the recommendation that it answers."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    OVERRIDDEN = "overridden"


class AnswerKind(StrEnum):
    """Whether a system recommends one of its options, or a number beside them."""

    OPTION = "option"
    NUMBER = "number"


class Source(StrEnum):
    """The entrance through which a record came in."""

    FORM = "form"
    MANUAL = "manual"
    API = "api"
    IMPORT = "import"
    CDS_HOOKS = "cds_hooks"


class TimeBucket(StrEnum):
    """How long the recommendation was open before the decision, coarse on purpose."""

    UNDER_10_S = "lt10s"
    UNDER_30_S = "10-30s"
    UNDER_2_MIN = "30-120s"
    OVER_2_MIN = "gt2min"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How certain the caseworker is of the decision, in the caseworker's own words."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Obstacle(StrEnum):
    """What was in the way of judging freely; asked after the receipt, and only counted."""

    NO_TIME = "no_time"
    FELT_REQUIRED = "felt_required"
    NOT_EXPLAINABLE = "not_explainable"
    NONE = "none"


class ResultKind(StrEnum):
    """What a complaint or a later check made of the decision."""

    UPHELD = "upheld"
    CHANGED = "changed"
    ANNULLED = "annulled"
    REMITTED = "remitted"


class ReasonSide(StrEnum):
    """The response that a reason code belongs to."""

    FOLLOW = "follow"
    DEPART = "depart"


class NotNow(StrEnum):
    """Why a recommendation is not decided now; the first two keep it waiting, the last two take it out."""

    AWAITING_INFORMATION = "N2"
    BEING_DISCUSSED = "N3"
    CASE_CLOSED = "N4"
    WITHDRAWN = "N5"

    @property
    def takes_out(self) -> bool:
        """Whether the recommendation leaves the desk, to be counted apart and never as unanswered."""
        return self in (NotNow.CASE_CLOSED, NotNow.WITHDRAWN)


class FollowUpKind(StrEnum):
    """What a reader of a pattern of overriding sets in motion."""

    NONE = "none"
    DISCUSS = "discuss"
    GUIDANCE = "guidance"
    REPORT = "report"
    DATA_FAULT = "data_fault"


class FollowUpState(StrEnum):
    """How far a follow-up has come."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class FollowUpSubject(StrEnum):
    """What a follow-up is about; on a single record only its author starts one, or agrees to one."""

    PATTERN = "pattern"
    CASE_TYPE = "case_type"
    DATA_SOURCE = "data_source"
    QUESTION = "question"
    RECORD = "record"


class ProposalOutcome(StrEnum):
    """How a proposed follow-up ended: its author's answer, or none in time."""

    AGREED = "agreed"
    DECLINED = "declined"
    LAPSED = "lapsed"


class FileForm(StrEnum):
    """The kinds of file in which decisions come in and go out, by what their names end with."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"


class ErasureRule(StrEnum):
    """The rules under which a personal value may be erased."""

    RETENTION = "retention"
    CITIZEN_REQUEST = "citizen_request"
    AUTHOR_EXPIRY = "author_expiry"
    MISTAKEN_ENTRY = "mistaken_entry"


class ReadingPurpose(StrEnum):
    """Why somebody other than the author opens a written reason."""

    SAME_CASE = "same_case"
    TEAM_DISCUSSION = "team_discussion"
    COMPLAINT = "complaint"
    QUALITY_CHECK = "quality_check"
    ACCESS_REQUEST = "access_request"


class ReasonVerdict(StrEnum):
    """What a reader of a double reading says of a reason and the choice that it is given for."""

    SUPPORTS = "supports"
    DOES_NOT = "does_not"
    CANNOT_TELL = "cannot_tell"


class WebhookEvent(StrEnum):
    """What an address outside can be told of."""

    DECISION_RECORDED = "decision.recorded"
    DECISION_CORRECTED = "decision.corrected"
    RESULT_ADDED = "result.added"


class TokenScope(StrEnum):
    """What a system may do with its token; writing includes reading."""

    READ = "read"
    WRITE = "write"


class Mode(StrEnum):
    """How an installation runs: with made-up data, or with real casework."""

    DEMO = "demo"
    PRODUCTION = "production"


class GoLive(StrEnum):
    """What is settled in writing before real casework is recorded."""

    PURPOSE = "purpose"
    LEGAL_BASIS = "legal_basis"
    STAFF_INFORMED = "staff_informed"
    NO_PERSONNEL_USE = "no_personnel_use"
    IMPACT_ASSESSMENT = "impact_assessment"
    OVERRIDE_AUTHORITY = "override_authority"
    STOP_AUTHORITY = "stop_authority"

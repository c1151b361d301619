# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The only writer of facts about cases: each function stores one act and its ledger entry, or nothing.

The `plan_…` functions check and prepare outside the lock; `commit` appends many plans in one transaction. A form plans
and commits one act, an import a hundred: the rules are the same.
"""

from caseworker.recording.afterwards import NewResult, add_result, erase, plan_result
from caseworker.recording.corrections import correct_decision
from caseworker.recording.decisions import (
    Answered,
    NewDecision,
    plan_decision,
    record_decision,
)
from caseworker.recording.double_readings import (
    NewDoubleReading,
    give_up_double_reading,
    give_verdict,
    open_drawn_reason,
    start_double_reading,
)
from caseworker.recording.drawing import Period
from caseworker.recording.expiring import AuthorExpiry
from caseworker.recording.explanations import NewExplanation, release_explanation
from caseworker.recording.faults import report_fault
from caseworker.recording.feedback import check_open_to_feedback, record_feedback
from caseworker.recording.follow_ups import Course, NewFollowUp, add_follow_up, change_follow_up
from caseworker.recording.openings import plan_openings, record_opening
from caseworker.recording.proposals import answer_proposal, lapse_proposals, propose_follow_up
from caseworker.recording.receipts import Receipt
from caseworker.recording.recommendations import (
    NewRecommendation,
    plan_own_judgement,
    plan_recommendation,
    plan_showing,
    receive_recommendation,
    record_own_judgement,
    record_showing,
)
from caseworker.recording.set_asides import set_aside, take_back
from caseworker.recording.told import Before, Told, record_told_decision
from caseworker.recording.transaction import commit

__all__ = [
    "Answered",
    "AuthorExpiry",
    "Before",
    "Course",
    "NewDecision",
    "NewDoubleReading",
    "NewExplanation",
    "NewFollowUp",
    "NewRecommendation",
    "NewResult",
    "Period",
    "Receipt",
    "Told",
    "add_follow_up",
    "add_result",
    "answer_proposal",
    "change_follow_up",
    "check_open_to_feedback",
    "commit",
    "correct_decision",
    "erase",
    "give_up_double_reading",
    "give_verdict",
    "lapse_proposals",
    "open_drawn_reason",
    "plan_decision",
    "plan_openings",
    "plan_own_judgement",
    "plan_recommendation",
    "plan_result",
    "plan_showing",
    "propose_follow_up",
    "receive_recommendation",
    "record_decision",
    "record_feedback",
    "record_opening",
    "record_own_judgement",
    "record_showing",
    "record_told_decision",
    "release_explanation",
    "report_fault",
    "set_aside",
    "start_double_reading",
    "take_back",
]

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How the reasons of HL7's code system for not following decision support relate to the reason codes of this product.

The code system is `non-adherence-reason-codes` of CDS Hooks, 3.0.0 ballot. A `ReasonCode` carries the number of its
category; reasons to follow have none.
"""

CATEGORIES = {
    1: "cds-not-applicable",
    2: "cds-suboptimal-context",
    3: "recipient-disagrees-evidence",
    4: "recipient-concerns-outcomes",
    5: "does-not-align-preferences",
    6: "not-convenient-feasible",
}

# The code of the default list that comes nearest, always of the same category.
NEAREST = {
    "cds-not-applicable": "B1",
    "patient-ineligible": "B1",
    "indication-order-exists": "B2",
    "action-completed": "B2",
    "action-unsuccessful": "B2",
    "action-performed-no-adverse-effect": "B2",
    "action-not-priority": "B1",
    "cds-suboptimal-context": "T4",
    "limited-time": "N1",
    "wrong-time-workflow": "T4",
    "inappropriate-recipient": "T3",
    "need-more-info": "T4",
    "recipient-disagrees-evidence": "D3",
    "does-not-align-latest-evidence": "D3",
    "expert-contradicts": "F4",
    "policy-contradicts": "R2",
    "recipient-does-not-trust": "T1",
    "recipient-concerns-outcomes": "F3",
    "risk-benefit-ratio": "F1",
    "mitigate-risk-negative-outcome": "F3",
    "likely-negative-health-outcomes": "F3",
    "patient-contraindication": "F3",
    "does-not-align-preferences": "C1",
    "patient-fears-discomfort": "C1",
    "patient-does-not-want-change": "C1",
    "cultural-religious-reason": "C1",
    "prefers-alternative": "C1",
    "patient-refuses": "C1",
    "not-convenient-feasible": "G2",
    "inadequate-support": "G2",
    "service-not-available": "G1",
    "implementation-challenges": "G2",
    "too-costly-uncovered": "G2",
    "recipient-does-not-understand": "G2",
    "comorbidity-disability": "G2",
}

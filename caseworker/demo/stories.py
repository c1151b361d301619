# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What happens in the demo's half-year: how much, how often departed from, why, and the four stories.

The stories: a version with a jump (boligforhold 2.3), a team that follows everything in seconds (jobcenter-nord), a
difference between groups that is one of direction only (timeforslag), and a new reason (R1 in underretninger).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from math import exp, sqrt
from random import Random
from statistics import NormalDist

from caseworker.demo.teams import DemoTeam
from caseworker.vocabulary.closed_lists import Response, TimeBucket

JUMP_SYSTEM, JUMP_VERSION, JUMP_SHARE, JUMP_D1 = "boligforhold", "2.3", 0.48, 45
NEW_REASON_SYSTEM, NEW_REASON = "underretninger", "R1"
NEW_REASON_SHARE = {Response.OVERRIDDEN: 18, Response.PARTLY_ACCEPTED: 45}
EMPTY_TEAM, EMPTY_WEEKS_BEFORE_END = "visitation-land", 18

# Weights of the codes among those who depart.
DEPART_CODES: Mapping[str, Mapping[str, int]] = {
    "profilafklaring": {
        "D2": 18,
        "F1": 13,
        "D3": 12,
        "C1": 12,
        "D1": 10,
        "B2": 9,
        "F3": 8,
        "G2": 7,
        "F4": 5,
        "R1": 4,
        "X5": 4,
        "T2": 3,
        "X9": 2,
    },
    "timeforslag": {
        "D2": 16,
        "D3": 13,
        "C1": 12,
        "F4": 11,
        "F1": 10,
        "R2": 9,
        "F3": 9,
        "C2": 8,
        "D1": 6,
        "F5": 6,
        "B2": 4,
        "X5": 3,
        "X9": 1,
    },
    "underretninger": {
        "D2": 16,
        "D3": 15,
        "F2": 11,
        "B3": 10,
        "F3": 10,
        "C2": 9,
        "F4": 9,
        "D1": 8,
        "C1": 7,
        "F1": 8,
        "X5": 4,
        "X9": 1,
    },
    "boligforhold": {
        "C3": 22,
        "D2": 13,
        "B2": 13,
        "D1": 10,
        "F2": 11,
        "D3": 9,
        "R1": 7,
        "F1": 6,
        "T1": 5,
        "F3": 3,
        "X5": 4,
        "T2": 3,
        "X9": 2,
    },
}
FOLLOW_CODES = {"A1": 46, "A4": 22, "A3": 7, "A2": 6, "A5": 6, "A6": 9, "A9": 4}
# Own judgement comes first: a code must agree with whether the caseworker moved.
KEPT_CODES = {"A1": 62, "A4": 14, "A6": 10, "A5": 8, "A9": 6}
MOVED_CODES = {"A2": 46, "A3": 28, "A5": 18, "A9": 8}
HASTY_CODES = {"A9": 55, "A1": 25, "A4": 20}

BUCKETS = {
    TimeBucket.UNDER_10_S: 2,
    TimeBucket.UNDER_30_S: 14,
    TimeBucket.UNDER_2_MIN: 44,
    TimeBucket.OVER_2_MIN: 32,
    TimeBucket.UNKNOWN: 8,
}
HASTY_BUCKETS = {
    TimeBucket.UNDER_10_S: 81,
    TimeBucket.UNDER_30_S: 12,
    TimeBucket.UNDER_2_MIN: 4,
    TimeBucket.UNKNOWN: 3,
}

# Between deciders: about .05 of the variance, as studies of such decisions have found.
_ICC = 0.06
# Week by week a little steadier than chance, and never far out: what is ordinary shall look ordinary.
_STEADY, _FAR = 0.75, 1.6


def overridden_share(team: DemoTeam, version: str) -> float:
    """The share of the team's decisions that override, under the version."""
    return JUMP_SHARE if (team.system, version) == (JUMP_SYSTEM, JUMP_VERSION) else team.overridden


def depart_codes(system: str, version: str, response: Response, *, new_practice: bool) -> dict[str, int]:
    """The weights of the codes for departing, in that version and before or after the new practice."""
    weights = dict(DEPART_CODES[system])
    if (system, version) == (JUMP_SYSTEM, JUMP_VERSION):
        others = sum(weights.values()) - weights["D1"]
        weights["D1"] = round(others * JUMP_D1 / (100 - JUMP_D1))
    if system == NEW_REASON_SYSTEM and new_practice:
        others = sum(weights.values())
        weights[NEW_REASON] = round(others * NEW_REASON_SHARE[response] / (100 - NEW_REASON_SHARE[response]))
    return weights


def new_practice_from(last_monday: date) -> date:
    """The Monday from which R1 is used: four weeks ago, the current week counted in."""
    return last_monday - timedelta(weeks=3)


def ordinary_weeks(rng: Random, weeks: int) -> list[float]:
    """How far each week lies from the level, in standard deviations; over the half-year it evens out."""
    drawn = [max(-_FAR, min(_FAR, rng.gauss(0, 1))) for _ in range(weeks)]
    return [_STEADY * (z - sum(drawn) / weeks) for z in drawn]


def count_in_week(nobs: int, share: float, z: float) -> int:
    """How many of `nobs` in a week that lies `z` standard deviations from the share."""
    return max(0, min(nobs, round(nobs * share + z * sqrt(nobs * share * (1 - share)))))


def inclinations(rng: Random, people: int, share: float) -> list[float]:
    """How much each of a team inclines to override, relative to the others."""
    spread = sqrt(_ICC * (1 - share) / share)
    places = [NormalDist().inv_cdf((n + 0.5) / people) for n in range(people)]
    rng.shuffle(places)
    return [exp(spread * place) for place in places]

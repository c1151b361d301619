# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a reason code is, which response it belongs to, and who can act on it."""

from dataclasses import dataclass
from enum import StrEnum

from caseworker.vocabulary.closed_lists import ReasonSide, Response

DEFAULT_LIST_VERSION = 1


class ReasonOwner(StrEnum):
    """Who can act on a reason when it is given often."""

    DATA = "data"
    MODEL = "model"
    PRACTICE = "practice"
    LAW = "law"
    MANAGEMENT = "management"
    ETHICS = "ethics"
    LIST = "list"


# Who acts on it, in words: (Danish, English).
OWNER_NAMES = {
    ReasonOwner.DATA: ("Data", "Data"),
    ReasonOwner.MODEL: ("Modellen", "The model"),
    ReasonOwner.PRACTICE: ("Faglig praksis", "Professional practice"),
    ReasonOwner.LAW: ("Jura", "Law"),
    ReasonOwner.MANAGEMENT: ("Ledelsen", "Management"),
    ReasonOwner.ETHICS: ("Dataetik", "Data ethics"),
    ReasonOwner.LIST: ("Årsagslisten", "The reason list"),
}


@dataclass(frozen=True)
class ReasonCode:
    """One code of a list; `hl7` is the number of the HL7 non-adherence category, for departing only.

    A retired code is taken from files and other systems, and offered to nobody.
    """

    code: str
    side: ReasonSide
    owner: ReasonOwner
    hl7: int | None
    label_da: str
    label_en: str
    help_da: str = ""
    help_en: str = ""
    retired: bool = False


def side_of(response: Response) -> ReasonSide:
    """The side of the list that a response chooses from; accepting in part chooses among the reasons to depart."""
    return ReasonSide.FOLLOW if response is Response.ACCEPTED else ReasonSide.DEPART

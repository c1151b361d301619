# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The default list of reason codes, version 1, in the order of the screen."""

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


_D, _F = ReasonSide.DEPART, ReasonSide.FOLLOW
_O = ReasonOwner

DEFAULT_REASONS: tuple[ReasonCode, ...] = (
    ReasonCode(
        "D1",
        _D,
        _O.DATA,
        1,
        "Forkerte oplysninger",
        "Wrong data",
        "Noget i datagrundlaget passer ikke",
        "Something in the data basis is not right",
    ),
    ReasonCode(
        "D2",
        _D,
        _O.DATA,
        1,
        "Nye oplysninger er kommet til",
        "New information since",
        "Systemets data er ældre end det, du ved nu",
        "The system's data is older than what you know now",
    ),
    ReasonCode(
        "D3",
        _D,
        _O.MODEL,
        3,
        "Noget vigtigt indgår ikke",
        "Something important is missing",
        "Et væsentligt forhold er slet ikke med i modellen",
        "The model does not include it at all",
    ),
    ReasonCode(
        "B1",
        _D,
        _O.MODEL,
        1,
        "Uden for målgruppen",
        "Outside the target group",
        "Systemet er ikke lavet til denne type sag",
        "The system was not made for this kind of case",
    ),
    ReasonCode("B2", _D, _O.PRACTICE, 1, "Allerede i gang eller prøvet", "Already in place or tried"),
    ReasonCode(
        "B3",
        _D,
        _O.PRACTICE,
        1,
        "Samordnes med en anden sag",
        "Coordinated with another case",
        "Fx helhedsplan, søskende, anden forvaltning",
        "Such as a joint plan, siblings, another department",
    ),
    ReasonCode(
        "R1",
        _D,
        _O.LAW,
        3,
        "Reglerne fører til noget andet",
        "The rules lead elsewhere",
        "Lov, praksis fra Ankestyrelsen, undtagelse",
        "Law, appeals practice, an exception",
    ),
    ReasonCode(
        "R2",
        _D,
        _O.MANAGEMENT,
        3,
        "Kommunens serviceniveau",
        "Local service level",
        "Kvalitetsstandard eller lokal retningslinje",
        "Quality standard or local guideline",
    ),
    ReasonCode("F2", _D, _O.PRACTICE, 4, "Mindre indgribende er nok", "A less intrusive step is enough"),
    ReasonCode(
        "F3",
        _D,
        _O.PRACTICE,
        4,
        "Risiko, hvis anbefalingen følges",
        "Risk if followed",
        "For borgeren eller andre",
        "To the citizen or to others",
    ),
    ReasonCode(
        "F4",
        _D,
        _O.PRACTICE,
        3,
        "En fagperson vurderer anderledes",
        "Another professional disagrees",
        "Læge, PPR, skole, terapeut …",
        "Doctor, school, therapist …",
    ),
    ReasonCode(
        "F5",
        _D,
        _O.PRACTICE,
        2,
        "Besluttet på møde eller af leder",
        "Decided by panel or manager",
        "Visitationsudvalg, teammøde, ledergodkendelse",
        "Panel, team meeting, manager's approval",
    ),
    ReasonCode("C1", _D, _O.PRACTICE, 5, "Borgerens ønske eller samtykke", "Citizen's wish or consent"),
    ReasonCode("C2", _D, _O.PRACTICE, 5, "Barnets eller de pårørendes perspektiv", "Child's or relatives' view"),
    ReasonCode(
        "C3",
        _D,
        _O.PRACTICE,
        1,
        "Borgerens forklaring holder",
        "Citizen's explanation accepted",
        "Fx svar på partshøring eller ny dokumentation",
        "Such as an answer to a hearing, or new documents",
    ),
    ReasonCode(
        "G1",
        _D,
        _O.MANAGEMENT,
        6,
        "Ingen ledig plads lige nu",
        "No place available now",
        "Kapacitet kan sjældent i sig selv begrunde et afslag",
        "Capacity alone can rarely justify a refusal",
    ),
    ReasonCode(
        "G2",
        _D,
        _O.PRACTICE,
        6,
        "Borgeren kan ikke gennemføre det",
        "Citizen cannot carry it out",
        "Helbred, transport, sprog, digitalt",
        "Health, transport, language, digital access",
    ),
    ReasonCode(
        "T1",
        _D,
        _O.MODEL,
        3,
        "Jeg kan ikke forklare anbefalingen",
        "I cannot explain it",
        "Heller ikke efterprøve den",
        "Nor check it",
    ),
    ReasonCode(
        "T2",
        _D,
        _O.ETHICS,
        3,
        "Mulig forskelsbehandling",
        "Possible unequal treatment",
        "Systemet ser ud til at lægge vægt på noget usagligt",
        "The system seems to give weight to something it should not",
    ),
    ReasonCode("T3", _D, _O.MODEL, 2, "Teknisk fejl eller forkert sag", "Technical fault or wrong case"),
    ReasonCode(
        "T4",
        _D,
        _O.MODEL,
        2,
        "Kom på et forkert tidspunkt",
        "Came at the wrong time",
        "Eller til en forkert medarbejder",
        "Or to the wrong person",
    ),
    ReasonCode("N1", _D, _O.PRACTICE, 2, "Jeg brugte ikke anbefalingen", "I did not use it"),
    ReasonCode("X5", _D, _O.PRACTICE, 3, "Fraveget, men jeg er i tvivl", "Departed, but in doubt"),
    ReasonCode(
        "F1",
        _D,
        _O.PRACTICE,
        4,
        "Samlet vurdering af sagen",
        "Overall assessment of the case",
        "Vælg en mere præcis kode, hvis en passer",
        "Choose a more precise one if it fits",
    ),
    ReasonCode("X9", _D, _O.LIST, None, "Andet", "Other"),
    ReasonCode("A1", _F, _O.PRACTICE, None, "Jeg var selv nået frem til det samme", "I had reached the same myself"),
    ReasonCode("A2", _F, _O.PRACTICE, None, "Anbefalingen ændrede min vurdering", "It changed my assessment"),
    ReasonCode(
        "A3",
        _F,
        _O.PRACTICE,
        None,
        "Den viste mig noget, jeg havde overset",
        "It showed me something I had missed",
    ),
    ReasonCode("A4", _F, _O.PRACTICE, None, "Enkel sag, klare regler", "Simple case, clear rules"),
    ReasonCode("A5", _F, _O.PRACTICE, None, "Fulgt, men jeg er i tvivl", "Followed, but in doubt"),
    ReasonCode(
        "A6",
        _F,
        _O.PRACTICE,
        None,
        "Jeg brugte ikke anbefalingen",
        "I did not use it",
        "Du nåede uafhængigt til det samme valg",
        "You reached the same choice independently",
    ),
    ReasonCode("A9", _F, _O.LIST, None, "Andet", "Other"),
    ReasonCode(
        "A7",
        _F,
        _O.MANAGEMENT,
        None,
        "Jeg nåede ikke at efterprøve den",
        "I had no time to check it",
        retired=True,
    ),
    ReasonCode("A8", _F, _O.MANAGEMENT, None, "Jeg oplevede det som et krav", "It felt required", retired=True),
)

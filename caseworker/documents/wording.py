# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The words of the sheets, in Danish and English, and how a document writes names, dates and numbers."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from caseworker.documents.access_words import ACCESS
from caseworker.documents.explanation_words import EXPLANATION
from caseworker.documents.note_words import NOTE
from caseworker.queries.cases import Asked
from caseworker.vocabulary.confidence import confidence_band
from caseworker.vocabulary.responses import Answer, plain

NO_BREAK = "\N{NO-BREAK SPACE}"
SHARED = {
    "at": ("%(day)s kl. %(clock)s", "%(day)s at %(clock)s"),
    "page": ("Side", "Page"),
    "case": ("Sag", "Case"),
    "system": ("System", "System"),
    "model_version": ("Modelversion", "Model version"),
    "accepted": ("fulgt", "followed"),
    "partly_accepted": ("delvist fulgt", "partly followed"),
    "overridden": ("fraveget", "overridden"),
    "not_shown": ("ikke vist", "not shown"),
    "not_known": ("ikke kendt", "not known"),
    "erased": ("slettet efter reglerne", "erased under the rules"),
    "low": ("lav", "low"),
    "medium": ("middel", "medium"),
    "high": ("høj", "high"),
    "yes": ("ja", "yes"),
    "no": ("nej", "no"),
}
WORDS: dict[str, tuple[str, str]] = {**SHARED, **EXPLANATION, **NOTE, **ACCESS}


class Wording:
    """The words of one language; called with the name of a sentence and what it tells, gives the sentence."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, name: str, /, **values: object) -> str:
        """The sentence; raises KeyError for one that nobody wrote."""
        text = WORDS[name][self.language != "da"]
        return text % values if values else text

    def of(self, row: Any, what: str) -> str:
        """The text `what` of a row that has it in both languages; Danish where the English one is empty."""
        danish: str = getattr(row, f"{what}_da")
        return danish if self.language == "da" else getattr(row, f"{what}_en") or danish

    def answer(self, asked: Asked, answer: Answer | None) -> str:
        """What was recommended or decided."""
        if answer is None:
            return self("not_known")
        if answer.number is not None:
            return f"{self.number(answer.number)} {self.of(asked.system, 'unit')}".strip()
        option = asked.option(answer.option)
        return self.of(option, "label") if option else answer.option

    def confidence(self, confidence: Decimal) -> str:
        """The system's own estimate: `middel (72 %)`."""
        share = self.number(round(confidence * 100, 1))
        return f"{self(confidence_band(confidence))} ({share}{NO_BREAK}%)"

    def number(self, number: Decimal) -> str:
        """A number as the language writes it: `4,5`."""
        text = format(plain(number), "f")
        return text.replace(".", ",") if self.language == "da" else text

    def day(self, day: date) -> str:
        """A date as `23.11.2026`, in English as `23 Nov 2026`."""
        return day.strftime("%d.%m.%Y") if self.language == "da" else f"{day.day} {day.strftime('%b %Y')}"

    def moment(self, moment: datetime) -> str:
        """A date with its time of day in the zone that the moment is given in."""
        clock = moment.strftime("%H.%M" if self.language == "da" else "%H:%M")
        return self("at", day=self.day(moment.date()), clock=clock)


def wording(language: str) -> Wording:
    """The words of `da` or `en`."""
    return Wording(language)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a caseworker may add to a decision, the same for every response, and never has to."""

from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.vocabulary.closed_lists import Certainty, Response

Word = TypeVar("Word", bound=StrEnum)


class OwnCertainty:
    """The field for how certain the caseworker is."""

    certainty = SelectField(
        lazy_gettext("How certain are you yourself?"),
        choices=[
            SelectChoice("", lazy_gettext("not stated")),
            SelectChoice(Certainty.LOW.value, lazy_gettext("low")),
            SelectChoice(Certainty.MEDIUM.value, lazy_gettext("medium")),
            SelectChoice(Certainty.HIGH.value, lazy_gettext("high")),
        ],
        validate_choice=False,
    )


class OptionalAnswers(OwnCertainty):
    """The fields, for a form to inherit."""

    citizen_informed = BooleanField(lazy_gettext("The citizen has been told that a system made a recommendation"))
    citizen_heard = BooleanField(lazy_gettext("The citizen has been heard about the recommendation"))
    seen_as = SelectField(
        lazy_gettext("I see it as …"),
        choices=[
            SelectChoice("", lazy_gettext("as the page says")),
            SelectChoice(Response.ACCEPTED.value, lazy_gettext("followed")),
            SelectChoice(Response.PARTLY_ACCEPTED.value, lazy_gettext("partly followed")),
            SelectChoice(Response.OVERRIDDEN.value, lazy_gettext("overridden")),
        ],
        validate_choice=False,
    )

    def optional(self) -> dict[str, Any]:
        """What was added, by the names of `NewDecision`."""
        return {
            "citizen_informed": True if self.citizen_informed.data else None,
            "citizen_heard": True if self.citizen_heard.data else None,
            "certainty": chosen(Certainty, self.certainty.data),
            "seen_as": chosen(Response, self.seen_as.data),
        }


def chosen(words: type[Word], told: str | None) -> Word | None:
    """The word of a closed list that was chosen; None where none was: no voluntary answer is ever refused."""
    return words(told) if told in {word.value for word in words} else None

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Where the recommendation is withheld: the reason for one's own judgement, without a code and without a response."""

import secrets
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, StringField

from caseworker.forms.answers import option_choices, read_answer, written_reason
from caseworker.forms.optional import OwnCertainty, chosen
from caseworker.forms.plain import Given, PlainForm
from caseworker.queries.cases import Asked
from caseworker.recording import NewDecision
from caseworker.registry import SystemRules
from caseworker.vocabulary.closed_lists import Certainty, Source
from caseworker.vocabulary.responses import Answer


class WithheldForm(OwnCertainty, PlainForm):
    """Why the caseworker decides as they judged; the judgement stands already."""

    key = HiddenField()
    reason = written_reason()
    draft_version = HiddenField()

    @classmethod
    def about(cls, asked: Asked, **filled: Any) -> "WithheldForm":
        """The form; `filled` is what its fields hold at first."""
        _ = asked
        form = cls(**filled)
        form.key.data = form.key.data or secrets.token_urlsafe(24)
        return form

    def because(self, answer: Answer | None, caseworker: str, now: datetime) -> NewDecision:
        """The decision with the reason that was written."""
        return NewDecision(
            source=Source.FORM,
            decided=answer,
            reason=self.reason.data or "",
            decided_at=now,
            caseworker=caseworker,
            shown=False,
            certainty=chosen(Certainty, self.certainty.data),
        )


class WithheldCorrectionForm(WithheldForm):
    """A correction of such a decision; the recommendation stays unseen."""

    revision = HiddenField()
    decided = RadioField(lazy_gettext("Your decision"), [Given("Choose what you decide.")], validate_choice=False)
    decided_number = StringField(lazy_gettext("Number"), render_kw={"inputmode": "decimal", "autocomplete": "off"})

    @classmethod
    def about(cls, asked: Asked, **filled: Any) -> "WithheldCorrectionForm":
        """The form with the options of the system."""
        form = cls(**filled)
        form.key.data = form.key.data or secrets.token_urlsafe(24)
        form.decided.choices = option_choices(asked)
        return form

    def decision(self, rules: SystemRules, _source: Source, caseworker: str, now: datetime) -> NewDecision:
        """What was filled in; raises Refused for an answer that the system does not know."""
        return self.because(read_answer(rules, self.decided, self.decided_number), caseworker, now)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The forms of a decision: own judgement, the answer to a recommendation, its correction, and both by hand."""

import secrets
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.forms.answers import option_choices, read_answer, reason_choices, written_reason
from caseworker.forms.optional import OptionalAnswers
from caseworker.forms.plain import Given, PlainForm
from caseworker.queries.cases import Asked
from caseworker.recording import NewDecision
from caseworker.registry import SystemRules
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import ReasonCodeMissing
from caseworker.vocabulary.responses import Answer


class OwnJudgementForm(PlainForm):
    """What the caseworker would choose, before the recommendation is shown."""

    decided = RadioField(
        lazy_gettext("Your own judgement"), [Given("Choose what you would decide yourself.")], validate_choice=False
    )
    decided_number = StringField(lazy_gettext("Number"), render_kw={"inputmode": "decimal", "autocomplete": "off"})

    @classmethod
    def about(cls, asked: Asked) -> "OwnJudgementForm":
        """The form with the options of the system."""
        form = cls()
        form.decided.choices = option_choices(asked)
        return form

    def answer(self, rules: SystemRules) -> Answer:
        """What was chosen; raises Refused."""
        return read_answer(rules, self.decided, self.decided_number)


class DecisionForm(OptionalAnswers, PlainForm):
    """The decision, its reason code, and why in writing."""

    key = HiddenField()
    decided = RadioField(lazy_gettext("Your decision"), [Given("Choose what you decide.")], validate_choice=False)
    decided_number = StringField(lazy_gettext("Number"), render_kw={"inputmode": "decimal", "autocomplete": "off"})
    reason_code = RadioField(lazy_gettext("Reason"), [Given(ReasonCodeMissing.sentence)], validate_choice=False)
    reason = written_reason()
    draft_version = HiddenField()

    @classmethod
    def about(cls, asked: Asked, **filled: Any) -> "DecisionForm":
        """The form with the options and codes of the system; `filled` is what its fields hold at first."""
        form = cls(**filled)
        form.decided.choices = option_choices(asked)
        form.reason_code.choices = reason_choices(asked)
        form.key.data = form.key.data or secrets.token_urlsafe(24)
        return form

    def decision(self, rules: SystemRules, source: Source, caseworker: str, now: datetime) -> NewDecision:
        """What was filled in, as recording takes it; raises Refused for an answer that the system does not know."""
        return NewDecision(
            source=source,
            decided=read_answer(rules, self.decided, self.decided_number),
            reason=self.reason.data or "",
            decided_at=now,
            reason_code=self.reason_code.data,
            caseworker=caseworker,
            **self.optional(),
        )


class CorrectionForm(DecisionForm):
    """A decision that supersedes the `revision` that the page showed."""

    revision = HiddenField()


class ManualForm(DecisionForm):
    """Recommendation and decision in one, where no system sends them."""

    case_reference = StringField(
        lazy_gettext("Case reference"), [Given("Give the case reference.")], render_kw={"autocomplete": "off"}
    )
    model_version = SelectField(lazy_gettext("Model version"), validate_choice=False)
    recommended = RadioField(
        lazy_gettext("What did the system recommend?"),
        [Given("Choose what the system recommended.")],
        validate_choice=False,
    )
    recommended_number = StringField(lazy_gettext("Number"), render_kw={"inputmode": "decimal", "autocomplete": "off"})

    @classmethod
    def about_system(cls, asked: Asked, versions: list[str], **filled: Any) -> "ManualForm":
        """The form of one system, newest version first; `filled` is what its fields hold at first."""
        form = cls.about(asked, **filled)
        form.recommended.choices = option_choices(asked)
        form.model_version.choices = [SelectChoice(version) for version in versions]
        return form

    def recommendation(self, rules: SystemRules) -> Answer:
        """What the system recommended; raises Refused."""
        return read_answer(rules, self.recommended, self.recommended_number)

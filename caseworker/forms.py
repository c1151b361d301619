# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Forms: shape only. What an input means is decided where it is recorded, and its refusal shown at its field."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from caseworker.localisation import FormTexts, said, sentence
from caseworker.optional_answers import OptionalAnswers
from caseworker.privacy import find_cpr, in_context
from caseworker.queries.cases import Asked
from caseworker.recording import NewDecision
from caseworker.registry import SystemRules
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import CprFound, ReasonCodeMissing, ReasonMissing, Refused, UnknownOption
from caseworker.vocabulary.responses import Answer

Stored = TypeVar("Stored")


class Given:
    """A validator: something was given; the sentence is that of the problem it spares."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Nothing; raises ValidationError for an empty input."""
        if not (field.data or "").strip():
            raise ValidationError(_(self.text))


class PlainForm(FlaskForm):  # type: ignore[misc]
    """A form with our own built-in sentences, which takes refusals from recording."""

    form_errors: list[str]

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """WTForms has no Danish."""

        def get_translations(self, _form: FlaskForm) -> FormTexts:
            """Our catalogue."""
            return FormTexts()

    def refuse(self, refused: Refused) -> None:
        """Nothing; the sentence stands at the field that it is about, or above the form."""
        field: Any = self._fields.get(refused.field)
        if field is None or isinstance(field, HiddenField):
            self.form_errors.append(sentence(refused))
        else:
            field.errors = [*field.errors, sentence(refused)]
            if isinstance(refused, CprFound):
                field.marked = in_context(field.data or "", refused.spans)


def recorded(form: PlainForm, act: Callable[[], Stored]) -> Stored | None:
    """What `act` stored; None where the form is incomplete or was refused, and then its errors say why."""
    if not form.validate_on_submit():
        return None
    try:
        return act()
    except Refused as refused:
        form.refuse(refused)
        return None


class LoginForm(PlainForm):
    """Name and password."""

    username = StringField(
        lazy_gettext("User name"),
        [Given("Write your user name.")],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy_gettext("Password"), [Given("Write your password.")], render_kw={"autocomplete": "current-password"}
    )


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


def without_cpr(_form: FlaskForm, field: Any) -> None:
    """Nothing; raises ValidationError for a CPR number, beside what else is missing, and marks where it stands."""
    spans = find_cpr(field.data)
    if spans:
        field.marked = in_context(field.data, spans)
        raise ValidationError(_(CprFound.sentence))


def written_reason() -> TextAreaField:
    """The field of the written reason."""
    return TextAreaField(
        lazy_gettext("Write briefly why"),
        [Given(ReasonMissing.sentence), without_cpr],
        # Browsers send a line break as two characters and count it as one.
        filters=[lambda text: text and text.replace("\r\n", "\n")],
        render_kw={"rows": 4, "autocomplete": "off"},
    )


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
    def about_system(cls, asked: Asked, versions: list[str]) -> "ManualForm":
        """The form of one system, newest version first."""
        form = cls.about(asked)
        form.recommended.choices = option_choices(asked)
        form.model_version.choices = [SelectChoice(version) for version in versions]
        return form

    def recommendation(self, rules: SystemRules) -> Answer:
        """What the system recommended; raises Refused."""
        return read_answer(rules, self.recommended, self.recommended_number)


def read_answer(rules: SystemRules, option: Field, number: Field) -> Answer:
    """The answer in the two fields; raises Refused, which names the field that was filled in wrongly."""
    chosen = rules.answers.options.get(option.data or "")
    try:
        if chosen is None:
            raise UnknownOption()
        return rules.answers.read(chosen.code, number.data)
    except Refused as refused:
        refused.field = number.name if chosen else option.name
        raise


def option_choices(asked: Asked) -> list[SelectChoice]:
    """The options in the order of the system, each with what the script needs to say what follows from it."""
    return [
        SelectChoice(
            option.code,
            said(option, "label"),
            {"data-family": option.family, **({"data-number": "yes"} if option.takes_number else {})},
        )
        for option in asked.options
        if not option.retired
    ]


def reason_choices(asked: Asked) -> list[SelectChoice]:
    """The reason codes in the order of the list, each with its side and its help text."""
    return [
        SelectChoice(reason.code, said(reason, "label"), {"data-side": reason.side, "data-help": said(reason, "help")})
        for reason in asked.reasons
    ]

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The fields of a decision: the options and codes to choose from, the written reason, and what they say when read."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from caseworker.forms.plain import Given, plain_breaks
from caseworker.localisation import said
from caseworker.models import ListedReason, Option
from caseworker.privacy import find_cpr, in_context
from caseworker.queries.cases import Asked
from caseworker.registry import SystemRules
from caseworker.vocabulary.problems import CprFound, ReasonMissing, Refused
from caseworker.vocabulary.responses import Answer


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
        filters=[plain_breaks],
        render_kw={"rows": 4, "autocomplete": "off"},
    )


def read_answer(rules: SystemRules, option: Field, number: Field) -> Answer:
    """The answer in the two fields; raises Refused, which names the field that was filled in wrongly."""
    chosen = option.data or ""
    rules.answers.check_offered(chosen, option.name)
    try:
        return rules.answers.read(chosen, number.data)
    except Refused as refused:
        refused.field = number.name
        raise


def option_choices(asked: Asked) -> list[SelectChoice]:
    """The options that may be chosen, in the order of the system, with what the script needs to say what follows."""
    return [
        SelectChoice(
            option.code,
            _label(option),
            {"data-family": option.family, **({"data-number": "yes"} if option.takes_number else {})},
        )
        for option in asked.options
        if not asked.rules.answers.options[option.code].retired
    ]


def reason_choices(asked: Asked) -> list[SelectChoice]:
    """The reason codes in the order of the list, each with its side and its help text."""
    return [
        SelectChoice(reason.code, _label(reason), {"data-side": reason.side, "data-help": said(reason, "help")})
        for reason in asked.reasons
    ]


def _label(choice: Option | ListedReason) -> str:
    label = said(choice, "label")
    return f"{label} ({_('retired')})" if choice.retired else label

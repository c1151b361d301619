# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What every form is: its built-in sentences in our words, and refusals shown at their fields."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from caseworker.localisation import FormTexts, sentence
from caseworker.privacy import in_context
from caseworker.vocabulary.problems import CprFound, Refused

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


def plain_breaks(text: str | None) -> str | None:
    """The text as it was written: browsers send a line break as two characters and count it as one."""
    return text and text.replace("\r\n", "\n")

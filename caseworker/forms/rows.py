# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What forms over rows of the registry share: fields that know what they hold, and who changed the row meanwhile."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from caseworker.columns import Ledgered
from caseworker.forms.plain import PlainForm
from caseworker.vocabulary.numbers import read_number, read_whole
from caseworker.vocabulary.problems import Refused
from caseworker.vocabulary.responses import danish

Groups = tuple[tuple[LazyString | str, tuple[str, ...]], ...]


class TextField(StringField):
    """One line of text."""

    def value(self) -> Any:
        """The text without surrounding blanks."""
        return (self.data or "").strip()


class LongTextField(TextAreaField):
    """Text of several lines."""

    def value(self) -> str:
        """The text with plain line breaks; browsers send two characters."""
        return (self.data or "").replace("\r\n", "\n").strip()


class NumberField(TextField):
    """An exact number, written as people write it."""

    def value(self) -> Decimal | None:
        """The number; None for an empty field. Raises Refused."""
        text = super().value()
        number = read_number(text)
        if text and number is None:
            raise Refused("Write a number, such as 0,25.", field=self.name)
        return number


class WholeNumberField(TextField):
    """A whole number."""

    def value(self) -> int | None:
        """The number; None for an empty field. Raises Refused."""
        text = super().value()
        number = read_number(text)
        if text and (number is None or number != int(number)):
            raise Refused("Write a whole number.", field=self.name)
        return None if number is None else int(number)


class DayField(TextField):
    """A date, written as `23.11.2026`; browsers would show it in an order of their own."""

    def value(self) -> date | None:
        """The date; None for an empty field. Raises Refused."""
        text = super().value()
        if not text:
            return None
        try:
            day, month, year = text.split(".")
            return date.fromisoformat(f"{year.strip()}-{month.strip():0>2}-{day.strip():0>2}")
        except ValueError as error:
            raise Refused("That is not a date. Write it as 23.11.2026.", field=self.name) from error


class SeenField(HiddenField):
    """The entry, or the version of a list, that a form was filled from."""

    @property
    def entry(self) -> int:
        """The number; -1, which is none, where it was tampered with."""
        number = read_whole(str(self.data))
        return -1 if number is None else number


class RowForm(PlainForm):
    """A form over one row; `seen` is the entry that it was filled from, and `GROUPS` the order of its fields."""

    GROUPS: ClassVar[Groups] = ()
    _fields: dict[str, Field]
    seen = SeenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Faults are told in the order of the page, not in that of the classes that the fields come from.
        shown = [name for _heading, names in self.GROUPS for name in names]
        self._fields = {name: self._fields[name] for name in [*shown, *(self._fields.keys() - set(shown))]}

    @classmethod
    def over(cls, row: Ledgered) -> Self:
        """The form filled with the row as it stands, or with what was sent."""
        return cls(data={**{name: written(value) for name, value in row.model_dump().items()}, "seen": row.entry})

    def told(self) -> dict[str, Any]:
        """What was filled in, by column; raises Refused at the field."""
        return {name: value_of(self[name]) for _heading, names in self.GROUPS for name in names if name in self}

    def meanwhile(self, row: Ledgered) -> list[tuple[str, str]]:
        """(label, text) of what stands and differs from the form, where the row was changed since the form was filled.

        The form counts as filled from the row afterwards: whoever sends it again has seen what stands.
        """
        if self.seen.entry == row.entry:
            return []
        self.seen.data = str(row.entry)
        stands = {name: written(value) for name, value in row.model_dump().items()}
        return [
            (str(self[name].label.text), _shown(stands[name]))
            for _heading, names in self.GROUPS
            for name in names
            if name in self and name in stands and _shown(self[name].data) != _shown(stands[name])
        ]


def written(value: object) -> object:
    """A stored value as its field holds it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return danish(value)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return "" if value is None else str(value)


def value_of(field: Field) -> Any:
    """What was filled into the field, as it is stored; raises Refused."""
    return field.value() if hasattr(field, "value") else field.data


def _shown(value: object) -> str:
    if isinstance(value, bool):
        yes: str = _("yes") if value else _("no")
        return yes
    return str(value or "").replace("\r\n", "\n").strip() or "–"


def _given(_form: PlainForm, field: Field) -> None:
    """A validator: raises ValidationError for an empty field, by its name, for a form may have several of them."""
    if not (field.data or "").strip():
        raise ValidationError(_("Fill in “%(field)s”.", field=field.label.text))


def line(label: str, hint: str = "", *, given: bool = False, field: type[TextField] = TextField) -> Field:
    """A field of one line; its message ids were marked where it is called."""
    kind = {"inputmode": "decimal"} if field in (NumberField, WholeNumberField) else {}
    return field(label, [_given] if given else [], description=hint, render_kw={"autocomplete": "off", **kind})


def lines(label: str, hint: str = "") -> LongTextField:
    """A field of several lines."""
    return LongTextField(label, description=hint, render_kw={"autocomplete": "off", "rows": 3})

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The forms of a double reading: who reads what, and what a reader says of one reason."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.forms.plain import Given, PlainForm
from caseworker.localisation import said
from caseworker.models import System, User
from caseworker.obstacles import quarter_of
from caseworker.recording import NewDoubleReading, Period
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ReasonVerdict
from caseworker.vocabulary.problems import Refused

VERDICTS = {
    ReasonVerdict.SUPPORTS: lazy_gettext("The reason supports the choice"),
    ReasonVerdict.DOES_NOT: lazy_gettext("The reason does not support the choice"),
    ReasonVerdict.CANNOT_TELL: lazy_gettext("It cannot be told from the reason"),
}
LATEST_WEEKS = (12, 8, 4)
QUARTERS = 4
_WEEKS_BACK = 13 * (QUARTERS + 1) + 1


class NewDoubleReadingForm(PlainForm):
    """Of which system and period, by whom, and how many."""

    system = SelectField(lazy_gettext("System"), [Given("Choose a system.")], choices=[], validate_choice=False)
    period = SelectField(lazy_gettext("Period"), [Given("Choose a period.")], choices=[], validate_choice=False)
    first_reader = SelectField(
        lazy_gettext("One reader"), [Given("Choose somebody of the team.")], choices=[], validate_choice=False
    )
    second_reader = SelectField(
        lazy_gettext("The other reader"), [Given("Choose somebody of the team.")], choices=[], validate_choice=False
    )
    each = StringField(
        lazy_gettext("How many of each response?"),
        default=str(limits.DOUBLE_READING),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )

    @classmethod
    def offering(cls, systems: Sequence[System], readers: Sequence[User], today: date) -> "NewDoubleReadingForm":
        """The form with what can be chosen; nobody is chosen beforehand."""
        form = cls()
        offered = [SelectChoice(system.code, said(system, "name")) for system in systems]
        form.system.choices = [SelectChoice("", "–"), *offered]
        form.period.choices = [SelectChoice(code, text) for code, text in periods_offered(today)]
        people = [SelectChoice("", "–"), *(SelectChoice(str(user.id), user.name) for user in readers)]
        form.first_reader.choices = form.second_reader.choices = people
        return form

    def new(self, team: str) -> NewDoubleReading:
        """What was filled in; raises Refused."""
        choices: list[Any] = [self.system, self.period, self.first_reader, self.second_reader]
        for field in choices:
            if field.data not in [choice.value for choice in field.choices]:
                raise Refused("Choose from the list.", field=field.name)
        first, last = (date.fromisoformat(day) for day in self.period.data.split("/"))
        each = (self.each.data or "").strip()
        number = int(each) if each.isascii() and each.isdigit() and len(each) < 4 else 0
        readers = UUID(self.first_reader.data), UUID(self.second_reader.data)
        return NewDoubleReading(Period(self.system.data, team, first, last), number, readers)


class VerdictForm(PlainForm):
    """What a reader says of one reason."""

    verdict = RadioField(
        lazy_gettext("What do you say?"),
        [Given("Choose what you say of the reason.")],
        choices=[SelectChoice(verdict.value, text) for verdict, text in VERDICTS.items()],
        validate_choice=False,
    )

    def chosen(self) -> ReasonVerdict:
        """The verdict; raises Refused for one that is not of the list."""
        if self.verdict.data not in list(ReasonVerdict):
            raise Refused("Choose what you say of the reason.", field="verdict")
        return ReasonVerdict(self.verdict.data)


def periods_offered(today: date) -> list[tuple[str, str]]:
    """(first and last day as ISO texts with `/` between, name) of the latest weeks and quarters that are over."""
    monday = today - timedelta(days=today.weekday())
    latest = [
        (_code(monday - timedelta(weeks=weeks), monday), _("The latest %(weeks)s whole weeks", weeks=weeks))
        for weeks in LATEST_WEEKS
    ]
    quarters: dict[str, list[date]] = {}
    for back in range(1, _WEEKS_BACK):
        start = monday - timedelta(weeks=back)
        quarters.setdefault(quarter_of(start), []).append(start)
    over = [(name, weeks) for name, weeks in quarters.items() if name != quarter_of(monday)][:QUARTERS]
    return latest + [(_code(weeks[-1], weeks[0] + timedelta(weeks=1)), _quarter(name)) for name, weeks in over]


def _code(first: date, after: date) -> str:
    return f"{first.isoformat()}/{(after - timedelta(days=1)).isoformat()}"


def _quarter(name: str) -> str:
    year, number = name.split("-Q")
    text: str = _("Quarter %(number)s, %(year)s", number=number, year=year)
    return text

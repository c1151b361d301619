# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Forms about reason lists."""

from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.forms.plain import Given, PlainForm
from caseworker.forms.rows import Groups, RowForm, SeenField, line
from caseworker.localisation import language, said
from caseworker.models import ListedReason
from caseworker.vocabulary.closed_lists import ReasonSide
from caseworker.vocabulary.problems import Refused
from caseworker.vocabulary.reasons import OWNER_NAMES, ReasonOwner


class OfferedForm(PlainForm):
    """Which codes of the list a system offers."""

    seen = SeenField()
    codes = SelectMultipleField(lazy_gettext("Codes that the form offers"), validate_choice=False)

    @classmethod
    def over(cls, listed: list[ListedReason], offered: list[str], seen: int) -> Self:
        """The form with the codes of the list that are not retired."""
        form = cls(data={"codes": offered, "seen": seen})
        form.codes.choices = [
            SelectChoice(each.code, said(each, "label"), {"data-side": each.side, "data-help": said(each, "help")})
            for each in listed
            if not each.retired
        ]
        return form


class NewReasonForm(RowForm):
    """A code of one's own."""

    GROUPS: ClassVar[Groups] = (("", ("code", "side", "owner", "label_da", "label_en", "help_da", "help_en")),)
    code = line(
        lazy_gettext("Code"), lazy_gettext("Short, such as L1. It is never changed and never used again."), given=True
    )
    side = RadioField(
        lazy_gettext("When is it chosen?"),
        [Given("Choose when the code is chosen.")],
        choices=[
            SelectChoice(ReasonSide.DEPART.value, lazy_gettext("When overriding or partly following")),
            SelectChoice(ReasonSide.FOLLOW.value, lazy_gettext("When following")),
        ],
        validate_choice=False,
    )
    owner = SelectField(
        lazy_gettext("Who can act on it?"),
        default=ReasonOwner.PRACTICE.value,
        validate_choice=False,
    )
    label_da = line(lazy_gettext("Text in Danish"), given=True)
    label_en = line(lazy_gettext("Text in English"), given=True)
    help_da = line(lazy_gettext("Help in Danish"), lazy_gettext("One line that says when the code fits."))
    help_en = line(lazy_gettext("Help in English"))

    @classmethod
    def empty(cls, seen: int) -> Self:
        """The form to be filled in; `seen` is the version of the list that it adds to."""
        form = cls(data={"seen": seen})
        form.owner.choices = [SelectChoice(o.value, names[language() == "en"]) for o, names in OWNER_NAMES.items()]
        return form

    def new(self) -> ListedReason:
        """The new code; raises Refused at the field."""
        return ListedReason(entry=0, list_version=0, **self.told())

    def told(self) -> dict[str, Any]:
        """What was filled in; raises Refused at the field, also for a choice that the page does not offer."""
        told = super().told()
        if told["side"] not in list(ReasonSide):
            raise Refused("Choose when the code is chosen.", field="side")
        if told["owner"] not in list(ReasonOwner):
            raise Refused("Choose who can act on it.", field="owner")
        return told

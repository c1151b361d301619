# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The form of an address that is told of decisions."""

from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.forms.rows import Groups, RowForm, line
from caseworker.models import System
from caseworker.vocabulary.closed_lists import WebhookEvent

EVENTS = {
    WebhookEvent.DECISION_RECORDED: lazy_gettext("A decision is recorded"),
    WebhookEvent.DECISION_CORRECTED: lazy_gettext("A decision is corrected"),
    WebhookEvent.RESULT_ADDED: lazy_gettext("A result is added"),
}
_FIELDS = {
    "recorded": WebhookEvent.DECISION_RECORDED,
    "corrected": WebhookEvent.DECISION_CORRECTED,
    "result": WebhookEvent.RESULT_ADDED,
}


class WebhookForm(RowForm):
    """An address, its system, and what it is to be told of."""

    GROUPS: ClassVar[Groups] = (
        ("", ("system", "address")),
        (lazy_gettext("What it is told of"), tuple(_FIELDS)),
    )
    system = SelectField(lazy_gettext("System"), validate_choice=False)
    address = line(
        lazy_gettext("Address"), lazy_gettext("For example: https://fagsystem.example.dk/beslutninger"), given=True
    )
    recorded = BooleanField(EVENTS[WebhookEvent.DECISION_RECORDED], default=True)
    corrected = BooleanField(EVENTS[WebhookEvent.DECISION_CORRECTED], default=True)
    result = BooleanField(EVENTS[WebhookEvent.RESULT_ADDED], default=True)

    def offer(self, systems: list[System], language: str) -> Self:
        """The form with these systems to choose from."""
        self.system.choices = [SelectChoice(each.code, getattr(each, f"name_{language}")) for each in systems]
        return self

    def told(self) -> dict[str, Any]:
        """What was filled in."""
        told = super().told()
        events = [event.value for name, event in _FIELDS.items() if told.pop(name)]
        return {**told, "events": events}

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The forms of follow-ups, and of opening a drawn reason; with the words of their closed lists."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import DateInput

from caseworker.forms.plain import Given, PlainForm
from caseworker.localisation import said
from caseworker.queries.cases import Asked
from caseworker.queries.disagreements import PURPOSES
from caseworker.queries.follow_ups import Followed
from caseworker.recording import Course, NewFollowUp
from caseworker.vocabulary.closed_lists import FollowUpKind, FollowUpState, FollowUpSubject, ReadingPurpose
from caseworker.vocabulary.problems import Refused

KINDS = {
    FollowUpKind.NONE: lazy_gettext("No follow-up"),
    FollowUpKind.DISCUSS: lazy_gettext("To be discussed at a team meeting"),
    FollowUpKind.GUIDANCE: lazy_gettext("Guidance is to be made clearer"),
    FollowUpKind.REPORT: lazy_gettext("Reported to the system's owner"),
    FollowUpKind.DATA_FAULT: lazy_gettext("A data fault is to be corrected"),
}
STATES = {
    FollowUpState.OPEN: lazy_gettext("open"),
    FollowUpState.DONE: lazy_gettext("done"),
    FollowUpState.DROPPED: lazy_gettext("given up"),
}
SUBJECTS = {
    FollowUpSubject.PATTERN: lazy_gettext("A pattern"),
    FollowUpSubject.CASE_TYPE: lazy_gettext("A case type"),
    FollowUpSubject.DATA_SOURCE: lazy_gettext("A data source"),
    FollowUpSubject.QUESTION: lazy_gettext("A question from the ethics board"),
    FollowUpSubject.RECORD: lazy_gettext("A single record"),
}
WORDS = {"kinds": KINDS, "states": STATES, "subjects": SUBJECTS}
"""What pages call the codes of the closed lists."""


def _plain_breaks(text: str | None) -> str | None:
    """Browsers send a line break as two characters and count it as one."""
    return text and text.replace("\r\n", "\n")


def _written(label: Any) -> TextAreaField:
    return TextAreaField(label, filters=[_plain_breaks], render_kw={"rows": 4, "autocomplete": "off"})


class CourseForm(PlainForm):
    """What is done, by whom, and by when."""

    kind = RadioField(
        lazy_gettext("What happens now?"),
        [Given("Choose what happens now.")],
        choices=[SelectChoice(kind.value, text) for kind, text in KINDS.items()],
        validate_choice=False,
    )
    owner = StringField(lazy_gettext("Who takes care of it?"), render_kw={"autocomplete": "off"})
    due_on = StringField(lazy_gettext("By when?"), widget=DateInput())
    text = _written(lazy_gettext("What was seen, and what is to happen?"))

    def course(self, **more: Any) -> Course:
        """What was filled in, as recording takes it; raises Refused."""
        return Course(
            kind=_of_list(FollowUpKind, self.kind.data, "kind"),
            due_on=_day(self.due_on.data),
            owner=self.owner.data or "",
            text=self.text.data or "",
            **more,
        )


class NewFollowUpForm(CourseForm):
    """What is followed up in one system, and how."""

    about = RadioField(
        lazy_gettext("What is it about?"), [Given("Choose what it is about.")], choices=[], validate_choice=False
    )
    option = SelectField(lazy_gettext("The system recommends"), choices=[], validate_choice=False)
    subject = StringField(lazy_gettext("In a few words"), render_kw={"autocomplete": "off"})

    @classmethod
    def about_system(cls, asked: Asked, team: str | None) -> "NewFollowUpForm":
        """The form of one system; a question is the board's alone, which has no team."""
        form = cls()
        subjects = [each for each in SUBJECTS if each is not FollowUpSubject.RECORD]
        offered = [each for each in subjects if team is None or each is not FollowUpSubject.QUESTION]
        form.about.choices = [SelectChoice(each.value, SUBJECTS[each]) for each in offered]
        options = [SelectChoice(option.code, said(option, "label")) for option in asked.options]
        form.option.choices = [SelectChoice("", "–"), *options]
        return form

    def follow_up(self, system: str, team: str | None) -> NewFollowUp:
        """What was filled in; raises Refused."""
        about: FollowUpSubject = _of_list(FollowUpSubject, self.about.data, "about")
        if (team is not None and about is FollowUpSubject.QUESTION) or about is FollowUpSubject.RECORD:
            raise Refused("Choose what it is about.", field="about")
        return NewFollowUp(
            system, about, self.course(), team=team, subject=self.subject.data or "", option=self.option.data or None
        )


class RecordFollowUpForm(PlainForm):
    """What the author of a record wants followed up on it; the lead says who and when."""

    kind = RadioField(
        lazy_gettext("What do you suggest?"),
        [Given("Choose what you suggest.")],
        choices=[SelectChoice(kind.value, text) for kind, text in KINDS.items() if kind is not FollowUpKind.NONE],
        validate_choice=False,
    )
    text = _written(lazy_gettext("What was seen, and what is to happen?"))

    def course(self) -> Course:
        """What was filled in, as recording takes it; raises Refused."""
        kind = _of_list(FollowUpKind, self.kind.data, "kind")
        if kind is FollowUpKind.NONE:
            raise Refused("Choose what you suggest.", field="kind")
        return Course(kind=kind, text=self.text.data or "")


class ProposalForm(RecordFollowUpForm):
    """What the reader of a drawn record proposes to its author; a page has one form for each record."""

    owner = StringField(lazy_gettext("Who takes care of it?"), render_kw={"autocomplete": "off"})
    due_on = StringField(lazy_gettext("By when?"), widget=DateInput())

    @classmethod
    def about_place(cls, place: int, **filled: Any) -> "ProposalForm":
        """The form of the record drawn as number `place`."""
        return cls(prefix=f"proposal-{place}-", **filled)

    def course(self) -> Course:
        """What was filled in, as recording takes it; raises Refused."""
        return replace(super().course(), owner=self.owner.data or "", due_on=_day(self.due_on.data))


class ChangeFollowUpForm(CourseForm):
    """How a follow-up went on from the `revision` that the page showed, and what came of it."""

    revision = HiddenField()
    state = RadioField(
        lazy_gettext("How far is it?"),
        [Given("Choose how far it is.")],
        choices=[SelectChoice(state.value, text) for state, text in STATES.items()],
        validate_choice=False,
    )
    answer = _written(lazy_gettext("What came of it?"))

    @classmethod
    def standing(cls, followed: Followed) -> "ChangeFollowUpForm":
        """The form, filled with what stands."""
        row, texts = followed.follow_up, followed.texts
        filled = {name: texts.get(name) or "" for name in ("owner", "text", "answer")}
        due_on = row.due_on.isoformat() if row.due_on else ""
        return cls(formdata=None, revision=row.revision, kind=row.kind, state=row.state, due_on=due_on, **filled)

    def change(self) -> Course:
        """What was filled in; raises Refused."""
        state = _of_list(FollowUpState, self.state.data, "state")
        return self.course(state=state, answer=self.answer.data or "")


class OpenReasonForm(PlainForm):
    """What a drawn reason is opened for."""

    purpose = RadioField(lazy_gettext("What for?"), [Given("Choose what you open it for.")], validate_choice=False)

    def chosen(self) -> ReadingPurpose:
        """The purpose; raises Refused for one that is not offered."""
        purpose: ReadingPurpose = _of_list(ReadingPurpose, self.purpose.data, "purpose")
        if purpose not in PURPOSES:
            raise Refused("Choose what you open it for.", field="purpose")
        return purpose


_NOT_OF_LIST = {
    "kind": "Choose what happens now.",
    "about": "Choose what it is about.",
    "state": "Choose how far it is.",
    "purpose": "Choose what you open it for.",
}


def _of_list(values: Any, given: str | None, field: str) -> Any:
    if given not in list(values):
        raise Refused(_NOT_OF_LIST[field], field=field)
    return values(given)


def _day(text: str | None) -> date | None:
    """A date as browsers send it, or as Danes write it; raises Refused."""
    written = (text or "").strip()
    if not written:
        return None
    day, _dot, rest = written.partition(".")
    month, _dot, year = rest.partition(".")
    try:
        return date(int(year), int(month), int(day)) if year else date.fromisoformat(written)
    except ValueError as error:
        raise Refused("Write the date as day, month and year, such as 31.12.2026.", field="due_on") from error

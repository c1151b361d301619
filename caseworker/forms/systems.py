# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Forms about systems, their versions and options."""

from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, FileField, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.columns import Ledgered
from caseworker.forms.plain import PlainForm
from caseworker.forms.rows import DayField, Groups, NumberField, RowForm, WholeNumberField, line, lines
from caseworker.models import ModelVersion, Option, System
from caseworker.registry.systems import NUMBERS
from caseworker.vocabulary.closed_lists import AnswerKind
from caseworker.vocabulary.problems import Refused

NUMBER_FIELDS = ("unit_da", "unit_en", *NUMBERS)
_MAY_BE_ABSENT = frozenset({"data_basis_da", "data_basis_en", "withheld_seed", "withheld_approval"})


class SystemForm(RowForm):
    """What is said of a system, and how it is answered; never its code or what kind of answer it gives."""

    GROUPS: ClassVar[Groups] = (
        (lazy_gettext("Name and purpose"), ("name_da", "name_en", "purpose_da", "purpose_en", "owner", "legal_basis")),
        (
            lazy_gettext("What its pages say"),
            ("notice_da", "notice_en", "data_basis_da", "data_basis_en", "unknowns_da", "unknowns_en"),
        ),
        (
            lazy_gettext("The words of its scale"),
            ("scale_more_da", "scale_more_en", "scale_less_da", "scale_less_en"),
        ),
        (lazy_gettext("Numbers"), NUMBER_FIELDS),
        (
            lazy_gettext("Own judgement"),
            ("own_judgement_first", "withheld_share", "withheld_seed", "withheld_approval"),
        ),
        (lazy_gettext("Complaints"), ("complaint_body", "complaint_deadline")),
    )
    name_da = line(lazy_gettext("Name in Danish"), given=True)
    name_en = line(lazy_gettext("Name in English"), given=True)
    purpose_da = lines(lazy_gettext("Purpose in Danish"))
    purpose_en = lines(lazy_gettext("Purpose in English"))
    owner = line(lazy_gettext("Owner"), lazy_gettext("A function, not a person: who answers for the system."))
    legal_basis = lines(lazy_gettext("Legal basis"))
    notice_da = lines(lazy_gettext("Notice in Danish"), lazy_gettext("Shown on the page of each recommendation."))
    notice_en = lines(lazy_gettext("Notice in English"))
    data_basis_da = lines(lazy_gettext("Data basis in Danish"), lazy_gettext("One source on each line."))
    data_basis_en = lines(lazy_gettext("Data basis in English"))
    unknowns_da = lines(lazy_gettext("What the system cannot know, in Danish"), lazy_gettext("One thing on each line."))
    unknowns_en = lines(lazy_gettext("What the system cannot know, in English"))
    scale_more_da = line(lazy_gettext("More, in Danish"), lazy_gettext("For example: mere hjælp"))
    scale_more_en = line(lazy_gettext("More, in English"))
    scale_less_da = line(lazy_gettext("Less, in Danish"), lazy_gettext("For example: mindre hjælp"))
    scale_less_en = line(lazy_gettext("Less, in English"))
    unit_da = line(lazy_gettext("Unit in Danish"), lazy_gettext("For example: timer pr. uge"))
    unit_en = line(lazy_gettext("Unit in English"))
    minimum = line(lazy_gettext("Smallest number"), field=NumberField)
    maximum = line(lazy_gettext("Largest number"), field=NumberField)
    step = line(lazy_gettext("Step"), field=NumberField)
    tolerance = line(
        lazy_gettext("Followed within"),
        lazy_gettext("So far from the recommended number a decision still counts as followed."),
        field=NumberField,
    )
    partly_within = line(
        lazy_gettext("Partly followed within"),
        lazy_gettext("So far from it a decision counts as partly followed."),
        field=NumberField,
    )
    own_judgement_first = BooleanField(
        lazy_gettext("Ask for the caseworker's own judgement before the recommendation is shown")
    )
    withheld_share = line(
        lazy_gettext("Share of the cases in which the recommendation is not shown"),
        lazy_gettext("For example: 0,1 for one case in ten. Leave it empty for none."),
        field=NumberField,
    )
    withheld_seed = line(lazy_gettext("Seed of the draw"), lazy_gettext("Any text; with it the draw can be repeated."))
    withheld_approval = line(
        lazy_gettext("Approval of the sample"), lazy_gettext("For example: Dataetisk råd, 12.10.2026, punkt 4")
    )
    complaint_body = line(
        lazy_gettext("Complaint body"), lazy_gettext("Needed before an explanation for the citizen can be made.")
    )
    complaint_deadline = line(lazy_gettext("Deadline for complaints"), lazy_gettext("For example: 4 uger"))

    @classmethod
    def over(cls, row: Ledgered) -> Self:
        """The form of the system; one that recommends options is not asked about numbers."""
        form = super().over(row)
        if isinstance(row, System) and row.answer_kind != AnswerKind.NUMBER:
            for name in NUMBER_FIELDS:
                del form[name]
        return form

    def told(self) -> dict[str, Any]:
        """What was filled in; None for an empty text that older systems lack altogether."""
        told = super().told()
        return {name: None if name in _MAY_BE_ABSENT and value == "" else value for name, value in told.items()}


class NewSystemForm(SystemForm):
    """A system that is not registered yet: what it cannot be without; the rest is told on its page."""

    GROUPS: ClassVar[Groups] = (
        (lazy_gettext("Code and answers"), ("code", "answer_kind")),
        SystemForm.GROUPS[0],
        (lazy_gettext("Numbers"), NUMBER_FIELDS),
    )
    code = line(lazy_gettext("Code"), lazy_gettext("Stands in files and addresses, and never changes."), given=True)
    answer_kind = RadioField(
        lazy_gettext("What does the system recommend?"),
        choices=[
            SelectChoice(AnswerKind.OPTION.value, lazy_gettext("One of several options")),
            SelectChoice(AnswerKind.NUMBER.value, lazy_gettext("A number, such as hours a week")),
        ],
        default=AnswerKind.OPTION.value,
        validate_choice=False,
    )

    def system(self) -> System:
        """The new system, without numbers where it recommends options; raises Refused at the field."""
        told = self.told()
        if told["answer_kind"] != AnswerKind.NUMBER:
            told = {name: value for name, value in told.items() if name not in NUMBER_FIELDS}
        return System(entry=0, **told)


class FileForm(PlainForm):
    """A file that describes a system."""

    file = FileField(lazy_gettext("File (TOML)"))

    def content(self) -> bytes:
        """What is in the file; raises Refused where none was chosen."""
        if not getattr(self.file.data, "filename", ""):
            raise Refused("Choose a file.", field="file")
        content: bytes = self.file.data.read()
        return content


class VersionForm(RowForm):
    """What is said of a model version."""

    GROUPS: ClassVar[Groups] = (("", ("valid_from", "note_da", "note_en")),)
    valid_from = line(lazy_gettext("In use from"), lazy_gettext("For example: 23.11.2026"), field=DayField)
    note_da = lines(lazy_gettext("Note in Danish"), lazy_gettext("What is new in it."))
    note_en = lines(lazy_gettext("Note in English"))


class NewVersionForm(VersionForm):
    """A model version that is not registered yet."""

    GROUPS: ClassVar[Groups] = (("", ("version", "valid_from", "note_da", "note_en")),)
    version = line(
        lazy_gettext("Version"), lazy_gettext("Exactly as the system calls it. It never changes."), given=True
    )

    def new(self, system: str) -> ModelVersion:
        """The new version; raises Refused at the field."""
        return ModelVersion(entry=0, system=system, **self.told())


class OptionForm(RowForm):
    """What may change of an option."""

    GROUPS: ClassVar[Groups] = (("", ("label_da", "label_en", "position", "retired")),)
    label_da = line(lazy_gettext("Text in Danish"), given=True)
    label_en = line(lazy_gettext("Text in English"), given=True)
    position = line(
        lazy_gettext("Place in the order of the screen"),
        lazy_gettext("The smallest stands first. The order must not favour what the system recommends most often."),
        given=True,
        field=WholeNumberField,
    )
    retired = BooleanField(lazy_gettext("Retired: it can no longer be chosen"))


class NewOptionForm(OptionForm):
    """An option that is not registered yet; its code, family and rank are given once."""

    GROUPS: ClassVar[Groups] = (("", ("code", "label_da", "label_en", "family", "rank", "takes_number", "position")),)
    code = line(lazy_gettext("Code"), lazy_gettext("Stands in files and addresses, and never changes."), given=True)
    family = line(
        lazy_gettext("Family"),
        lazy_gettext(
            "Options of the same family are close to each other: a change between them counts as partly followed, "
            "a change to another family as overridden. Grant and refusal are never one family."
        ),
        given=True,
    )
    rank = line(
        lazy_gettext("Rank"),
        lazy_gettext("How far it goes on the system's own scale; 1 is least. Leave it empty if there is no scale."),
        field=WholeNumberField,
    )
    takes_number = BooleanField(lazy_gettext("This option takes the number"))

    def new(self, system: str) -> Option:
        """The new option; raises Refused at the field."""
        return Option(entry=0, system=system, **self.told())

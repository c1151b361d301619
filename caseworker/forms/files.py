# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The forms that files come in and go out by."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, DateField, FileField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional, ValidationError

from caseworker.forms.plain import PlainForm
from caseworker.interchange.columns import REQUIRED, Column
from caseworker.interchange.page_imports import Choices
from caseworker.interchange.proposing import group_named
from caseworker.localisation import said
from caseworker.models import System
from caseworker.vocabulary.closed_lists import FileForm

AS_GROUP = "group"


def form_named(name: str) -> FileForm | None:
    """The form of the file that has this name; None for any other."""
    suffix = name.rpartition(".")[2].casefold()
    return FileForm(suffix) if suffix in list(FileForm) else None


class UploadForm(PlainForm):
    """A file and the system that it is about."""

    system = SelectField(lazy_gettext("System"))
    file = FileField(lazy_gettext("File"))

    @classmethod
    def about(cls, systems: Sequence[System]) -> "UploadForm":
        """The form with these systems."""
        form = cls()
        form.system.choices = [SelectChoice(system.code, said(system, "name")) for system in systems]
        return form

    def validate_file(self, field: FileField) -> None:
        """Nothing; raises ValidationError for no file, and for one whose name says another kind."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_("Choose a file."))
        if form_named(field.data.filename) is None:
            raise ValidationError(_("The file must be .csv, .xlsx, .parquet or .jsonl."))


class ColumnsForm(PlainForm):
    """What the columns of a file are; the columns themselves are fields `column-0`, `column-1` and so on."""

    model_version = StringField(lazy_gettext("Model version, where a row has none"))
    decided_at = DateField(lazy_gettext("Date of the decision, where a row has none"), [Optional()])
    creates = BooleanField(lazy_gettext("Register model versions and teams that are new in the file"))

    def choices_for(self, names: Sequence[str], sent: Sequence[str]) -> Choices:
        """What was chosen for the columns of these names."""
        pairs = zip(names, sent, strict=True)
        columns = {name: group_named(name) if ours == AS_GROUP else ours or None for name, ours in pairs}
        defaults = {}
        if self.model_version.data:
            defaults[Column.MODEL_VERSION.value] = self.model_version.data
        if self.decided_at.data:
            defaults[Column.DECIDED_AT.value] = self.decided_at.data.isoformat()
        return Choices(columns, defaults, bool(self.creates.data))


def missing_columns(choices: Choices) -> list[Column]:
    """The columns that every row needs and that nothing was chosen for."""
    told = {*choices.columns.values(), *choices.defaults}
    return [column for column in REQUIRED if column not in told]


def taken_twice(choices: Choices) -> list[str]:
    """The columns that two of the file's were chosen for."""
    chosen = [ours for ours in choices.columns.values() if ours is not None]
    return sorted({ours for ours in chosen if chosen.count(ours) > 1})


class ExportForm(PlainForm):
    """Which decisions, and in which kind of file."""

    system = SelectField(lazy_gettext("System"))
    first = DateField(lazy_gettext("From and including"), [Optional()])
    last = DateField(lazy_gettext("To and including"), [Optional()])
    form = SelectField(
        lazy_gettext("Kind of file"),
        choices=[
            SelectChoice(FileForm.XLSX.value, lazy_gettext("Excel (.xlsx)")),
            SelectChoice(FileForm.CSV.value, lazy_gettext("CSV with semicolons (.csv)")),
            SelectChoice(FileForm.PARQUET.value, "Parquet (.parquet)"),
            SelectChoice(FileForm.JSON_LINES.value, lazy_gettext("JSON lines (.jsonl)")),
        ],
    )
    with_clusters = BooleanField(lazy_gettext("Add a random number for each decider and quarter"))

    @classmethod
    def about(cls, systems: Sequence[System]) -> "ExportForm":
        """The form with these systems, and all of them first."""
        form = cls()
        form.system.choices = [
            SelectChoice("", _("All systems")),
            *(SelectChoice(system.code, said(system, "name")) for system in systems),
        ]
        return form

    def validate_last(self, field: DateField) -> None:
        """Nothing; raises ValidationError for a last day before the first."""
        first: date | None = self.first.data
        if first and field.data and field.data < first:
            raise ValidationError(_("The last day is before the first."))

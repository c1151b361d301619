# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The forms of the documents about a record: the explanation to the citizen and the draft of legal grounds."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField

from caseworker.cleaning import clean_text
from caseworker.documents.explanation import Part, Parts, Told
from caseworker.forms.plain import Given, PlainForm, plain_breaks
from caseworker.vocabulary import limits


class ExplanationForm(PlainForm):
    """What the citizen is told beside the draft, and which parts of the draft stay."""

    revision = HiddenField()
    version = HiddenField()
    language = HiddenField()
    kept = SelectMultipleField(validate_choice=False)
    sentence = TextAreaField(
        lazy_gettext("Your own words to the citizen"),
        [Given("Write a sentence to the citizen about why.")],
        filters=[plain_breaks],
        render_kw={"rows": 5, "autocomplete": "off"},
    )

    def told(self, parts: Parts) -> Told:
        """What was filled in; raises CprFound, TooLong or Refused."""
        sentence = clean_text(self.sentence.data or "", "sentence", limits.TEXT_MAX)
        return Told(sentence, parts.keys() & frozenset(self.kept.data or ()))

    def keeps(self, part: Part) -> bool:
        """Whether the part is ticked."""
        return part.key in (self.kept.data or ())


class GroundsForm(PlainForm):
    """The three parts of legal grounds; nothing of it is stored."""

    rule = TextAreaField(lazy_gettext("Rules"), filters=[plain_breaks], render_kw={"rows": 3, "autocomplete": "off"})
    considerations = TextAreaField(
        lazy_gettext("Main considerations"), filters=[plain_breaks], render_kw={"rows": 5, "autocomplete": "off"}
    )
    facts = TextAreaField(
        lazy_gettext("Facts of the case"), filters=[plain_breaks], render_kw={"rows": 5, "autocomplete": "off"}
    )

    def parts(self) -> dict[str, str]:
        """The three texts by name; raises CprFound, TooLong or Refused."""
        return {
            field.name: clean_text(field.data or "", field.name, limits.REASON_MAX)
            for field in (self.rule, self.considerations, self.facts)
        }


class AccessReportForm(PlainForm):
    """Which case, for a citizen's request."""

    case_reference = StringField(
        lazy_gettext("Case reference"), [Given("Give the case reference.")], render_kw={"autocomplete": "off"}
    )

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Danish and English: which language a page is in, the catalogue, and how dates and numbers are written."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel, Domain, format_decimal, format_timedelta, get_locale, gettext
from flask_login import current_user

from caseworker.config import LOCALES
from caseworker.context import Context
from caseworker.request_scope import context, settings
from caseworker.vocabulary.confidence import confidence_band
from caseworker.vocabulary.problems import CaseworkerError

CATALOGUES = Path(__file__).parent / "translations"
LANGUAGE = "language"
"""The part of an address that asks for a language."""
NO_BREAK = "\N{NO-BREAK SPACE}"


def catalogue_files(locale: str) -> list[Path]:
    """The .po files of a language, one for each room of pages; a message stands in one of them only."""
    return sorted((CATALOGUES / locale / "LC_MESSAGES").glob("*.po"))


@cache
def catalogue(locale: str) -> NullTranslations:
    """The translations into `locale`, read from its .po files; English is what the message ids are written in."""
    whole = NullTranslations()
    for file in catalogue_files(locale):
        with file.open("rb") as source:
            compiled = BytesIO()
            write_mo(compiled, read_po(source, locale=locale))
        compiled.seek(0)
        room = Translations(compiled)
        whole = whole.merge(room) if isinstance(whole, Translations) else room
    return whole


class PlainCatalogue(Domain):  # type: ignore[misc]
    """Flask-Babel's texts, from the catalogues as they are written."""

    def get_translations(self) -> NullTranslations:
        """The translations into the language of this request."""
        return catalogue(language())


class FormTexts:
    """The built-in sentences of WTForms, out of our own catalogue, because it has no Danish."""

    def gettext(self, text: str) -> str:
        """The sentence in the language of this request."""
        return catalogue(language()).ugettext(text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The sentence for this number of things."""
        return catalogue(language()).ungettext(singular, plural, number)


def localise(app: Flask) -> None:
    """Nothing; the pages of `app` speak the language of who reads them."""
    babel = Babel(app, locale_selector=_chosen)
    babel.domain_instance = PlainCatalogue()
    app.jinja_env.filters.update(
        {
            "day": day,
            "moment": moment,
            "amount": amount,
            "columns_of_numbers": columns_of_numbers,
            "percent": percent,
            "confidence_band": confidence_band,
            "since": since,
            "said": said,
            "sentence": sentence,
        }
    )
    app.jinja_env.globals.update(language=language, languages={"da": "Dansk", "en": "English"})


def language() -> str:
    """`da` or `en`."""
    locale = get_locale()
    return locale.language if locale is not None else "en"


def _chosen() -> str:
    """The reader's own language; before anybody has logged in, the one that the address asks for."""
    wanted = current_user.locale if current_user.is_authenticated else request.args.get(LANGUAGE)
    return wanted if wanted in LOCALES else settings().locale


def said(row: Any, what: str) -> str:
    """The text `what` of a row that has it in both languages; Danish where the English one is empty."""
    danish: str = getattr(row, f"{what}_da")
    return danish if language() == "da" else getattr(row, f"{what}_en") or danish


def sentence(problem: CaseworkerError) -> str:
    """The sentence of a problem in the language of this request."""
    text: str = gettext(problem.sentence)
    return text % problem.values if problem.values else text


def day(value: date | None) -> str:
    """A date as `23.11.2026`, in English as `23 Nov 2026`; a moment is taken in the configured zone."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = context().day_of(value)
    if language() == "da":
        return value.strftime("%d.%m.%Y")
    return f"{value.day} {value.strftime('%b %Y')}"


def moment(value: datetime) -> str:
    """A date with its time of day in the configured zone."""
    local = value.astimezone(settings().zone)
    clock = local.strftime("%H.%M" if language() == "da" else "%H:%M")
    text: str = gettext("%(day)s at %(clock)s", day=day(local), clock=clock)
    return text


def amount(value: Decimal | float) -> str:
    """A number as the language writes it: `4,5`."""
    text: str = format_decimal(value)
    return text


def percent(value: Decimal | float | None, decimals: int = 0) -> str:
    """A share as per cent: `12,5 %`."""
    if value is None:
        return "–"
    whole = format_decimal(round(Decimal(str(value)) * 100, decimals))
    return f"{whole}{NO_BREAK}%"


def columns_of_numbers(lines: Sequence[Sequence[str]]) -> list[bool]:
    """For each column whether it holds numbers, which begin with a digit; the first column names the line."""
    columns = list(zip(*lines, strict=True))
    return [
        place > 0 and any(cell.lstrip("+−-")[:1].isdigit() for cell in cells) for place, cells in enumerate(columns)
    ]


def since(value: datetime | None, now: datetime | None = None) -> str:
    """How long ago something was, in the largest fitting unit: `3 dage`."""
    if value is None:
        return "–"
    here: Context = context()
    gone = max((now or here.now) - value, timedelta(minutes=1))
    text: str = format_timedelta(gone, granularity="minute", threshold=1.5)
    return text

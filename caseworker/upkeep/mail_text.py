# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A weekly report as a mail: what the week says as text and as HTML, and the report as a PDF.

Nothing is said that the report's first sentences do not say: no person, no case, no written reason.
"""

from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.models import User

if TYPE_CHECKING:
    from reports import Report

# What stands under the report's own sentences, which are in the lead's language too.
ATTACHED = {
    "da": "Hele rapporten er vedhæftet som PDF og står på siden Ugen, når du logger ind.",
    "en": "The whole report is attached as a PDF and stands on the page The week when you log in.",
}
AUTOMATIC = {
    "da": "Mailen er sendt automatisk. Den siger intet om enkelte sagsbehandlere, borgere eller sager.",
    "en": "This mail was sent automatically. It says nothing of a single caseworker, citizen or case.",
}


def message_of(report: "Report", lead: User, context: Context, settings: Settings) -> EmailMessage:
    """The mail with the report to one team lead; of a team that is too small, with its one sentence and no PDF."""
    message = EmailMessage()
    message["Subject"] = report.title
    message["From"] = settings.mail_from
    message["To"] = lead.email
    message["Date"] = format_datetime(context.now)
    message["Message-ID"] = _message_id(report, lead, settings)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = report.language
    paragraphs = [*report.headline]
    if report.tables:
        paragraphs.append(ATTACHED[report.language])
    paragraphs.append(AUTOMATIC[report.language])
    message.set_content("\n\n".join([report.title, *paragraphs]) + "\n")
    message.add_alternative(_page(report, paragraphs), subtype="html")
    if report.tables:
        from reports.documents import document, file_name

        pdf, name = document(report, "pdf", context.today), file_name(report, "pdf")
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return message


def _message_id(report: "Report", lead: User, settings: Settings) -> str:
    """The same for the same report to the same lead, so that one sent twice is known again."""
    domain = settings.mail_from.rpartition("@")[2].rstrip(">") or "localhost"
    return f"<weekly.{report.period['week']}.{lead.id}@{domain}>"


def _page(report: "Report", paragraphs: list[str]) -> str:
    told = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    title = escape(report.title)
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return (
        f'<!doctype html><html lang="{report.language}"><head>{head}</head><body><h1>{title}</h1>{told}</body></html>\n'
    )

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A sheet as a file to keep."""

import re
from datetime import date

from flask import Response
from werkzeug.http import dump_options_header

from caseworker.documents.pdf import pdf
from caseworker.documents.sheets import Sheet, plain_text
from caseworker.request_scope import settings

PDF, TEXT, JSON = "pdf", "txt", "json"
KINDS = {PDF: "application/pdf", TEXT: "text/plain", JSON: "application/json"}


def sheet_file(sheet: Sheet, form: str, made_on: date, *name: str | None) -> Response:
    """The sheet as `pdf` or `txt`, under a file name of these words."""
    content = pdf(sheet, settings().municipality, made_on) if form == PDF else plain_text(sheet).encode()
    return file(content, form, *name)


def file(content: bytes, form: str, *name: str | None) -> Response:
    """The content as a file to keep, under a name of these words."""
    words = "-".join(re.sub(r"[^\w.]+", "-", word).strip("-") for word in name if word)
    response = Response(content, content_type=f"{KINDS[form]}; charset=utf-8" if form != PDF else KINDS[form])
    response.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": f"{words}.{form}"})
    return response

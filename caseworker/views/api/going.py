# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The calls that are to go: what announces them, in the answers (RFC 9745, RFC 8594) and in the document."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from flask import Response, request
from werkzeug.http import http_date

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Going:
    """A call that is to go: announced on a day, with the page about what replaces it, and gone from a later day."""

    announced: date
    page: str
    gone: date


GOING: dict[str, Going] = {}
"""By method and path as the document has them: "GET /api/v1/decisions". Between the two days lie twelve months."""


def is_going(method: str, path: str) -> bool:
    """Whether the call is to go."""
    return f"{method.upper()} {path}" in GOING


def announce(response: Response) -> Response:
    """The answer, which says so where its call is to go."""
    path = _PART.sub(r"{\1}", request.url_rule.rule) if request.url_rule else ""
    going = GOING.get(f"{request.method} {path}")
    if going is not None:
        response.headers["Deprecation"] = f"@{int(_midnight(going.announced).timestamp())}"
        response.headers["Sunset"] = http_date(_midnight(going.gone))
        response.headers.add("Link", f'<{going.page}>; rel="deprecation"; type="text/html"')
    return response


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Problem documents (RFC 9457) for programs: what is wrong and where, in English, and never what was sent."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, json
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from caseworker.views.api.shapes import field_names
from caseworker.views.statuses import status_of
from caseworker.vocabulary.machine_problems import NoToken, TooManyCalls
from caseworker.vocabulary.problems import (
    Absent,
    AlreadyDecided,
    CaseworkerError,
    CprFound,
    KeyReused,
    NotLive,
    NotStored,
    ReasonCodeMissing,
    ReasonMissing,
    Refused,
    StaleRevision,
    UnknownOption,
    UnknownReasonCode,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 2
# What an administrator settles takes its time.
_RETRY_WHEN_LIVE_SECONDS = 600
_MOST_ERRORS = 20

# Sentences that speak to somebody in front of a form, said anew for a program.
SAID_ANEW: dict[type[CaseworkerError], str] = {
    Absent: "There is no such thing, or it belongs to another system.",
    AlreadyDecided: "This recommendation has already been answered. A correction is the way to change it.",
    KeyReused: "This idempotency key was already used for something else. Nothing was stored.",
    ReasonMissing: "A decision needs a written reason.",
    ReasonCodeMissing: "A decision needs a reason code.",
    StaleRevision: "The decision was corrected meanwhile. Read it again before you correct it.",
    UnknownOption: "The system has no such option.",
    UnknownReasonCode: "That reason code does not belong to this response in this system.",
    CprFound: "There is a CPR number in this field. Nothing was stored.",
    NotLive: "The installation is not in use yet: its go-live list is not settled. Nothing was stored.",
    NotStored: "The database is busy. Nothing was stored; send the same again.",
}
_WRONG = {
    "missing": "This is needed.",
    "extra_forbidden": "There is a field that this call does not know.",
    "string_too_long": "This is longer than %(max_length)s characters.",
    "string_too_short": "This is shorter than %(min_length)s characters.",
    "too_long": "There are more than %(max_length)s of these.",
    "too_short": "There are fewer than %(min_length)s of these.",
    "enum": "This is none of %(expected)s.",
    "greater_than_equal": "This is less than %(ge)s.",
    "less_than_equal": "This is more than %(le)s.",
}
_STATUS_WORDS = {
    HTTPStatus.BAD_REQUEST: "The body is not JSON that everybody reads alike.",
    HTTPStatus.NOT_FOUND: SAID_ANEW[Absent],
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large. Send less at a time.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Send the body as application/json.",
}


def document_of(error: CaseworkerError) -> dict[str, Any]:
    """The problem document of one of our own problems."""
    general = error.sentence == type(error).sentence
    detail = SAID_ANEW.get(type(error), str(error)) if general else str(error)
    body = _document(status_of(error), detail, _name(type(error)))
    if isinstance(error, Refused) and error.field:
        body["errors"] = [{"field": error.field, "detail": detail}]
    return body


def machine_problem(error: CaseworkerError) -> Response:
    """The answer to one of our own problems."""
    return answer(document_of(error), _headers(error))


def machine_refusal(error: HTTPException) -> Response:
    """The answer to an error that the web server's library found."""
    status = HTTPStatus(error.code or 500)
    detail = _STATUS_WORDS.get(status, "The call failed, and nothing was stored.")
    allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return answer(_document(status, detail, _name_of(status)), {"Allow": ", ".join(allowed)} if allowed else {})


def shape_problem(error: ValidationError) -> Response:
    """The answer to a request of another shape than the call has: each field that is wrong, without its content."""
    body = _document(HTTPStatus.UNPROCESSABLE_ENTITY, "The request does not have the shape of this call.", "shape")
    body["errors"] = [
        {
            "field": _place(each["loc"]),
            "detail": _WRONG.get(each["type"], "This is no valid value.") % each.get("ctx", {}),
        }
        for each in error.errors(include_input=False, include_url=False)[:_MOST_ERRORS]
    ]
    return answer(body, {})


def answer(body: dict[str, Any], headers: dict[str, str]) -> Response:
    """The problem document as an answer."""
    return Response(json.dumps(body), status=body["status"], headers=headers, mimetype=MEDIA_TYPE)


def _headers(error: CaseworkerError) -> dict[str, str]:
    if isinstance(error, TooManyCalls):
        return {"Retry-After": str(error.wait)}
    if isinstance(error, NoToken):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, NotLive):
        return {"Retry-After": str(_RETRY_WHEN_LIVE_SECONDS)}
    return {"Retry-After": str(RETRY_AFTER_SECONDS)} if status_of(error) == HTTPStatus.SERVICE_UNAVAILABLE else {}


def _document(status: HTTPStatus, detail: str, name: str) -> dict[str, Any]:
    return {"type": f"urn:caseworker:problem:{name}", "title": status.phrase, "status": status.value, "detail": detail}


def _name(kind: type[CaseworkerError]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def _name_of(status: HTTPStatus) -> str:
    return status.name.lower().replace("_", "-")


def _place(loc: Sequence[str | int]) -> str:
    """Where a field stands; a name that no call knows was made up by the sender and is not repeated."""
    return ".".join(str(part) for part in loc if isinstance(part, int) or part in field_names())

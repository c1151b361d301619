# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The blueprint of the calls, and how an answer is described and made."""

from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.types import ResponseDict
from flask_openapi.utils import get_model_schema
from pydantic import BaseModel

from caseworker.views.api import problems
from caseworker.views.api.shown import Problem

JSON = "application/json"
BEARER = "bearer"
calls = APIBlueprint("api", __name__, url_prefix="/api/v1", abp_security=[{BEARER: []}])

_DESCRIPTIONS = {
    304: "What was read before under the ETag sent as If-None-Match is still so.",
    400: "The body is not JSON that everybody reads alike.",
    401: "The call carries no token that is in use.",
    403: "The token may read and not write.",
    404: "There is no such thing, or it belongs to another system.",
    409: "Something else is stored already; nothing was changed.",
    413: "The body is too large.",
    415: "The body is not said to be JSON.",
    422: "A field has no valid value, or the values together mean nothing that can be recorded; nothing was stored.",
    429: "Too many calls within a minute with this token.",
    414: "The address is longer than the web server reads.",
    431: "A header is longer than the web server reads.",
    503: "The database is busy, or the installation is not in use yet; nothing was stored. Send the same again.",
}
_WAIT = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}}
_HEADERS = {
    401: {"WWW-Authenticate": {"description": "How to send a token.", "schema": {"type": "string"}}},
    429: _WAIT,
    503: _WAIT,
}
_PROBLEM = {problems.MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
# What the web server answers by itself, before a call is told apart: a short page, and no problem document.
_BY_THE_SERVER = (414, 431)
_SHORT_PAGE = {"text/html": {"schema": {"type": "string"}}}
READING = (304, 401, 404, 429, 503)
WRITING = (400, 401, 403, 413, 415, 422, 429, 503)


def answers(*statuses: int, **good: dict[str, Any]) -> ResponseDict:
    """The answers of a call: the good ones as `ok` (200) and `created` (201), and a problem for each status."""
    described: ResponseDict = {str({"ok": 200, "created": 201}[name]): answer for name, answer in good.items()}
    for status in sorted({*statuses, *_BY_THE_SERVER}):
        content = _SHORT_PAGE if status in _BY_THE_SERVER else _PROBLEM
        described[str(status)] = {
            "description": _DESCRIPTIONS[status],
            **({"content": content} if status >= HTTPStatus.BAD_REQUEST else {}),
            **({"headers": _HEADERS[status]} if status in _HEADERS else {}),
        }
    return described


def described(model: type[BaseModel], description: str, **more: Any) -> dict[str, Any]:
    """The description of an answer with a body of that model; more are its headers or links."""
    return {"description": description, "content": {JSON: {"schema": {"$ref": _reference(model)}}}, **more}


def link(operation: str, description: str, **parameters: str) -> dict[str, Any]:
    """The link from an answer to a call that it makes possible; parameters are places in the answer's body."""
    values = {name: f"$response.body#/{place}" for name, place in parameters.items()}
    return {"operationId": operation, "parameters": values, "description": description}


def answer(body: BaseModel, status: int = 200, location: str | None = None) -> Response:
    """The answer with this body."""
    made = Response(body.model_dump_json(), status=status, mimetype=JSON)
    if location is not None:
        made.headers["Location"] = location
    return made if request.method == "POST" else unless_known(made)


def unless_known(made: Response) -> Response:
    """The answer with its ETag, or 304 where the caller has it already."""
    made.add_etag()
    made.make_conditional(request)
    return made


def _reference(model: type[BaseModel]) -> str:
    return f"#/components/schemas/{model.__name__}"


def schemas_of(models: list[type[BaseModel]]) -> dict[str, Any]:
    """The schemas of answers by name, those inside them too."""
    found: dict[str, Any] = {}
    for model in models:
        schema = get_model_schema(model, mode="serialization")
        found |= schema.pop("$defs", {})
        found[model.__name__] = schema
    return found

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The OpenAPI document of the calls, gathered from the calls themselves."""

from functools import cache
from importlib.metadata import version
from typing import Any

from flask_openapi.models.schema import Schema
from pydantic import BaseModel

from caseworker.views.api.blueprint import BEARER, calls, schemas_of
from caseworker.views.api.going import is_going
from caseworker.views.api.shown import Batch, Page, Problem, Proof, Receipt, Recommendation, Stands
from caseworker.views.cds_hooks import calls as feedback
from caseworker.views.cds_payloads import Feedback, OverrideReasons

_ANSWERED: list[type[BaseModel]] = [
    Batch,
    Feedback,
    OverrideReasons,
    Page,
    Problem,
    Proof,
    Receipt,
    Recommendation,
    Stands,
]

# The order of the work; within it, of the alphabet.
_ORDER = ("/api/v1/recommendations", "/api/v1/decisions", "/api/v1/ledger", "/cds-services")


@cache
def document() -> dict[str, Any]:
    """The document, in the order in which it is read."""
    paths: dict[str, Any] = {}
    schemas = schemas_of(_ANSWERED)
    for blueprint in (calls, feedback):
        paths |= {path: _plain(path, item) for path, item in blueprint.paths.items()}
        schemas = {name: _schema(schema) for name, schema in blueprint.components_schemas.items()} | schemas
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Caseworker",
            "version": version("caseworker"),
            "description": "Send recommendations in, get decisions out. See docs/api.md.",
            "license": {"name": "MPL-2.0", "identifier": "MPL-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{BEARER: []}],
        "paths": {path: paths[path] for path in sorted(paths, key=_in_order)},
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                BEARER: {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token bound to one system: caseworker token add NAME --system S.",
                }
            },
        },
    }


def _in_order(path: str) -> tuple[int, str]:
    return next(place for place, start in enumerate(_ORDER) if path.startswith(start)), path


def _plain(path: str, item: Any) -> dict[str, Any]:
    plain: dict[str, Any] = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    for method, operation in plain.items():
        operation.pop("tags", None)
        operation.pop("deprecated", None)
        if is_going(method, path):
            operation["deprecated"] = True
    return plain


def _schema(schema: Schema | dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema, dict):
        return schema
    return schema.model_dump(mode="json", by_alias=True, exclude_none=True)

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The OpenAPI document laid out for a reader: each call with its fields, and what it answers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_BOUNDS = {"maxLength": "at most {} characters", "minimum": "from {}", "maximum": "to {}", "maxItems": "at most {}"}


@dataclass(frozen=True)
class ReadField:
    """One field of a request or an answer, in words."""

    name: str
    kind: str
    needed: bool
    text: str


@dataclass(frozen=True)
class Answer:
    """One status that a call answers, and the shape of its body."""

    status: str
    text: str
    shape: str


@dataclass(frozen=True)
class Operation:
    """One call; `place` is where its parts begin on the page."""

    place: str
    method: str
    path: str
    summary: str
    text: str
    parameters: list[ReadField]
    takes: str
    example: str
    answers: list[Answer]


@dataclass(frozen=True)
class ReadShape:
    """A shape that calls take or answer."""

    name: str
    text: str
    fields: list[ReadField]


def operations(document: Mapping[str, Any]) -> list[Operation]:
    """The calls of the document in the order of their paths."""
    return [
        _operation(document, path, method, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def shapes(document: Mapping[str, Any]) -> list[ReadShape]:
    """The shapes of the document that have fields, by name."""
    return [
        ReadShape(name, schema.get("description", ""), _fields(schema))
        for name, schema in document["components"]["schemas"].items()
        if schema.get("properties")
    ]


def _operation(document: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]) -> Operation:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    takes = _name(body)
    examples = document["components"]["schemas"].get(takes, {}).get("examples", [])
    return Operation(
        place=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        text=operation.get("description", ""),
        parameters=[
            ReadField(each["name"], _kind(each["schema"]), each["required"], each.get("description", ""))
            for each in operation.get("parameters", [])
        ],
        takes=takes,
        example=json.dumps(examples[0], ensure_ascii=False, indent=2) if examples else "",
        answers=[_answer(status, each) for status, each in sorted(operation["responses"].items())],
    )


def _answer(status: str, answer: Mapping[str, Any]) -> Answer:
    content: Mapping[str, Any] = next(iter(answer.get("content", {}).values()), {})
    return Answer(status, answer.get("description", ""), _name(content.get("schema", {})))


def _fields(schema: Mapping[str, Any]) -> list[ReadField]:
    needed: Sequence[str] = schema.get("required", ())
    return [
        ReadField(name, _kind(each), name in needed, _text(each)) for name, each in schema.get("properties", {}).items()
    ]


def _name(schema: Mapping[str, Any]) -> str:
    name: str = schema.get("$ref", "").rpartition("/")[2]
    return name


def _text(schema: Mapping[str, Any]) -> str:
    inner: Mapping[str, Any] = next((each for each in schema.get("anyOf", []) if "description" in each), {})
    text: str = schema.get("description") or inner.get("description", "")
    return text


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value looks like: `text, at most 64 characters` or `list of Factor`."""
    if "anyOf" in schema:
        kinds = [_kind(each) for each in schema["anyOf"] if each.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "$ref" in schema:
        return _name(schema)
    if "enum" in schema:
        return " / ".join(schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    kind = {"string": schema.get("format", "text"), "boolean": "true or false", "object": "object"}.get(
        schema.get("type", ""), schema.get("type", "any value")
    )
    return ", ".join([kind, *(words.format(schema[bound]) for bound, words in _BOUNDS.items() if bound in schema)])

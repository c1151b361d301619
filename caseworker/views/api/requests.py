# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Request bodies as they were sent: JSON without rounding, and nothing that two readers could read differently."""

import json
from decimal import Decimal
from typing import Any

from flask import request
from flask.json.provider import DefaultJSONProvider

from caseworker.vocabulary.problems import Refused


class ExactJson(DefaultJSONProvider):
    """JSON for requests: decimals stay exact; a name that stands twice, NaN and endless nesting are no JSON."""

    def loads(self, s: str | bytes, **_options: Any) -> Any:
        """The value that the text writes; raises ValueError."""
        try:
            return json.loads(s, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once_each)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


def check_body(largest: int | None = None) -> None:
    """Nothing where the body is a JSON object, of `largest` bytes at most where the call takes more than others.

    Raises Refused for any other JSON, a string that holds JSON among it, and the web library's errors for what is no
    JSON (400), does not say that it is (415) or is too large (413).
    """
    if largest is not None:
        request.max_content_length = largest
    if not isinstance(request.get_json(), dict):
        raise Refused("Send one JSON object.")


def _no_number(_name: str) -> object:
    raise ValueError("not a number of JSON")


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found

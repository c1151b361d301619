# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The shapes of values that calls of the API share; what the values mean is for recording to say."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints, WithJsonSchema

from caseworker.vocabulary import limits

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
_SHARE = r"^(0(\.[0-9]{1,18})?|1(\.0{1,18})?)$"
_WHOLE = re.compile(r"[0-9]{1,16}")
LARGEST_WHOLE = 2**53 - 1
# An exact number of the API has at most this many digits before and after its point.
_DIGITS = 18


class Shape(BaseModel):
    """A part of a request; a field that it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class Shown(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="forbid")


@cache
def field_names() -> frozenset[str]:
    """Every field that some call knows, by the name under which it is sent."""
    return frozenset(_names(Shape))


def _names(shape: type[BaseModel]) -> Iterator[str]:
    for kind in shape.__subclasses__():
        yield from (field.alias or name for name, field in kind.model_fields.items())
        yield from _names(kind)


def _number_as_text(value: Any) -> Any:
    """A JSON number in its exact plain spelling; text stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_DIGITS or number.adjusted() >= _DIGITS:
        raise ValueError("the number has too many digits")
    return format(number, "f")


def _moment(value: Any) -> Any:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value.upper()):
        raise ValueError("not a time with an offset")
    datetime.fromisoformat(value.upper())
    return value.upper()


def _whole(value: Any) -> Any:
    """A whole number of JSON, where 1.0 is one as well; text is none."""
    if isinstance(value, bool | str):
        raise ValueError("not a whole number")
    return value


def _whole_in_query(value: Any) -> Any:
    if not isinstance(value, str | int) or not _WHOLE.fullmatch(str(value)):
        raise ValueError("not a whole number")
    return int(value)


def _text(most: int) -> Any:
    return StringConstraints(min_length=1, max_length=most)


Code = Annotated[str, _text(limits.CODE_MAX)]
Name = Annotated[str, _text(limits.NAME_MAX)]
Words = Annotated[str, _text(limits.TEXT_MAX)]
Option = Annotated[
    str,
    BeforeValidator(_number_as_text),
    _text(limits.CODE_MAX),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "minLength": 1, "maxLength": limits.CODE_MAX}, {"type": "number"}],
            "description": "The code of an option, or in a system of numbers the number: a decimal string or a JSON "
            "number, read exactly.",
        }
    ),
]
Share = Annotated[
    str,
    BeforeValidator(_number_as_text),
    StringConstraints(pattern=_SHARE),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": _SHARE},
            ]
        }
    ),
]
Moment = Annotated[
    str,
    BeforeValidator(_moment),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "maxLength": 40, "description": "With seconds and offset."}
    ),
]
Revision = Annotated[
    int,
    BeforeValidator(_whole),
    Field(ge=0, le=LARGEST_WHOLE),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": LARGEST_WHOLE}),
]
Place = Annotated[
    int,
    BeforeValidator(_whole_in_query),
    Field(ge=0, le=LARGEST_WHOLE),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": LARGEST_WHOLE}),
]
YesNo = StrictBool

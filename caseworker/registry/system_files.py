# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A system described in TOML: `[system]`, `[[versions]]`, `[[options]]`, and `reasons`, a list of codes."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session

from caseworker.columns import Ledgered
from caseworker.models import ModelVersion, Option, System, SystemReason
from caseworker.privacy import find_cpr
from caseworker.queries.overview import versions_of
from caseworker.registry import listed_reasons, options_of
from caseworker.registry.reasons import chosen_by
from caseworker.registry.systems import EXACT
from caseworker.vocabulary.problems import Absent, CprFound, Refused

Row = TypeVar("Row", bound=Ledgered)


def read_system(file: Path) -> tuple[System, list[Ledgered]]:
    """The system of the file, and all rows that register it, the system first; raises Refused."""
    return parse_system(file.read_bytes())


def parse_system(raw: bytes) -> tuple[System, list[Ledgered]]:
    """The system that the TOML describes, and all rows that register it, the system first.

    Raises Refused with the name of the table and key that is missing, unknown or of the wrong kind.
    """
    if find_cpr(raw.decode("utf-8", errors="replace")):
        raise CprFound([], field="system")
    try:
        told = tomllib.loads(raw.decode("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("The file is not TOML: %(why)s.", field="system", why=error) from error
    unknown = told.keys() - {"system", "versions", "options", "reasons"}
    if unknown:
        raise Refused("The file has an unknown part “%(part)s”.", field="system", part=min(unknown))
    system = _row(System, _tables(told, "system")[0], "system")
    parts: list[Ledgered] = [system]
    for version in _tables(told, "versions"):
        parts.append(_row(ModelVersion, {"system": system.code, **version}, "versions"))
    for position, option in enumerate(_tables(told, "options")):
        parts.append(_row(Option, {"system": system.code, "position": position, **option}, "options"))
    parts += [_row(SystemReason, {"system": system.code, "code": code}, "reasons") for code in _codes(told)]
    if not any(isinstance(part, Option) for part in parts):
        raise Refused("The system has no options.", field="options")
    return system, parts


def system_text(session: Session, code: str) -> str:
    """The system as TOML that `parse_system` takes, with all its versions and options; raises Absent."""
    system = session.get(System, code)
    if system is None:
        raise Absent("There is no system of that code.")
    lines = []
    if chosen_by(session, code):
        lines += [f"reasons = {_value([reason.code for reason in listed_reasons(session, code)])}", ""]
    lines += ["[system]", *_pairs(system, {"entry"})]
    for version in reversed(versions_of(session, code)):
        lines += ["", "[[versions]]", *_pairs(version, {"entry", "system"})]
    for option in options_of(session, code):
        lines += ["", "[[options]]", *_pairs(option, {"entry", "system"})]
    return "\n".join(lines) + "\n"


def _pairs(row: Ledgered, left_out: set[str]) -> Iterator[str]:
    for name, value in row.model_dump(exclude=left_out).items():
        # A place is always told, because an option without one takes the place that it has in the file.
        if value is not None and (name == "position" or value != type(row).model_fields[name].default):
            yield f"{name} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    # TOML writes texts, lists of texts, whole numbers and truth as JSON does.
    return json.dumps(value, ensure_ascii=False)


def _tables(told: dict[str, Any], part: str) -> Sequence[dict[str, Any]]:
    found = told.get(part, {} if part == "system" else [])
    tables = [found] if part == "system" else found
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise Refused("“%(key)s” in “%(part)s” is of the wrong kind.", field=part, part="file", key=part)
    return tables


def _codes(told: dict[str, Any]) -> list[str]:
    codes = told.get("reasons", [])
    if not isinstance(codes, list):
        raise Refused("“%(key)s” in “%(part)s” is of the wrong kind.", field="reasons", part="file", key="reasons")
    return codes


def _row(model: type[Row], values: dict[str, Any], part: str) -> Row:
    columns = model.model_fields.keys() - {"entry"}
    unknown = values.keys() - columns
    if unknown:
        raise Refused("“%(part)s” has no key “%(key)s”.", field=part, part=part, key=min(unknown))
    missing = {name for name in columns if model.model_fields[name].is_required()} - values.keys()
    if missing:
        raise Refused("“%(part)s” needs the key “%(key)s”.", field=part, part=part, key=min(missing))
    exact = {
        name: Decimal(value) if name in EXACT and isinstance(value, int) else value for name, value in values.items()
    }
    _check_kinds(model, exact, part)
    return model(entry=0, **exact)


def _check_kinds(model: type[Ledgered], values: dict[str, Any], part: str) -> None:
    for name, value in values.items():
        wanted: Any = model.model_fields[name].annotation
        if not isinstance(value, wanted) or isinstance(value, datetime) or isinstance(value, bool) != (wanted is bool):
            raise Refused("“%(key)s” in “%(part)s” is of the wrong kind.", field=part, part=part, key=name)

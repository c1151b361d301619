# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A system described in a TOML file: `[system]`, `[[versions]]`, `[[options]]`, and `reasons`, a list of codes."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from caseworker.columns import Ledgered
from caseworker.models import ModelVersion, Option, System, SystemReason
from caseworker.privacy import find_cpr
from caseworker.vocabulary.default_reasons import DEFAULT_REASONS
from caseworker.vocabulary.problems import CprFound, Refused

Row = TypeVar("Row", bound=Ledgered)

NUMBERS = frozenset({"minimum", "maximum", "step", "tolerance", "partly_within", "withheld_share"})


def read_system(file: Path) -> tuple[System, list[Ledgered]]:
    """The system of the file, and all rows that register it, the system first.

    Raises Refused with the name of the table and key that is missing, unknown or of the wrong kind.
    """
    raw = file.read_bytes()
    if find_cpr(raw.decode("utf-8", errors="replace")):
        raise CprFound([], field="system")
    try:
        told = tomllib.loads(raw.decode("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused("The file is not TOML: %(why)s.", field="system", why=error) from error
    unknown = told.keys() - {"system", "versions", "options", "reasons"}
    if unknown:
        raise Refused("The file has an unknown part “%(part)s”.", field="system", part=min(unknown))
    system = _row(System, told.get("system", {}), "system")
    parts: list[Ledgered] = [system]
    for version in told.get("versions", []):
        parts.append(_row(ModelVersion, {"system": system.code, **version}, "versions"))
    for position, option in enumerate(told.get("options", [])):
        parts.append(_row(Option, {"system": system.code, "position": position, **option}, "options"))
    parts += [_row(SystemReason, {"system": system.code, "code": code}, "reasons") for code in _codes(told)]
    if not any(isinstance(part, Option) for part in parts):
        raise Refused("The system has no options.", field="options")
    return system, parts


def _codes(told: dict[str, Any]) -> list[str]:
    codes: list[str] = told.get("reasons", [])
    known = {reason.code for reason in DEFAULT_REASONS}
    for code in codes:
        if code not in known:
            raise Refused("The reason code “%(code)s” is not on the list.", field="reasons", code=code)
    return codes


def _row(model: type[Row], values: dict[str, Any], part: str) -> Row:
    columns = model.model_fields.keys() - {"entry"}
    unknown = values.keys() - columns
    if unknown:
        raise Refused("“%(part)s” has no key “%(key)s”.", field=part, part=part, key=min(unknown))
    missing = {name for name in columns if model.model_fields[name].is_required()} - values.keys()
    if missing:
        raise Refused("“%(part)s” needs the key “%(key)s”.", field=part, part=part, key=min(missing))
    exact = {name: Decimal(value) if name in NUMBERS else value for name, value in values.items()}
    _check_kinds(model, exact, part)
    return model(entry=0, **exact)


def _check_kinds(model: type[Ledgered], values: dict[str, Any], part: str) -> None:
    for name, value in values.items():
        wanted: Any = model.model_fields[name].annotation
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise Refused("“%(key)s” in “%(part)s” is of the wrong kind.", field=part, part=part, key=name)

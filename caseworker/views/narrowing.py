# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the list of records is narrowed to, out of its address and back into one."""

from collections.abc import Mapping
from datetime import date

from caseworker.queries.own_records import Wanted

_TICKED = "1"


def wanted_records(asked: Mapping[str, str]) -> tuple[Wanted, list[str]]:
    """What the address asks for, and the names of the dates in it that are none; those narrow nothing."""
    days = {name: _day(asked.get(name, "")) for name in ("from", "to")}
    refused = [name for name, day in days.items() if day is None and asked.get(name, "").strip()]
    wanted = Wanted(
        search=asked.get("search", "").strip(),
        system=asked.get("system", ""),
        response=asked.get("response", ""),
        reason_code=asked.get("code", ""),
        start=days["from"],
        end=days["to"],
        corrected=asked.get("corrected") == _TICKED,
        opened=asked.get("opened") == _TICKED,
    )
    return wanted, refused


def asked_of_list(wanted: Wanted) -> dict[str, str]:
    """The part of an address, without the search, that asks for this again."""
    parts = {
        "system": wanted.system,
        "response": wanted.response,
        "code": wanted.reason_code,
        "from": wanted.start.isoformat() if wanted.start else "",
        "to": wanted.end.isoformat() if wanted.end else "",
        "corrected": _TICKED if wanted.corrected else "",
        "opened": _TICKED if wanted.opened else "",
    }
    return {name: value for name, value in parts.items() if value}


def _day(text: str) -> date | None:
    """A date as browsers send it, or as Danes write it."""
    written = text.strip()
    parts = written.split(".")
    if len(parts) == len(("day", "month", "year")):
        written = "-".join((parts[2], parts[1].zfill(2), parts[0].zfill(2)))
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None

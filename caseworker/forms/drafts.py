# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A form as it is kept as a draft, and filled again from one."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, Form

from caseworker.drafts import KeptDraft
from caseworker.vocabulary.numbers import read_whole

# Everything that somebody chooses or types about a recommendation that waits, the revision that a correction is of,
# and the recommendation itself where it is recorded by hand.
DRAFTED = (
    "decided",
    "decided_number",
    "reason_code",
    "reason",
    "certainty",
    "citizen_informed",
    "citizen_heard",
    "seen_as",
    "revision",
    "case_reference",
    "model_version",
    "recommended",
    "recommended_number",
)
# What a page holds before anybody has typed.
_UNTOUCHED = frozenset({"revision", "model_version"})


def drafted(form: Form) -> dict[str, str]:
    """What a draft keeps of the form; empty where nothing was typed."""
    typed = {name: _text(form[name]) for name in DRAFTED if name in form}
    return typed if any(text for name, text in typed.items() if name not in _UNTOUCHED) else {}


def filled_from(draft: KeptDraft | None) -> dict[str, Any]:
    """What the fields of a form hold that goes on with the draft."""
    if draft is None:
        return {"draft_version": 0}
    return {"draft_version": draft.version, **_fields(draft.typed)}


def _fields(typed: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: typed.get(name) for name in DRAFTED}
    return {**fields, "citizen_informed": "citizen_informed" in typed, "citizen_heard": "citizen_heard" in typed}


def version_of(form: Form) -> int:
    """The version of the draft that the page builds on; 0 where it says none."""
    return read_whole(str(form["draft_version"].data)) or 0


def _text(field: Any) -> str:
    if isinstance(field, BooleanField):
        return "y" if field.data else ""
    return str(field.data or "")

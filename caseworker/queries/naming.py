# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The display names that reports print instead of codes."""

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.models import Option, System, Team
from caseworker.registry.reasons import whole_list
from caseworker.vocabulary.closed_lists import AnswerKind
from caseworker.vocabulary.reasons import OWNER_NAMES


def display_names(session: Session, language: str) -> dict[str, dict[str, str]]:
    """Names by kind (`system`, `team`, `recommended`, `owner`, `reason_code`) and code, in `da` or `en`.

    Of systems that answer with numbers also `tolerance` and `partly_within`, as distances in their unit.
    """
    label = f"label_{language}"
    return {
        "system": {s.code: getattr(s, f"name_{language}") for s in session.execute(select(System)).scalars()},
        "team": {team.code: team.name for team in session.execute(select(Team)).scalars()},
        "recommended": {
            name: getattr(option, label)
            for option in session.execute(select(Option)).scalars()
            for name in (option.code, f"{option.system}/{option.code}")
        },
        "owner": {owner.value: texts[language == "en"] for owner, texts in OWNER_NAMES.items()},
        "reason_code": {reason.code: getattr(reason, label) for reason in whole_list(session)},
        "tolerance": _distances(session, "tolerance", language),
        "partly_within": _distances(session, "partly_within", language),
    }


def _distances(session: Session, name: str, language: str) -> dict[str, str]:
    """A distance of each system that answers with numbers, such as ``0,5 timer pr. uge``."""
    numeric = session.execute(select(System).where(col(System.answer_kind) == AnswerKind.NUMBER.value)).scalars()
    found = {}
    for system in numeric:
        number = f"{getattr(system, name).normalize():f}"
        written = number.replace(".", ",") if language == "da" else number
        found[system.code] = f"{written} {getattr(system, f'unit_{language}')}".strip()
    return found


def scales(session: Session, language: str) -> dict[str, tuple[str, str]]:
    """The words for more and for less on each system's own scale, where it has them."""
    found = {
        s.code: (getattr(s, f"scale_more_{language}"), getattr(s, f"scale_less_{language}"))
        for s in session.execute(select(System)).scalars()
    }
    return {code: words for code, words in found.items() if all(words)}


def owners(session: Session) -> dict[str, str]:
    """Who can act on each reason code."""
    return {reason.code: reason.owner for reason in whole_list(session)}

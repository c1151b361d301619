# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The go-live list as it stands: what is settled, what is missing, and the agreement that every report prints."""

from sqlalchemy import select
from sqlmodel import Session

from caseworker.models import GoLiveItem
from caseworker.vocabulary.closed_lists import GoLive

# What stands before the municipality's own words: (Danish, English).
_AGREEMENT = ("Aftale om brugen af registreringerne:", "Agreement on the use of the records:")


def settled_items(session: Session) -> dict[GoLive, GoLiveItem]:
    """The items that are settled."""
    return {GoLive(row.item): row for row in session.execute(select(GoLiveItem)).scalars()}


def missing_items(session: Session) -> list[GoLive]:
    """The items that are not settled yet, in the order of the list; empty where real casework may be recorded."""
    settled = settled_items(session)
    return [item for item in GoLive if item not in settled]


def agreement(session: Session, language: str) -> tuple[str, ...]:
    """The sentences that every report and export prints: that the records are not used in personnel cases.

    They are the municipality's own words, introduced in `da` or `en`; none where nothing is settled yet.
    """
    settled = session.get(GoLiveItem, GoLive.NO_PERSONNEL_USE.value)
    return () if settled is None else (f"{_AGREEMENT[language == 'en']} {settled.statement}",)

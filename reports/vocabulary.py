# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The closed lists of the facts table, and what is said when a table cannot be used."""

from enum import StrEnum


class Response(StrEnum):
    """Relation of the decision to the recommendation."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    OVERRIDDEN = "overridden"


class State(StrEnum):
    """What has become of a recommendation."""

    WAITING = "waiting"
    ANSWERED = "answered"
    WITHHELD = "withheld"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


SOURCES = {"form", "manual", "api", "import", "cds_hooks"}
CLOSED_LISTS: dict[str, set[str]] = {
    "source": SOURCES,
    "decision_source": SOURCES,
    "response": {word.value for word in Response},
    "seen_as": {word.value for word in Response},
    "certainty": {"low", "medium", "high"},
    "state": {word.value for word in State},
    "result": {"upheld", "changed", "annulled", "remitted"},
}


class FactsError(ValueError):
    """The table cannot be used; the message names the column and what is wrong with it."""


class NotADimension(ValueError):
    """A figure was asked for by a column that stands for people or single cases."""

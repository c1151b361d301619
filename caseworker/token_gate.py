# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The gate before the calls of other systems: a token and nothing else, its scope, and a brake."""

import threading
from datetime import datetime
from uuid import UUID

from flask import current_app, g, request

from caseworker.registry.tokens import Bearer, find_token, note_use
from caseworker.request_scope import context, database
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.machine_problems import NoToken, OutOfScope, TooManyCalls

_PLACES = ("/api/", "/cds-services/", "/metrics")
_EXTENSION = "caseworker brake"
_MINUTE = 60


def is_for_machines() -> bool:
    """Whether the path of this request is one that programs call."""
    return request.path.startswith(_PLACES)


def admit(scope: TokenScope) -> None:
    """Nothing where the request carries a token that reaches this far; `bearer` then says whose it is.

    Raises NoToken, OutOfScope or TooManyCalls. Cookies are not looked at.
    """
    sent = request.authorization
    plain = sent.token if sent is not None and sent.type == "bearer" else None
    now = context()
    with database().read() as session:
        found = find_token(session, now.today, plain) if plain else None
    if found is None:
        raise NoToken()
    if not found.may(scope):
        raise OutOfScope()
    brake: Brake = current_app.extensions.setdefault(_EXTENSION, Brake())
    brake.count(found.token_id, now.now)
    note_use(database(), now.today, found)
    g.bearer = found


def bearer() -> Bearer:
    """Whose token the request carries."""
    found: Bearer = g.bearer
    return found


class Brake:
    """Counts the calls of each token by the minute, in this process: coarse, and without a write for each call."""

    def __init__(self, most: int = limits.API_PER_MINUTE) -> None:
        self._most = most
        self._minute = 0
        self._calls: dict[UUID, int] = {}
        self._lock = threading.Lock()

    def count(self, token_id: UUID, now: datetime) -> None:
        """Nothing; raises TooManyCalls from the call on that is one too many in this minute."""
        minute, second = divmod(int(now.timestamp()), _MINUTE)
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._calls.clear()
            calls = self._calls[token_id] = self._calls.get(token_id, 0) + 1
        if calls > self._most:
            raise TooManyCalls(_MINUTE - second)

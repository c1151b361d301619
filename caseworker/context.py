# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What an act takes from its surroundings: the moment, the zone, the keys and the randomness."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from caseworker.config import Settings


@dataclass(frozen=True)
class Context:
    """Given to everything that writes, so that nothing reads a clock or draws a number behind its caller's back."""

    now: datetime
    zone: ZoneInfo
    identity_key: bytes
    reason_key: bytes
    entropy: Callable[[int], bytes] = field(default=os.urandom)
    ids: Iterator[UUID] | None = None

    @cached_property
    def today(self) -> date:
        """The date of the moment in the configured zone."""
        return self.day_of(self.now)

    def day_of(self, moment: datetime) -> date:
        """The date of a moment in the configured zone."""
        return moment.astimezone(self.zone).date()

    def new_id(self) -> UUID:
        """A fresh random id."""
        return UUID(bytes=self.entropy(16), version=4) if self.ids is None else next(self.ids)

    def with_ids_in_order(self) -> "Context":
        """The same context, whose new ids stand beside each other.

        For many rows at once: ids all over an index make the database write a page for each of them. They tell no more
        than the order in the ledger, and 74 random bits still keep them apart.
        """
        return replace(self, ids=_ids_in_order(self.entropy))


def _ids_in_order(entropy: Callable[[int], bytes]) -> Iterator[UUID]:
    start = int.from_bytes(entropy(2), "big") << 32
    for place in count():
        yield UUID(int=(start + place % 2**32 << 80) + int.from_bytes(entropy(10), "big"), version=4)


def context_of(settings: Settings, now: datetime | None = None) -> Context:
    """The context of this installation at `now`, which is the present moment where none is given."""
    return Context(
        now=now or datetime.now(UTC),
        zone=settings.zone,
        identity_key=settings.key_for("identity of recommendations from outside"),
        reason_key=settings.key_for("fingerprint of reasons"),
    )

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What an audit reads and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final


class FindingKind(StrEnum):
    """The four things that an audit can say about an entry."""

    MATCHES = "matches"
    ERASED = "erased"
    RESTORED = "restored"
    BROKEN = "broken"


class NotProjected(Enum):
    """The type of NOT_PROJECTED."""

    NOT_PROJECTED = "not projected"


NOT_PROJECTED: Final = NotProjected.NOT_PROJECTED
"""Said of an entry that no row shows: its kind has no table, or a later one replaced it there."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One entry as the database holds it, believed in nothing.

    `seq` counts from 1, `raw` is the canonical bytes, `leaf` their stored hash. `personal` gives for each
    field value and salt, both None where erased. `projection` is the row that screens read, in the types of
    the entry's `facts` (None: the row is missing).
    """

    seq: int
    raw: bytes
    leaf: bytes
    personal: Mapping[str, tuple[str | None, bytes | None]]
    projection: Mapping[str, object] | NotProjected | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, at entry `seq` where it has one, with a sentence that repeats no personal value."""

    kind: FindingKind
    seq: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found.

    `size` entries were read and have the tree head `root`. `matches` of them stand as written; `erased` lack
    one value or more, each under a rule (`rules` counts values per rule); `restored` names the points at
    which a backup was put back. `broken` holds the first findings by entry, `broken_count` counts them all.
    `proven_since` is the size of the largest checkpoint that the log still contains, None without one.
    """

    size: int
    root: bytes
    matches: int
    erased: int
    rules: Mapping[str, int]
    restored: tuple[Finding, ...]
    broken: tuple[Finding, ...]
    broken_count: int
    proven_since: int | None

    @property
    def ok(self) -> bool:
        """Whether nothing is broken; says nothing about removal at the end unless `proven_since` is set."""
        return self.broken_count == 0

    @property
    def verdict(self) -> str:
        """One English sentence that claims no more than was shown."""
        if self.broken:
            return f"broken: {self.broken[0].detail}"
        if self.proven_since is None:
            return "the entries agree; without a checkpoint this cannot prove that nothing was removed"
        return f"nothing was changed, removed, reordered or inserted since the checkpoint at size {self.proven_since}"

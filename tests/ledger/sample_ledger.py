# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A small ledger in memory, kept as four tables whose rows a test can spoil at will."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from caseworker.ledger import (
    NOT_PROJECTED,
    AuditReport,
    Checkpoint,
    Frontier,
    Node,
    NotProjected,
    StoredEntry,
    audit,
    canonical,
    commitment,
    completion_order,
)

ORIGIN = "example.dk/caseworker"
REASONS = (
    "Borgeren er flyttet, og systemet kender kun den gamle adresse.",
    "Lægeerklæringen kom først efter anbefalingen.",
    "Enig: indtægten er under grænsen, og husstanden er uændret.",
)

Table = list[tuple[Any, ...]]


@dataclass
class Ledger:
    """Tables as a database holds them; `facts` has one row per entry and column."""

    entries: Table = field(default_factory=list)
    nodes: Table = field(default_factory=list)
    personal: Table = field(default_factory=list)
    facts: Table = field(default_factory=list)
    shown: set[int] = field(default_factory=set)
    frontier: Frontier = field(default_factory=Frontier)

    def tables(self) -> tuple[Table, ...]:
        return self.entries, self.nodes, self.personal, self.facts

    def copy(self) -> "Ledger":
        frontier = Frontier(self.frontier.size, self.frontier.hashes)
        entries, nodes, personal, facts = (list(table) for table in self.tables())
        return Ledger(entries, nodes, personal, facts, set(self.shown), frontier)

    def record(self, kind: str, facts: dict[str, object], personal: dict[str, tuple[str, bytes]]) -> int:
        committed = {name: commitment(name, *opening) for name, opening in personal.items()}
        body = {"kind": kind, "date": "2026-11-23", "facts": facts, "committed": committed}
        raw = canonical(body)
        leaf, *above = self.frontier.append(raw)
        seq = self.frontier.size
        self.entries.append((seq, raw, leaf.hash))
        self.nodes.extend(tuple(node) for node in above)
        self.personal.extend((seq, name, *opening) for name, opening in personal.items())
        self.facts.extend((seq, name, value) for name, value in facts.items())
        self.shown.add(seq)
        return seq

    def erase(self, seq: int, name: str, rule: str = "retention") -> int:
        erasure = self.record("erasures", {"erased_entry": seq, "field": name, "rule": rule}, {})
        self.empty(seq, name)
        return erasure

    def empty(self, seq: int, name: str) -> None:
        self.personal[:] = [(*row[:2], None, None) if row[:2] == (seq, name) else row for row in self.personal]

    def supersede(self, seq: int) -> None:
        self.facts[:] = [row for row in self.facts if row[0] != seq]
        self.shown.discard(seq)

    def rehash(self) -> None:
        """What someone who can write everything but cannot sign would do after a change."""
        frontier, self.nodes[:] = Frontier(), []
        for place, (_, raw, _) in enumerate(self.entries):
            leaf, *above = frontier.append(raw)
            self.entries[place] = (place + 1, raw, leaf.hash)
            self.nodes.extend(tuple(node) for node in above)
        self.frontier = frontier

    def checkpoint(self) -> Checkpoint:
        return Checkpoint(ORIGIN, self.frontier.size, self.frontier.root())

    def stored(self) -> Iterator[StoredEntry]:
        personal: dict[Any, dict[Any, Any]] = defaultdict(dict)
        facts: dict[Any, dict[Any, Any]] = defaultdict(dict)
        for seq, name, value, salt in self.personal:
            personal[seq][name] = (value, salt)
        for seq, name, value in self.facts:
            facts[seq][name] = value
        for seq, raw, leaf in sorted(self.entries, key=lambda row: row[0]):
            projection: dict[Any, Any] | NotProjected | None = facts.get(seq) if seq in self.shown else NOT_PROJECTED
            yield StoredEntry(seq, raw, leaf, personal.get(seq, {}), projection)

    def strays(self) -> Iterator[str]:
        known = {row[0] for row in self.entries}
        for table in (self.personal, self.facts):
            keys = sorted(row[:2] for row in table)
            yield from (f"{key} stands twice" for key, after in pairwise(keys) if key == after)
            yield from (f"{key} belongs to no entry" for key in keys if key[0] not in known)
        yield from (f"{row[:2]} shows an old state" for row in self.facts if row[0] not in self.shown & known)

    def audit(self, checkpoints: Sequence[Checkpoint] = ()) -> AuditReport:
        nodes = sorted((Node(*row) for row in self.nodes), key=completion_order)
        return audit(self.stored(), nodes, checkpoints, self.strays())


def sample(size: int = 50) -> Ledger:
    """A ledger with a system that changed, decisions with personal values, a restore and an erasure."""
    salts, ledger = random.Random(6962), Ledger()
    ledger.record("systems", {"code": "flyt", "owner": "Borgerservice"}, {})
    while ledger.frontier.size < size:
        number = ledger.frontier.size + 1
        if number == 9:
            ledger.record("systems", {"code": "flyt", "owner": "Ydelse"}, {})
            ledger.supersede(1)
        elif number == 21:
            ledger.record("restorations", {"size": 20, "checkpoint": 20}, {})
        elif number == 33:
            ledger.erase(5, "reason")
        else:
            facts: dict[str, object] = {
                "id": f"d{number}",
                "response": "overridden",
                "revision": 1,
                "shown": True,
            }
            values = {"reason": REASONS[number % 3], "case_reference": f"2026-{number:04}"}
            ledger.record("decisions", facts, {name: (text, salts.randbytes(32)) for name, text in values.items()})
    return ledger

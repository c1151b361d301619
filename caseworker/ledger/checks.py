# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The single questions that an audit asks of an entry, each answered by sentences about what is wrong.

Stored values are taken for `object` here: a database that was tampered with holds anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from caseworker.ledger.entries import BrokenEntry, commitment, parse
from caseworker.ledger.findings import NOT_PROJECTED, StoredEntry
from caseworker.ledger.tree import Node, leaf_hash

ERASURE = "erasures"
"""The kind whose facts are `erased_entry`, `field` and `rule`."""

RESTORED = "restorations"
"""The kind whose facts are `size` and `checkpoint`, the size of the latest checkpoint known outside."""

_LEVELS = 64


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of an entry's parsed bytes that an audit asks about."""

    kind: str
    facts: Mapping[str, object]
    committed: Mapping[str, object]


def read_body(raw: object) -> Body:
    """The body that stored bytes hold; raises BrokenEntry if they hold none with the parts of an entry."""
    parsed = parse(raw)
    kind, facts, committed = parsed.get("kind"), parsed.get("facts"), parsed.get("committed", {})
    if not (isinstance(kind, str) and isinstance(facts, dict) and isinstance(committed, dict)):
        raise BrokenEntry("the entry lacks its kind, facts or commitments")
    return Body(kind, facts, committed)


def is_count(value: object) -> bool:
    """Whether a stored value is an integer from 0; a boolean is none."""
    return type(value) is int and value >= 0


def recomputed_leaf(entry: StoredEntry) -> bytes:
    """The leaf hash of the bytes that are stored, whatever hash is stored beside them."""
    raw: object = entry.raw
    return leaf_hash(raw if isinstance(raw, bytes) else repr(raw).encode("utf-8", "replace"))


def place_problems(seq: object, expected: int) -> Iterator[str]:
    """Whether the entry is the next one."""
    if type(seq) is not int or seq != expected:
        yield f"entry {expected} is missing here, or the order was changed"


def leaf_problems(entry: StoredEntry, leaf: bytes) -> Iterator[str]:
    """Whether the stored hash is that of the stored bytes."""
    if entry.leaf != leaf:
        yield "its bytes do not have the hash stored with them"


def projection_problems(entry: StoredEntry, facts: Mapping[str, object]) -> Iterator[str]:
    """Whether the row that screens read says what the entry says."""
    if entry.projection is NOT_PROJECTED:
        return
    if entry.projection is None:
        yield "its row is missing"
    elif not _same(entry.projection, facts):
        yield "its row says something else than the entry"


def personal_problems(
    personal: Mapping[str, tuple[object, object]], committed: Mapping[str, object]
) -> tuple[list[str], list[str]]:
    """What is wrong with the personal values of an entry, and the fields that are erased."""
    problems, gone = [], []
    for name in sorted(personal.keys() | committed.keys(), key=str):
        if name not in personal:
            problems.append(f"the row for its field {name} is missing")
        elif name not in committed:
            problems.append(f"a value was added for the field {name}, to which the entry does not commit")
        elif personal[name] == (None, None):
            gone.append(name)
        elif not _opens(name, *personal[name], committed[name]):
            problems.append(f"the value of its field {name} is not the one that was committed to")
    return problems, gone


class KeptNodes:
    """The stored nodes above the leaves, each compared with the one that appending completes."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = iter(nodes)
        self._next = next(self._nodes, None)

    def problems(self, completed: Iterable[Node]) -> Iterator[str]:
        """Whether exactly these nodes come next."""
        for node in completed:
            while self._next and completion_order(self._next) < completion_order(node):
                yield self._extra(self._next)
            if not self._next or completion_order(self._next) != completion_order(node):
                yield f"the tree node {node.level}/{node.position} is missing"
                continue
            if self._next.hash != node.hash:
                yield f"the tree node {node.level}/{node.position} is not the hash of what is below it"
            self._next = next(self._nodes, None)

    def left_over(self) -> Iterator[str]:
        """Whether nodes remain when all entries have been read."""
        while self._next:
            yield self._extra(self._next)

    def _extra(self, node: Node) -> str:
        self._next = next(self._nodes, None)
        return f"the tree node {node.level}/{node.position} belongs to no entry"


def completion_order(node: Node) -> tuple[int, int]:
    """Sorts nodes above the leaves as appending completes them: by last leaf, then level.

    In SQL: `ORDER BY (position + 1) << level, level`. Nodes that no tree can have come first.
    """
    if not (is_count(node.level) and is_count(node.position) and 0 < node.level < _LEVELS):
        return (0, 0)
    return ((node.position + 1) << node.level, node.level)


@dataclass(slots=True)
class Erasures:
    """Both sides of erasing: the values found gone, and the entries that allow it.

    What erases stands later in the log than what is erased, so both are kept until all has been read.
    """

    _gone: dict[int, list[str]] = field(default_factory=dict)
    _sound: set[int] = field(default_factory=set)
    _allowed: dict[tuple[int, str], str] = field(default_factory=dict)

    def found(self, seq: int, names: list[str], sound: bool) -> None:
        """Notes fields of entry `seq` found empty; `sound` if nothing else is wrong with the entry."""
        if names:
            self._gone[seq] = names
            if sound:
                self._sound.add(seq)

    def problems(self, seq: int, facts: Mapping[str, object]) -> Iterator[str]:
        """Notes what the erasure at entry `seq` allows, or says why it allows nothing."""
        entry, name, rule = facts.get("erased_entry"), facts.get("field"), facts.get("rule")
        if not (type(entry) is int and isinstance(name, str) and isinstance(rule, str)):
            yield "the erasure does not name an entry, a field and a rule"
        elif not 0 < entry < seq:
            yield f"the erasure is of entry {entry}, which does not stand before it"
        else:
            self._allowed[entry, name] = rule

    def settle(self) -> tuple[int, Mapping[str, int], list[tuple[int, str]]]:
        """Entries erased under a rule, values per rule, and (entry, sentence) of what no rule explains."""
        rules: Counter[str] = Counter()
        wrong: list[tuple[int, str]] = []
        explained = set(self._sound)
        for seq, names in self._gone.items():
            for name in names:
                rule = self._allowed.pop((seq, name), None)
                if rule is None:
                    wrong.append((seq, f"the value of its field {name} was removed under no rule"))
                    explained.discard(seq)
                else:
                    rules[rule] += 1
        for seq, name in self._allowed:
            wrong.append((seq, f"its field {name} was to be erased, but there is no such empty field"))
        return len(explained), rules, wrong


def _opens(name: str, value: object, salt: object, committed: object) -> bool:
    if not (isinstance(value, str) and isinstance(salt, bytes)):
        return False
    try:
        return commitment(name, value, salt) == committed
    except ValueError:
        return False


def _same(left: object, right: object) -> bool:
    # Python holds True for equal to 1 and 1.0, the ledger does not.
    try:
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            return left.keys() == right.keys() and all(_same(left[key], right[key]) for key in left)
        if isinstance(left, list) and isinstance(right, list):
            return len(left) == len(right) and all(map(_same, left, right))
        return type(left) is type(right) and left == right
    except RecursionError:
        return False

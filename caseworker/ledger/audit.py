# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reads a whole ledger once, from first entry to last, and says what does not hold.

Stored bytes are hashed and parsed, never encoded again. Memory is constant but for a note per erased value.
"""

from collections.abc import Iterable, Sequence

from caseworker.ledger.checks import (
    ERASURE,
    RESTORED,
    Body,
    Erasures,
    KeptNodes,
    is_count,
    leaf_problems,
    personal_problems,
    place_problems,
    projection_problems,
    read_body,
    recomputed_leaf,
)
from caseworker.ledger.entries import BrokenEntry
from caseworker.ledger.findings import AuditReport, Finding, FindingKind, StoredEntry
from caseworker.ledger.notes import Checkpoint
from caseworker.ledger.tree import Frontier, Node

MOST_FINDINGS = 20


def audit(
    entries: Iterable[StoredEntry],
    nodes: Iterable[Node],
    checkpoints: Sequence[Checkpoint] = (),
    strays: Iterable[str] = (),
) -> AuditReport:
    """What holds and what does not, over any number of entries in one pass.

    `entries` come by `seq`, `nodes` (those above the leaves, which the entries bring) by `completion_order`,
    `checkpoints` from a place that those who can write the database cannot write. `strays` are sentences
    about rows that no entry stands behind (a decision, a personal value), which only a query can find. Never
    raises on what is stored, however spoilt; what the iterators themselves raise passes through.
    """
    running = _Audit(nodes, checkpoints)
    for entry in entries:
        running.read(entry)
    return running.report(strays)


class _Broken:
    """The first findings that name an entry, the first that name none, and how many there are of both."""

    def __init__(self) -> None:
        self.count = 0
        self._entries: list[Finding] = []
        self._others: list[Finding] = []

    def add(self, seq: int | None, problems: Iterable[str]) -> bool:
        """Whether there was a problem at all."""
        before, kept = self.count, self._others if seq is None else self._entries
        for problem in problems:
            self.count += 1
            detail = problem if seq is None else f"entry {seq}: {problem}"
            kept.append(Finding(FindingKind.BROKEN, seq, detail))
            if len(kept) > 2 * MOST_FINDINGS:
                self._trim(kept)
        return self.count > before

    def first(self) -> tuple[Finding, ...]:
        """By entry; findings that name none come last."""
        self._trim(self._entries)
        return tuple([*self._entries, *self._others][:MOST_FINDINGS])

    @staticmethod
    def _trim(findings: list[Finding]) -> None:
        findings.sort(key=lambda each: each.seq or 0)
        del findings[MOST_FINDINGS:]


class _Audit:
    def __init__(self, nodes: Iterable[Node], checkpoints: Sequence[Checkpoint]) -> None:
        self._frontier = Frontier()
        self._nodes = KeptNodes(nodes)
        self._checkpoints = sorted(checkpoints, key=lambda each: each.size, reverse=True)
        self._erasures = Erasures()
        self._broken = _Broken()
        self._restored: list[Finding] = []
        self._expected = 1
        self._matches = 0
        self._proven: int | None = None
        self._compare_checkpoints()

    def read(self, entry: StoredEntry) -> None:
        seq = entry.seq if is_count(entry.seq) else self._expected
        leaf = recomputed_leaf(entry)
        problems = [*place_problems(entry.seq, self._expected), *leaf_problems(entry, leaf)]
        _, *above = self._frontier.append_hash(leaf)
        problems += self._nodes.problems(above)
        gone: list[str] = []
        try:
            body = read_body(entry.raw)
        except BrokenEntry as error:
            problems.append(str(error))
        else:
            problems += projection_problems(entry, body.facts)
            wrong, gone = personal_problems(entry.personal, body.committed)
            problems += wrong
            problems += self._note(seq, body)
        spoilt = self._broken.add(seq, problems)
        self._erasures.found(seq, gone, sound=not spoilt)
        self._matches += not spoilt and not gone
        self._expected = seq + 1
        self._compare_checkpoints()

    def report(self, strays: Iterable[str]) -> AuditReport:
        erased, rules, unexplained = self._erasures.settle()
        for seq, problem in unexplained:
            self._broken.add(seq, [problem])
        self._broken.add(None, self._nodes.left_over())
        for checkpoint in self._checkpoints:
            self._broken.add(None, [f"the log is shorter than the checkpoint at size {checkpoint.size}"])
        self._broken.add(None, strays)
        return AuditReport(
            size=self._frontier.size,
            root=self._frontier.root(),
            matches=self._matches,
            erased=erased,
            rules=rules,
            restored=tuple(self._restored),
            broken=self._broken.first(),
            broken_count=self._broken.count,
            proven_since=self._proven,
        )

    def _note(self, seq: int, body: Body) -> Iterable[str]:
        if body.kind == ERASURE:
            return self._erasures.problems(seq, body.facts)
        if body.kind == RESTORED:
            size, checkpoint = body.facts.get("size"), body.facts.get("checkpoint")
            words = f"restored at size {size}, checkpoint {checkpoint}"
            self._restored.append(Finding(FindingKind.RESTORED, seq, words))
        return ()

    def _compare_checkpoints(self) -> None:
        while self._checkpoints and self._checkpoints[-1].size <= self._frontier.size:
            checkpoint = self._checkpoints.pop()
            if checkpoint.root == self._frontier.root():
                self._proven = checkpoint.size
            else:
                self._broken.add(None, [self._contradicts(checkpoint)])

    def _contradicts(self, checkpoint: Checkpoint) -> str:
        words = f"the log is not the one that the checkpoint at size {checkpoint.size} was signed for"
        return words + "".join(f"; entry {each.seq} says {each.detail}" for each in self._restored[-1:])

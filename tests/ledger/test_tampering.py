# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every byte of a 50-entry ledger changed, every row removed, swapped, inserted, cut: all are convicted."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from itertools import chain, islice
from typing import Any

import pytest
from sample_ledger import Ledger, sample

from caseworker.ledger import canonical, parse

Change = Callable[[Ledger], None]

ORIGINAL = sample()
SIGNED = ORIGINAL.checkpoint()


def flipped(value: Any, place: int, mask: int) -> Any:
    if isinstance(value, bytes):
        return value[:place] + bytes([value[place] ^ mask]) + value[place + 1 :]
    if isinstance(value, str):
        return value[:place] + chr(ord(value[place]) ^ mask) + value[place + 1 :]
    if isinstance(value, bool):
        return not value
    return "x" if value is None else value ^ mask


def flip(where: tuple[int, int, int, int], mask: int, ledger: Ledger) -> None:
    table, row, column, place = where
    rows, old = ledger.tables()[table], ledger.tables()[table][row]
    rows[row] = (*old[:column], flipped(old[column], place, mask), *old[column + 1 :])


def every_flip(seed: int) -> Iterator[Change]:
    """One change of one byte, letter or number for each there is."""
    masks = random.Random(seed)
    for table, rows in enumerate(ORIGINAL.tables()):
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                for place in range(len(value) if isinstance(value, (bytes, str)) else 1):
                    yield partial(flip, (table, row, column, place), masks.randrange(1, 128))


def delete(table: int, row: int, ledger: Ledger) -> None:
    del ledger.tables()[table][row]


def insert(table: int, row: int, ledger: Ledger) -> None:
    rows = ledger.tables()[table]
    rows.insert(row, rows[row])


def swap(table: int, row: int, ledger: Ledger) -> None:
    # All but the key changes places, so that the rows are found where the others stood.
    rows, key = ledger.tables()[table], (1, 2, 2, 2)[table]
    first, second = rows[row], rows[row + 1]
    rows[row], rows[row + 1] = first[:key] + second[key:], second[:key] + first[key:]


def cut(table: int, row: int, ledger: Ledger) -> None:
    del ledger.tables()[table][row:]


def rehashed(change: Change, ledger: Ledger) -> None:
    change(ledger)
    ledger.rehash()


def roll_back(size: int, ledger: Ledger) -> None:
    older = sample(size)
    for table, rows in zip(ledger.tables(), older.tables(), strict=True):
        table[:] = rows
    ledger.shown, ledger.frontier = older.shown, older.frontier


def every_row_change() -> Iterator[Change]:
    for table, rows in enumerate(ORIGINAL.tables()):
        for row, after in zip(range(len(rows)), [*rows[1:], None], strict=True):
            yield partial(delete, table, row)
            yield partial(insert, table, row)
            yield partial(cut, table, row)
            if after and after[(1, 2, 2, 2)[table] :] != rows[row][(1, 2, 2, 2)[table] :]:
                yield partial(swap, table, row)
    for row in range(len(ORIGINAL.entries)):
        for act in (delete, insert, cut):
            yield partial(rehashed, partial(act, 0, row))
    yield from (partial(roll_back, size) for size in range(len(ORIGINAL.entries)))


def escaped(changes: Iterator[Change]) -> tuple[int, list[Change]]:
    """How many changes were tried, and those that the audit let pass."""
    tried, passed = 0, []
    for change in changes:
        ledger = ORIGINAL.copy()
        change(ledger)
        tried += 1
        if ledger.audit([SIGNED]).ok:
            passed.append(change)
    return tried, passed


def test_the_untouched_ledger_is_whole() -> None:
    report = ORIGINAL.audit([SIGNED])
    assert (report.ok, report.size, report.proven_since) == (True, 50, 50)
    assert (report.matches, report.erased, dict(report.rules)) == (49, 1, {"retention": 1})
    assert [finding.detail for finding in report.restored] == ["restored at size 20, checkpoint 20"]


def test_no_row_can_be_removed_swapped_inserted_or_cut_unseen() -> None:
    tried, passed = escaped(every_row_change())
    assert tried > 1_000
    assert passed == []


def test_no_byte_in_a_sample_over_all_tables_can_be_changed_unseen() -> None:
    tried, passed = escaped(islice(every_flip(1), 0, None, 19))
    assert 1_000 < tried < 2_000
    assert passed == []


@pytest.mark.full
def test_no_byte_at_all_can_be_changed_unseen() -> None:
    tried, passed = escaped(islice(chain(every_flip(2), every_flip(3)), 40_000))
    assert sum(1 for _ in every_flip(2)) <= tried == 40_000
    assert passed == []


def change_date(ledger: Ledger) -> None:
    seq, raw, leaf = ledger.entries[10]
    ledger.entries[10] = (seq, raw.replace(b"2026-11-23", b"2025-11-23"), leaf)


def change_leaf(ledger: Ledger) -> None:
    flip((0, 10, 2, 0), 1, ledger)


def change_node(ledger: Ledger) -> None:
    flip((1, 5, 2, 0), 1, ledger)


def change_number(ledger: Ledger) -> None:
    ledger.entries[-1] = (51, *ledger.entries[-1][1:])
    for table in (ledger.personal, ledger.facts):
        table[:] = [(51, *row[1:]) if row[0] == 50 else row for row in table]
    ledger.shown = ledger.shown - {50} | {51}


def change_row(ledger: Ledger) -> None:
    place = next(at for at, row in enumerate(ledger.facts) if row[2] == "overridden")
    ledger.facts[place] = (*ledger.facts[place][:2], "accepted")


def change_reason(ledger: Ledger) -> None:
    place = next(at for at, row in enumerate(ledger.personal) if row[1] == "reason" and row[2])
    ledger.personal[place] = (*ledger.personal[place][:2], "Uenig.", ledger.personal[place][3])


def erase_without_a_rule(ledger: Ledger) -> None:
    ledger.empty(7, "reason")


def blind(*_: object) -> list[str]:
    return []


class BlindNodes:
    def __init__(self, nodes: object) -> None:
        self.problems = self.left_over = blind


GUARDS: dict[str, tuple[str, object, Change]] = {
    "hashing the bytes": ("audit.recomputed_leaf", lambda entry: entry.leaf, change_date),
    "the stored leaf": ("audit.leaf_problems", blind, change_leaf),
    "the stored nodes": ("audit.KeptNodes", BlindNodes, change_node),
    "the order": ("audit.place_problems", blind, change_number),
    "the projection": ("audit.projection_problems", blind, change_row),
    "the commitments": ("checks._opens", lambda *_: True, change_reason),
    "the rule of an erasure": ("audit.Erasures.settle", lambda self: (0, {}, []), erase_without_a_rule),
}


@pytest.mark.parametrize("guard", GUARDS)
def test_negative_control_an_audit_without_this_guard_lets_its_attack_pass(
    guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, weakened, attack = GUARDS[guard]
    assert escaped(iter([attack])) == (1, [])
    module, *owners, last = name.split(".")
    owner: Any = import_module(f"caseworker.ledger.{module}")
    for each in owners:
        owner = getattr(owner, each)
    monkeypatch.setattr(owner, last, weakened)
    assert escaped(iter([attack])) == (1, [attack])


def test_a_change_rehashed_by_someone_without_the_key_needs_the_checkpoint_to_be_seen() -> None:
    ledger = ORIGINAL.copy()
    seq, raw, _ = ledger.entries[10]
    body = parse(raw)
    ledger.entries[10] = (seq, canonical({**body, "date": "2025-01-01"}), b"")
    ledger.rehash()
    alone, signed = ledger.audit(), ledger.audit([SIGNED])
    assert alone.ok
    assert alone.proven_since is None
    assert "cannot prove that nothing was removed" in alone.verdict
    assert not signed.ok
    assert "signed for" in signed.verdict

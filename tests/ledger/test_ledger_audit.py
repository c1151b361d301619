# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the audit says: matches, erased under a rule, restored, broken; never more than was shown."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_ledger import Ledger, sample

from caseworker.ledger import (
    MOST_FINDINGS,
    NOT_PROJECTED,
    Checkpoint,
    FindingKind,
    Frontier,
    Node,
    StoredEntry,
    audit,
    canonical,
    root,
)

GARBAGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.binary(max_size=40),
    st.just(b"\x01" + b'{"facts":' * 3_000),
    st.just(b'\x01{"kind":"erasures","facts":{}}'),
    st.just(b'\x01{"kind":"erasures","facts":{"erased_entry":true,"field":"x","rule":"y"}}'),
    st.just(b'\x01{"kind":"restorations","facts":{"size":[],"checkpoint":{}}}'),
    st.just(b'\x01{"kind":"decisions","facts":{},"committed":{"reason":1,"a\\u0000b":""}}'),
)
PERSONAL = st.dictionaries(
    st.sampled_from(["reason", "a\0b", ""]) | GARBAGE,
    st.tuples(GARBAGE, GARBAGE | st.just(bytes(32))),
    max_size=3,
)


def test_an_empty_log_says_that_it_cannot_prove_anything() -> None:
    report = audit([], [])
    assert (report.ok, report.size, report.root, report.proven_since) == (True, 0, root([]), None)
    assert "cannot prove that nothing was removed" in report.verdict


def test_an_empty_log_with_a_checkpoint_of_something_is_shorter_than_it() -> None:
    report = audit([], [], [Checkpoint("x", 3, bytes(32))])
    assert report.verdict == "broken: the log is shorter than the checkpoint at size 3"


def test_without_a_checkpoint_the_verdict_never_claims_that_all_is_there() -> None:
    report = sample().audit()
    assert report.ok
    assert report.proven_since is None
    assert report.verdict == "the entries agree; without a checkpoint this cannot prove that nothing was removed"


def test_the_largest_checkpoint_that_holds_is_the_one_that_proves() -> None:
    ledger, checkpoints = sample(10), []
    for _ in range(3):
        checkpoints.append(ledger.checkpoint())
        ledger.record("decisions", {"id": "x"}, {})
    report = ledger.audit(checkpoints[::-1])
    assert report.ok
    assert report.proven_since == 12
    assert report.verdict.endswith("since the checkpoint at size 12")


def test_a_log_rolled_back_to_yesterday_is_shorter_than_its_checkpoint() -> None:
    report = sample(49).audit([sample(50).checkpoint()])
    assert not report.ok
    assert report.broken[0].detail == "the log is shorter than the checkpoint at size 50"


def test_each_value_of_each_entry_can_be_erased_under_a_rule_and_the_rest_still_verifies() -> None:
    ledger = sample()
    signed = ledger.checkpoint()
    present = [row for row in ledger.personal if row[2] is not None]
    for count, (seq, name, _, _) in enumerate(present, start=2):
        ledger.erase(seq, name, "citizen_request")
        if count % 20 == 0:
            assert ledger.audit([signed]).ok
    report = ledger.audit([signed])
    assert report.ok
    assert dict(report.rules) == {"retention": 1, "citizen_request": len(present)}
    assert report.erased == len({row[0] for row in ledger.personal})
    assert report.matches + report.erased == report.size


def test_a_value_removed_under_no_rule_is_broken_and_its_entry_named() -> None:
    ledger = sample()
    ledger.empty(7, "reason")
    report = ledger.audit()
    assert report.broken_count == 1
    assert report.broken[0].seq == 7
    assert report.broken[0].detail == "entry 7: the value of its field reason was removed under no rule"
    assert (report.matches, report.erased) == (48, 1)


def test_an_erasure_whose_value_is_still_there_is_broken() -> None:
    ledger = sample()
    ledger.record("erasures", {"erased_entry": 7, "field": "reason", "rule": "retention"}, {})
    (finding,) = ledger.audit().broken
    assert (finding.kind, finding.seq) == (FindingKind.BROKEN, 7)
    assert "was to be erased" in finding.detail


@pytest.mark.parametrize(
    "facts",
    [
        {"erased_entry": 60, "field": "reason", "rule": "r"},
        {"erased_entry": 51, "field": "reason", "rule": "r"},
        {"erased_entry": 0, "field": "reason", "rule": "r"},
        {"erased_entry": True, "field": "reason", "rule": "r"},
        {"erased_entry": 7, "field": "reason"},
        {"erased_entry": 7, "field": 1, "rule": "r"},
    ],
    ids=repr,
)
def test_an_erasure_of_what_does_not_stand_before_it_allows_nothing(facts: dict[str, object]) -> None:
    ledger = sample()
    ledger.record("erasures", facts, {})
    assert [finding.seq for finding in ledger.audit().broken] == [51]


def test_half_a_value_is_no_erasure() -> None:
    ledger = sample()
    ledger.erase(7, "reason")
    place = next(at for at, row in enumerate(ledger.personal) if row[:2] == (7, "reason"))
    for half in (("text", None), (None, bytes(32))):
        ledger.personal[place] = (7, "reason", *half)
        assert ledger.audit().broken[0].detail.startswith("entry 7: the value of its field reason is not")


def test_a_row_with_true_where_the_entry_says_1_is_another_row() -> None:
    ledger = sample()
    place = next(at for at, row in enumerate(ledger.facts) if row[1] == "revision")
    ledger.facts[place] = (*ledger.facts[place][:2], True)
    assert [finding.seq for finding in ledger.audit().broken] == [ledger.facts[place][0]]


def test_the_first_broken_entry_is_named_though_it_is_found_last() -> None:
    ledger = sample()
    ledger.empty(3, "reason")
    ledger.facts[:] = [row for row in ledger.facts if row[0] <= 20]
    report = ledger.audit()
    assert report.broken[0].seq == 3
    assert len(report.broken) == MOST_FINDINGS < report.broken_count == 31
    assert [finding.seq for finding in report.broken[1:]] == list(range(21, 40))


def test_a_row_that_no_entry_stands_behind_is_broken() -> None:
    ledger = sample()
    nodes = [Node(*row) for row in ledger.nodes]
    report = audit(ledger.stored(), nodes, [], ["decisions d99 has no entry"])
    assert [(finding.seq, finding.detail) for finding in report.broken] == [(None, "decisions d99 has no entry")]


def test_a_restore_is_told_and_named_beside_a_checkpoint_that_it_contradicts() -> None:
    lost = sample(20)
    for _ in range(5):
        lost.record("decisions", {"id": "lost"}, {})
    ledger = sample()
    report = ledger.audit([lost.checkpoint()])
    assert [(finding.kind, finding.seq) for finding in report.restored] == [(FindingKind.RESTORED, 21)]
    assert not report.ok
    assert report.verdict.endswith(
        "checkpoint at size 25 was signed for; entry 21 says restored at size 20, checkpoint 20"
    )


@given(st.data(), st.lists(st.integers(0, 11), max_size=4))
def test_garbage_in_any_column_is_reported_and_never_raises(data: st.DataObject, places: list[int]) -> None:
    ledger = sample(12)
    entries = list(ledger.stored())
    for place in places:
        name = data.draw(st.sampled_from([each.name for each in fields(StoredEntry)]))
        value = data.draw({"personal": PERSONAL, "projection": st.dictionaries(GARBAGE, GARBAGE)}.get(name, GARBAGE))
        entries[place] = replace(entries[place], **{name: value})
    nodes = [Node(*row) for row in ledger.nodes]
    nodes[:1] = [Node(*data.draw(st.tuples(GARBAGE, GARBAGE, GARBAGE)))]
    report = audit(entries, nodes, [ledger.checkpoint()])
    assert not report.ok
    assert report.verdict.startswith("broken: ")


def test_no_finding_repeats_a_personal_value() -> None:
    ledger = sample()
    ledger.personal[:] = [(*row[:2], "Ellen Hansen, 211062-5629", row[3]) for row in ledger.personal]
    report = ledger.audit()
    assert report.broken_count > 20
    assert not any("Hansen" in finding.detail or "5629" in finding.detail for finding in report.broken)


def many(size: int) -> Iterator[StoredEntry]:
    frontier = Frontier()
    for seq in range(1, size + 1):
        facts = {"id": f"d{seq}"}
        raw = canonical({"kind": "decisions", "facts": facts, "committed": {}})
        leaf = frontier.append(raw)[0].hash
        yield StoredEntry(seq, raw, leaf, {}, facts if seq % 2 else NOT_PROJECTED)


def nodes_of(size: int) -> Iterator[Node]:
    frontier = Frontier()
    for entry in many(size):
        _, *above = frontier.append(entry.raw)
        yield from above


def test_memory_does_not_grow_with_the_log() -> None:
    peaks = []
    for size in (200, 4_000):
        tracemalloc.start()
        assert audit(many(size), nodes_of(size)).matches == size
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 20_000


def test_negative_control_an_audit_that_is_given_no_rows_would_not_miss_them() -> None:
    ledger = Ledger()
    ledger.record("decisions", {"id": "d1"}, {})
    assert ledger.audit().ok
    ledger.facts.clear()
    assert ledger.audit().broken[0].detail == "entry 1: its row is missing"

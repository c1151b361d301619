# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Checkpoints in the C2SP forms: what was signed is what is read, and nothing else is."""

import contextlib
from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from caseworker.ledger import (
    BrokenCheckpoint,
    Checkpoint,
    read_checkpoint,
    read_verifier_key,
    sign_checkpoint,
    verifier_key,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = KEY.public_key()
ORIGIN = "kommune.example/caseworker"
CHECKPOINT = Checkpoint(ORIGIN, 50, sha256(b"root").digest())
NOTE = sign_checkpoint(CHECKPOINT, KEY)


def signed(text: str, origin: str = ORIGIN) -> str:
    """Any text with a signature that holds, to ask what else a reader insists on."""
    key_id = sha256(origin.encode() + b"\n\x01" + PUBLIC.public_bytes_raw()).digest()[:4]
    return f"{text}\n\u2014 {origin} {b64encode(key_id + KEY.sign(text.encode())).decode()}\n"


@given(st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_what_was_signed_is_what_is_read(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(ORIGIN, size, root)
    assert read_checkpoint(sign_checkpoint(checkpoint, KEY), PUBLIC) == checkpoint


def test_the_note_has_the_lines_of_the_specification() -> None:
    origin, size, root, gap, signature, end = NOTE.split("\n")
    assert (origin, size, gap, end) == (ORIGIN, "50", "", "")
    assert b64decode(root) == CHECKPOINT.root
    assert signature.startswith(f"\u2014 {ORIGIN} ")
    assert len(b64decode(signature.rsplit(" ", 1)[1])) == 4 + 64
    assert signed(f"{ORIGIN}\n50\n{root}\n") == NOTE


def test_every_character_changed_is_noticed() -> None:
    for place, letter in enumerate(NOTE):
        for change in (chr(ord(letter) ^ 1), "", letter + letter):
            spoilt = NOTE[:place] + change + NOTE[place + 1 :]
            if spoilt != NOTE:
                with pytest.raises(BrokenCheckpoint):
                    read_checkpoint(spoilt, PUBLIC)


def test_a_checkpoint_signed_with_another_key_is_refused_even_under_the_same_name() -> None:
    with pytest.raises(BrokenCheckpoint, match="did not sign"):
        read_checkpoint(sign_checkpoint(CHECKPOINT, OTHER), PUBLIC)


def test_signatures_of_witnesses_are_passed_over() -> None:
    witness = "\u2014 witness.example " + b64encode(bytes(76)).decode()
    text, own = NOTE.split("\n\n")
    assert read_checkpoint(f"{text}\n\n{witness}\n{own}", PUBLIC) == CHECKPOINT
    assert read_checkpoint(f"{NOTE}{witness}\n", PUBLIC) == CHECKPOINT
    with pytest.raises(BrokenCheckpoint):
        read_checkpoint(f"{text}\n\n{witness}\n", PUBLIC)


def test_lines_after_the_root_are_allowed_and_covered_by_the_signature() -> None:
    root = b64encode(CHECKPOINT.root).decode()
    note = signed(f"{ORIGIN}\n50\n{root}\nextension\n")
    assert read_checkpoint(note, PUBLIC) == CHECKPOINT
    with pytest.raises(BrokenCheckpoint, match="does not hold"):
        read_checkpoint(note.replace("extension", "extensiom"), PUBLIC)


@pytest.mark.parametrize(
    ("size", "root"),
    [
        ("050", None),
        ("-1", None),
        ("\u0665", None),
        ("1" * 20, None),
        ("", None),
        ("5 ", None),
        ("50", "AAAA"),
        ("50", "A" * 42 + "B="),
        ("50", "?" * 44),
        ("50", ""),
    ],
)
def test_a_well_signed_text_that_is_no_checkpoint_is_refused(size: str, root: str | None) -> None:
    encoded = b64encode(CHECKPOINT.root).decode() if root is None else root
    with pytest.raises(BrokenCheckpoint):
        read_checkpoint(signed(f"{ORIGIN}\n{size}\n{encoded}\n"), PUBLIC)


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail_in_another_way(noise: str) -> None:
    for text in (noise, NOTE + noise, noise + NOTE, NOTE.replace("50", noise)):
        with contextlib.suppress(BrokenCheckpoint):
            assert read_checkpoint(text, PUBLIC) == CHECKPOINT


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\tb", "a\x7f"], ids=repr)
def test_an_origin_that_cannot_name_a_key_is_refused(origin: str) -> None:
    with pytest.raises(ValueError, match="name of a key"):
        sign_checkpoint(Checkpoint(origin, 1, bytes(32)), KEY)
    with pytest.raises(ValueError, match="name of a key"):
        verifier_key(origin, PUBLIC)


def test_a_state_that_no_log_can_have_is_not_signed() -> None:
    for size, root in ((-1, bytes(32)), (1, bytes(31)), (2**63, bytes(32))):
        with pytest.raises(ValueError, match="32 bytes"):
            sign_checkpoint(Checkpoint(ORIGIN, size, root), KEY)


def test_a_verifier_key_comes_back_as_the_name_and_key_it_was_made_from() -> None:
    name, public = read_verifier_key(verifier_key(ORIGIN, PUBLIC) + "\n")
    assert name == ORIGIN
    assert read_checkpoint(NOTE, public) == CHECKPOINT


def test_the_verifier_key_of_a_well_known_public_log_is_read() -> None:
    text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    name, public = read_verifier_key(text)
    assert verifier_key(name, public) == text


def test_a_spoilt_verifier_key_is_refused() -> None:
    text = verifier_key(ORIGIN, PUBLIC)
    for place, letter in enumerate(text):
        with pytest.raises(ValueError, match=r"verifier key|name of a key"):
            read_verifier_key(text[:place] + chr(ord(letter) ^ 1) + text[place + 1 :])
    for other in ("", "a+b", "a+b+c+d", "x" * 500):
        with pytest.raises(ValueError, match="verifier key"):
            read_verifier_key(other)


def test_negative_control_a_reader_that_skips_the_signature_would_take_a_changed_size() -> None:
    changed = NOTE.replace("\n50\n", "\n51\n")
    assert changed.split("\n")[1] == "51"
    with pytest.raises(BrokenCheckpoint, match="does not hold"):
        read_checkpoint(changed, PUBLIC)

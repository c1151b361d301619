# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Checkpoints as signed notes: the state of the log in a few lines that anyone can keep and check.

The forms are those of C2SP, signed-note and tlog-checkpoint, with Ed25519 signatures: three lines (origin,
size, root), an empty line, then lines of an em dash, a key name and a signature.
"""

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from caseworker.ledger.tree import HASH_BYTES

_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_KEY_BYTES = 32
_SIGNATURE_START = "\N{EM DASH} "
_MOST_SIGNATURES = 100
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_NOT_IN_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class BrokenCheckpoint(ValueError):
    """A text that is not a checkpoint, or one that the given key did not sign."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """That the log called `origin` had `size` entries and, over them, the 32-byte tree head `root`."""

    origin: str
    size: int
    root: bytes


def sign_checkpoint(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The checkpoint as a signed note, the origin being the name of the key as well.

    Raises ValueError on an origin that cannot name a key (empty, a space, a plus), a negative size or a root
    that is not 32 bytes.
    """
    if not 0 <= checkpoint.size < 2**63 or len(checkpoint.root) != HASH_BYTES:
        raise ValueError("a checkpoint has a size from 0 and a root of 32 bytes")
    key_id = _key_id(checkpoint.origin, key.public_key())
    text = f"{checkpoint.origin}\n{checkpoint.size}\n{_base64(checkpoint.root)}\n"
    signature = _base64(key_id + key.sign(text.encode()))
    return f"{text}\n{_SIGNATURE_START}{checkpoint.origin} {signature}\n"


def read_checkpoint(text: str, public_key: Ed25519PublicKey) -> Checkpoint:
    """The checkpoint that the holder of `public_key` signed under the name of its origin.

    Signatures of other keys (witnesses, say) and lines after the root are passed over, as C2SP asks. Raises
    BrokenCheckpoint on any other text, and on a signature that does not hold.
    """
    body, gap, signatures = text.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise BrokenCheckpoint("no signature follows the text")
    checkpoint = _parsed(body)
    try:
        key_id = _key_id(checkpoint.origin, public_key)
        message = f"{body}\n".encode()
    except ValueError as error:
        raise BrokenCheckpoint("the origin is not a name for a key") from error
    for line in signatures[:-1].split("\n")[:_MOST_SIGNATURES]:
        name, signed_id, signature = _signature(line)
        if name == checkpoint.origin and signed_id == key_id:
            _verify(public_key, signature, message)
            return checkpoint
    raise BrokenCheckpoint("the given key did not sign this checkpoint")


def verifier_key(origin: str, public_key: Ed25519PublicKey) -> str:
    """The public key in the form `name+hash+key` (C2SP signed-note, "vkey"), for those who check.

    Raises ValueError on an origin that cannot name a key.
    """
    key_id = _key_id(origin, public_key)
    return f"{origin}+{key_id.hex()}+{_base64(_ED25519 + public_key.public_bytes_raw())}"


def read_verifier_key(text: str) -> tuple[str, Ed25519PublicKey]:
    """The origin and the public key that `verifier_key` wrote; raises ValueError on any other text."""
    name, key_hash, encoded = [*text.strip().split("+", 2), "", ""][:3]
    key = _from_base64(encoded)
    if key is None or key[:1] != _ED25519 or len(key) != 1 + _KEY_BYTES:
        raise ValueError("not the verifier key of an Ed25519 signer: name+hash+key")
    public_key = Ed25519PublicKey.from_public_bytes(key[1:])
    if _key_id(name, public_key).hex() != key_hash:
        raise ValueError("the hash in the verifier key belongs to another name or key")
    return name, public_key


def _parsed(body: str) -> Checkpoint:
    lines = body.split("\n")
    root = _from_base64(lines[2]) if len(lines) > 2 else None
    if root is None or len(root) != HASH_BYTES or not _SIZE.fullmatch(lines[1]):
        raise BrokenCheckpoint("the text is not an origin, a size and a root")
    if "" in lines or _NOT_IN_TEXT.search(body):
        raise BrokenCheckpoint("the text holds an empty line or a control character")
    return Checkpoint(lines[0], int(lines[1]), root)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line.removeprefix(_SIGNATURE_START).partition(" ")
    signed = _from_base64(encoded)
    if not line.startswith(_SIGNATURE_START) or signed is None or len(signed) <= _KEY_ID_BYTES:
        raise BrokenCheckpoint("a line after the text is not a signature")
    return name, signed[:_KEY_ID_BYTES], signed[_KEY_ID_BYTES:]


def _verify(public_key: Ed25519PublicKey, signature: bytes, message: bytes) -> None:
    try:
        public_key.verify(signature, message)
    except InvalidSignature as error:
        raise BrokenCheckpoint("the signature does not hold for this text") from error


def _key_id(name: str, public_key: Ed25519PublicKey) -> bytes:
    if not name or "+" in name or _NOT_IN_TEXT.search(name) or any(letter.isspace() for letter in name):
        raise ValueError("the name of a key is not empty and holds no space, plus or control character")
    return sha256(name.encode() + b"\n" + _ED25519 + public_key.public_bytes_raw()).digest()[:_KEY_ID_BYTES]


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _from_base64(text: str) -> bytes | None:
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    # One value has one spelling: loose bits at the end would let two texts mean the same.
    return data if _base64(data) == text else None

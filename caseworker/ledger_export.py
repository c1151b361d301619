# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The log as a file that can be checked without this installation: JSON lines, a header and an entry each.

The file holds canonical bytes only: erasable values stay behind, their commitments are in the bytes.
"""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlmodel import col

from caseworker.database import Database
from caseworker.ledger import BrokenCheckpoint, BrokenEntry, Checkpoint, Frontier, parse, read_checkpoint
from caseworker.models import LedgerEntry
from caseworker.vocabulary.problems import CaseworkerError

FORMAT = "caseworker-ledger/1"
CHUNK = 1000


class ExportBroken(CaseworkerError):
    """The file, or what its checkpoint says of it, does not hold."""

    sentence = "The export does not hold: %(why)s."


def export_ledger(database: Database, note: str, file: Path) -> int:
    """How many entries were written to `file`: those that the checkpoint `note` was signed for, and no later one."""
    count, size = 0, int(note.split("\n")[1])
    with database.read() as session, file.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"format": FORMAT, "checkpoint": note}) + "\n")
        signed = select(col(LedgerEntry.seq), col(LedgerEntry.raw)).where(col(LedgerEntry.seq) <= size)
        ordered = signed.order_by(col(LedgerEntry.seq))
        for seq, raw in session.execute(ordered.execution_options(yield_per=CHUNK)):
            out.write(json.dumps({"seq": seq, "raw": base64.b64encode(raw).decode()}) + "\n")
            count += 1
    return count


def verify_export(file: Path, public_key: str, since: Path | None = None) -> int:
    """The size of the log that the export proves under the base64 `public_key`.

    Checks every entry's place and bytes, the checkpoint of the header and that of the file `since`. Raises
    ExportBroken with the first thing that does not hold.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        lines = _lines(file)
        header = next(lines)
        if header.get("format") != FORMAT:
            raise ExportBroken(why="it is not a ledger export")
        notes = [str(header.get("checkpoint"))] + ([since.read_text(encoding="utf-8")] if since else [])
        return _check(lines, [read_checkpoint(note, key) for note in notes])
    except (ValueError, InvalidKey, StopIteration, BrokenCheckpoint, BrokenEntry) as error:
        raise ExportBroken(why=str(error) or "it is empty") from error


def _check(lines: Iterator[dict[str, object]], checkpoints: list[Checkpoint]) -> int:
    frontier = Frontier()
    _compare(frontier, checkpoints)
    for line in lines:
        if line.get("seq") != frontier.size + 1:
            raise ExportBroken(why=f"entry {frontier.size + 1} is missing")
        raw = base64.b64decode(str(line.get("raw")), validate=True)
        parse(raw)
        frontier.append(raw)
        if frontier.size > checkpoints[0].size:
            raise ExportBroken(why=f"entry {frontier.size} stands after the checkpoint, which does not vouch for it")
        _compare(frontier, checkpoints)
    if any(frontier.size < each.size for each in checkpoints):
        raise ExportBroken(why=f"it ends at entry {frontier.size}, before its checkpoint")
    return frontier.size


def _compare(frontier: Frontier, checkpoints: list[Checkpoint]) -> None:
    for each in checkpoints:
        if each.size == frontier.size and each.root != frontier.root():
            raise ExportBroken(why=f"the first {frontier.size} entries are not those of the checkpoint")


def _lines(file: Path) -> Iterator[dict[str, object]]:
    with file.open(encoding="utf-8") as source:
        for line in source:
            read = json.loads(line)
            if not isinstance(read, dict):
                raise ExportBroken(why="a line is not an object")
            yield read

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Where the log stands, and the signed checkpoints that are kept outside the database."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select
from sqlmodel import Session, col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.ledger import BrokenCheckpoint, Checkpoint, NodeSource, read_checkpoint, root_at, sign_checkpoint
from caseworker.models import CheckpointRow, LedgerEntry, LedgerNode


@dataclass(frozen=True)
class LedgerState:
    """How many entries the log has, and the tree head over them."""

    size: int
    root: bytes


def ledger_state(session: Session) -> LedgerState:
    """Where the log stands now."""
    size = session.execute(select(func.max(col(LedgerEntry.seq)))).scalar_one() or 0
    return LedgerState(size, root_at(size, stored_nodes(session)))


def stored_nodes(session: Session) -> NodeSource:
    """The stored hash of any complete subtree; raises SQLAlchemy's NoResultFound where there is none."""

    def node(level: int, position: int) -> bytes:
        wanted = (
            select(col(LedgerEntry.leaf)).where(col(LedgerEntry.seq) == position + 1)
            if level == 0
            else select(col(LedgerNode.hash)).where(
                col(LedgerNode.level) == level, col(LedgerNode.position) == position
            )
        )
        digest: bytes = session.execute(wanted).scalar_one()
        return digest

    return node


def signed_now(session: Session, settings: Settings) -> str:
    """A signed note about the log as it stands; whoever receives it keeps it."""
    state = ledger_state(session)
    return sign_checkpoint(Checkpoint(settings.origin, state.size, state.root), settings.key_for_signing)


def make_checkpoint(database: Database, settings: Settings, context: Context) -> str:
    """A signed note about the log as it stands, kept in the database and in the checkpoint folder."""
    with database.read() as session:
        state = ledger_state(session)
    note = sign_checkpoint(Checkpoint(settings.origin, state.size, state.root), settings.key_for_signing)
    folder = Path(settings.checkpoint_dir)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{state.size:012d}.checkpoint").write_text(note, encoding="utf-8")
    with database.write() as session:
        session.add(CheckpointRow(size=state.size, note=note, made_at=context.now))
    return note


def latest_checkpoint(session: Session) -> CheckpointRow | None:
    """The latest checkpoint that the database remembers."""
    newest = select(CheckpointRow).order_by(col(CheckpointRow.size).desc(), col(CheckpointRow.id).desc()).limit(1)
    return session.execute(newest).scalar_one_or_none()


def kept_checkpoints(settings: Settings, also: Path | None = None) -> tuple[list[Checkpoint], list[str]]:
    """The checkpoints of the folder and of the file `also`, and a sentence for each that does not hold."""
    key = settings.key_for_signing.public_key()
    folder = Path(settings.checkpoint_dir)
    files = sorted(folder.glob("*.checkpoint")) if folder.is_dir() else []
    sound: list[Checkpoint] = []
    spoilt: list[str] = []
    for file in [*files, *([also] if also else [])]:
        try:
            sound.append(_read(file, key))
        except (BrokenCheckpoint, UnicodeDecodeError) as error:
            spoilt.append(f"the checkpoint {file.name} does not hold: {error}")
    return sound, spoilt


def _read(file: Path, key: Ed25519PublicKey) -> Checkpoint:
    return read_checkpoint(file.read_text(encoding="utf-8"), key)

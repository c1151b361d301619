# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What somebody has typed and not yet sent: kept for its author alone, overwritten in place, in no log.

It is about a recommendation, or about a system where the recommendation too is entered by hand.
A draft is no record. It stands beside the ledger, holds no CPR number, goes when its author sends, and otherwise when
anything is saved `limits.DRAFT_DAYS` days later; a history of drafts would watch people type.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, Draft, ManualDraft, Waiting
from caseworker.permissions import Viewer
from caseworker.privacy import mask_cpr
from caseworker.queries.records import own_answer
from caseworker.vocabulary import limits
from caseworker.vocabulary.numbers import read_whole
from caseworker.vocabulary.problems import Absent

Typed = Mapping[str, str]
About = UUID | str
"""The id of a recommendation, or the code of a system for what is recorded by hand."""


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it stands: its version, a mark of the page that saved it last, when, and the fields."""

    version: int
    page: str
    saved_at: datetime
    typed: Typed = field(default_factory=dict)

    def overtook(self, typed: Typed, mark: str, version: int) -> bool:
        """Whether another page has saved something else since the page with this mark built on `version`."""
        elsewhere = self.page != mark and self.version != version
        return elsewhere and bool(self.typed) and dict(self.typed) != dict(typed)


@dataclass(frozen=True)
class Saving:
    """What saving came to: `stands` is the draft on the server, and `stale` says that it is another page's."""

    stands: KeptDraft
    stale: bool


def draft_of(session: Session, viewer: Viewer, about: About, now: datetime) -> KeptDraft | None:
    """The viewer's own draft about this; None where there is none, it is empty or it is too old."""
    row = _row(session, viewer, about)
    if row is None or row.saved_at <= _oldest(now):
        return None
    kept = _kept(row)
    return kept if kept.typed else None


def save_draft(
    database: Database,
    context: Context,
    viewer: Viewer,
    about: About,
    typed: Typed,
    *,
    page: str,
    version: int,
) -> Saving:
    """What now stands: these fields where they build on the `version` that stood, else what another page has saved.

    `page` is the key of the form, so that a page whose answer got lost is not in conflict with itself. Raises Absent
    where the viewer has sent an answer meanwhile that this draft is not about, or NotStored.
    """
    kept, mark = masked(typed), mark_of(page)
    try:
        return _save(database, context, viewer, about, kept, mark, version)
    except IntegrityError:
        # Two pages saved for the first time at once: the other one's draft stands now.
        return _save(database, context, viewer, about, kept, mark, version)


def _save(
    database: Database,
    context: Context,
    viewer: Viewer,
    about: About,
    kept: Typed,
    mark: str,
    version: int,
) -> Saving:
    with database.write() as session:
        expire_drafts(session, context.now)
        if isinstance(about, UUID):
            _must_be_open(session, viewer, about, kept)
        row = _row(session, viewer, about)
        if row is None:
            row = _empty(viewer, about, context.now)
            session.add(row)
        elif _kept(row).overtook(kept, mark, version):
            return Saving(_kept(row), stale=True)
        row.content, row.saved_at, row.page = json.dumps(dict(kept)), context.now, mark
        row.version += 1
        return Saving(_kept(row), stale=False)


def discard_draft(database: Database, viewer: Viewer, about: About) -> None:
    """Nothing; the viewer has no draft about this."""
    with database.write() as session:
        row = _row(session, viewer, about)
        if row is not None:
            session.delete(row)


def expire_drafts(session: Session, now: datetime) -> int:
    """How many drafts are gone, since nobody went on with them for `limits.DRAFT_DAYS` days, whoever left them."""
    gone = 0
    for table in (Draft, ManualDraft):
        old = select(func.count()).select_from(table).where(col(table.saved_at) <= _oldest(now))
        gone += session.execute(old).scalar_one()
        session.execute(delete(table).where(col(table.saved_at) <= _oldest(now)))
    return gone


def mark_of(page: str) -> str:
    """What tells one page from another: a digest of the key of its form."""
    return hashlib.sha256(page.encode(errors="replace")).hexdigest()


def masked(typed: Typed) -> dict[str, str]:
    """The fields that say something, with the digits of every CPR number covered."""
    return {name: mask_cpr(text) for name, text in sorted(typed.items()) if text}


def _row(session: Session, viewer: Viewer, about: About) -> Draft | ManualDraft | None:
    if isinstance(about, UUID):
        return session.get(Draft, (UUID(viewer.id), about))
    return session.get(ManualDraft, (UUID(viewer.id), about))


def _empty(viewer: Viewer, about: About, now: datetime) -> Draft | ManualDraft:
    author = UUID(viewer.id)
    if isinstance(about, UUID):
        return Draft(user_id=author, recommendation_id=about, content="", saved_at=now, version=0)
    return ManualDraft(user_id=author, system=about, content="", saved_at=now, version=0)


def _must_be_open(session: Session, viewer: Viewer, recommendation_id: UUID, kept: Typed) -> None:
    # The row is held while it is looked at, so that a decision sent meanwhile comes before or after, not between.
    waiting = select(Waiting).where(col(Waiting.recommendation_id) == recommendation_id)
    waits = session.execute(waiting.with_for_update(read=True)).first() is not None
    if not waits and _sent(session, viewer, recommendation_id) != _revision(kept):
        raise Absent()


def _kept(row: Draft | ManualDraft) -> KeptDraft:
    return KeptDraft(row.version, row.page, row.saved_at, json.loads(row.content))


def _revision(kept: Typed) -> int | None:
    """The revision that a correction builds on; None for a decision."""
    return read_whole(kept.get("revision"))


def _sent(session: Session, viewer: Viewer, recommendation_id: UUID) -> int | None:
    """The latest revision of the viewer's own answer to this recommendation; None where they sent none."""
    latest = select(func.max(col(Decision.revision))).where(col(Decision.id).in_(own_answer(viewer, recommendation_id)))
    revision: int | None = session.execute(latest).scalar_one()
    return revision


def _oldest(now: datetime) -> datetime:
    return now - timedelta(days=limits.DRAFT_DAYS)

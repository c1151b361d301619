# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Uploaded files on their way in: kept for their owner alone, under no name of their own, and not for long."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Upload
from caseworker.vocabulary.closed_lists import FileForm
from caseworker.vocabulary.problems import Absent

_KEPT = timedelta(hours=12)
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Uploads:
    """The uploads of an installation, whose files lie in `folder`."""

    database: Database
    folder: Path

    def keep(self, context: Context, upload: Upload, content: IO[bytes]) -> UUID:
        """The id of the upload, whose content is copied piece by piece; whatever is too old goes meanwhile."""
        self.sweep(context.now)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.file(upload)
        path.touch(mode=0o600)
        with path.open("wb") as file:
            shutil.copyfileobj(content, file, _CHUNK)
        with self.database.write() as session:
            session.add(Upload(**upload.model_dump()))
        return upload.id

    def file(self, upload: Upload) -> Path:
        """Where the content lies."""
        return self.folder / f"{upload.id}{upload.suffix}"

    def errors(self, upload: Upload) -> Path:
        """Where the wrong rows are listed, once the file was checked."""
        return self.folder / f"{upload.id}.errors.csv"

    def change(self, upload_id: UUID, **columns: str | None) -> None:
        """Nothing; the upload has come so far."""
        with self.database.write() as session:
            session.execute(update(Upload).where(col(Upload.id) == upload_id).values(**columns))

    def forget_content(self, upload: Upload) -> None:
        """Nothing; the content is gone, what came of it stays to be read."""
        with suppress(FileNotFoundError):
            self.file(upload).unlink()

    def discard(self, upload: Upload) -> None:
        """Nothing; the upload is gone with all that lay beside it."""
        self._remove([upload.id])

    def sweep(self, now: datetime) -> int:
        """How many uploads that nobody finished are gone."""
        with self.database.read() as session:
            old = session.execute(select(col(Upload.id)).where(col(Upload.uploaded_at) < now - _KEPT)).scalars().all()
        if old:
            self._remove(old)
        return len(old)

    def _remove(self, ids: Sequence[UUID]) -> None:
        for file in (file for each in ids for file in self.folder.glob(f"{each}.*")):
            with suppress(FileNotFoundError):
                file.unlink()
        with self.database.write() as session:
            session.execute(delete(Upload).where(col(Upload.id).in_(ids)))


def new_upload(context: Context, user: UUID, system: str, form: FileForm) -> Upload:
    """An upload that is not kept yet."""
    return Upload(id=context.new_id(), user_id=user, system=system, suffix=f".{form}", uploaded_at=context.now)


def find_upload(session: Session, upload_id: UUID, user: UUID) -> Upload:
    """The upload of this user; raises Absent."""
    upload = session.get(Upload, upload_id)
    if upload is None or upload.user_id != user:
        raise Absent()
    return upload


def uploads_of(settings: Settings, database: Database) -> Uploads:
    """The uploads of the installation with these settings."""
    return Uploads(database, Path(settings.home) / "uploads")

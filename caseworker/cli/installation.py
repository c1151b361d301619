# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The installation that a command works on."""

from dataclasses import dataclass

import click

from caseworker.config import Settings, load
from caseworker.context import Context, context_of
from caseworker.database import Database, create, ready
from caseworker.database.schema import current
from caseworker.queries.going_live import agreement
from caseworker.registry import default_reasons, register


@dataclass(frozen=True)
class Installation:
    """Settings and database, open."""

    settings: Settings
    database: Database

    def context(self) -> Context:
        """The context of this moment."""
        return context_of(self.settings)

    def agreement(self) -> str:
        """What every export prints: that the records are not used in personnel cases, in the municipality's words."""
        with self.database.read() as session:
            return " ".join(agreement(session, self.settings.locale))


def open_installation(*, creates: bool = False) -> Installation:
    """The installation of the environment, fit for work; raises NotReady or Misconfigured.

    A command that fills an installation `creates` an embedded database that is not there yet, in demo mode. The others
    do not: a mistyped folder would look like an empty log.
    """
    settings = load()
    database = Database(settings.database_url)
    if creates and settings.demo and database.is_sqlite and current(database) is None:
        set_up(Installation(settings, database))
        click.echo(f"Created the database {database.file}.", err=True)
    ready(database)
    return Installation(settings, database)


def set_up(installation: Installation) -> bool:
    """Whether the database was created now, with the default reason list in it."""
    if not create(installation.database):
        return False
    register(installation.database, installation.context(), default_reasons())
    return True

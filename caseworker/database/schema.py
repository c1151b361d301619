# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Create a database, bring its schema up to date, and say whether it is fit to serve."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from caseworker.database import facts_view, guards
from caseworker.database.engine import Database
from caseworker.vocabulary.problems import CaseworkerError


class NotReady(CaseworkerError):
    """The database is absent, of another schema version, or without its guards."""

    sentence = "The database is not ready: %(why)s."


def create(database: Database) -> bool:
    """Whether the schema was created now; False where it stood already."""
    if database.file is not None:
        database.file.parent.mkdir(parents=True, exist_ok=True)
    if current(database) is not None:
        return False
    upgrade(database)
    return True


def upgrade(database: Database, revision: str = "head") -> None:
    """Nothing; the schema is at `revision`, with guards and view re-created."""
    _migrate(database, revision, up=True)


def downgrade(database: Database, revision: str) -> None:
    """Nothing; the schema is back at `revision`, without guards and view, which belong to the newest one."""
    _migrate(database, revision, up=False)


def current(database: Database) -> str | None:
    """The revision of the schema that stands; None for an empty database."""
    if database.file is not None and not database.file.exists():
        return None
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The newest revision that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def revisions() -> list[str]:
    """Every revision that this program knows, oldest first."""
    script = ScriptDirectory.from_config(_config())
    return [each.revision for each in script.walk_revisions()][::-1]


def ready(database: Database) -> None:
    """Nothing when the database is fit to serve; raises NotReady with the reason."""
    stands = current(database)
    if stands is None:
        raise NotReady(why="there is no database yet; create it with “caseworker init”")
    if stands != head():
        raise NotReady(why=f"its schema is {stands}, this program needs {head()}; run “caseworker upgrade”")
    with database.engine.connect() as connection:
        gone = guards.missing(connection)
    if gone:
        raise NotReady(why=f"guards are missing or altered ({', '.join(gone[:3])}); run “caseworker ledger verify”")


def _migrate(database: Database, revision: str, *, up: bool) -> None:
    with (
        database.engine.connect().execution_options(caseworker_writes=True) as connection,
        connection.begin(),
    ):
        guards.drop(connection)
        facts_view.drop(connection)
        config = _config()
        config.attributes["connection"] = connection
        (command.upgrade if up else command.downgrade)(config, revision)
        if MigrationContext.configure(connection).get_current_revision() == head():
            guards.install(connection)
            facts_view.install(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    return config

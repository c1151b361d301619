# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Tokens of the API: each opens one system, and only its hash is stored; adding and revoking are ledger entries."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Act, Plan, prepare
from caseworker.appending import append
from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import System, Token
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.problems import Absent, Refused

# What a token begins with, so that people and scanners of leaked secrets know one when they see it.
PREFIX = "caseworker_"


@dataclass(frozen=True)
class Bearer:
    """Who calls with a token: the token's id, its system, what it may do, and the day on which it was last used."""

    token_id: UUID
    system: str
    scope: TokenScope
    used_on: date | None

    def may(self, scope: TokenScope) -> bool:
        """Whether the token reaches this far."""
        return scope is TokenScope.READ or self.scope is TokenScope.WRITE


def add_token(
    database: Database,
    context: Context,
    system: str,
    name: str,
    scope: TokenScope,
    expires_on: date | None = None,
) -> str:
    """The token, which is stored nowhere and can be shown this once.

    It works up to and with the day `expires_on`. Raises Absent where there is no such system, and Refused for a name
    that is none or is taken in the system, and for a day that is past.
    """
    named = clean_text(name, "name", limits.CODE_MAX)
    if not named:
        raise Refused("Give the token a name.", field="name")
    if expires_on is not None and expires_on < context.today:
        raise Refused("That day is past. Choose a later one, or none.", field="expires_on")
    plain = PREFIX + secrets.token_urlsafe(32)
    row = Token(
        entry=0,
        id=context.new_id(),
        system=system,
        name=named,
        token_hash=_hash_of(plain),
        scope=scope.value,
        expires_on=expires_on,
    )
    with database.read() as session:
        if session.get(System, system) is None:
            raise Absent("There is no system of that code.")
    plan = Plan(acts=[_registered(row, context)])
    plan.seal()
    try:
        with database.append() as session:
            append(session, [plan])
    except IntegrityError as error:
        raise Refused("The system already has a token “%(name)s”.", field="name", name=named) from error
    return plain


def revoke_token(database: Database, context: Context, token_id: UUID) -> None:
    """Nothing; the token opens nothing any more. Raises Absent where there is none that was not revoked before."""
    with database.append() as session:
        token = session.get(Token, token_id)
        if token is None or token.revoked_on is not None:
            raise Absent("There is no such token that is still in use.")
        revoked = Token(**{**token.model_dump(), "revoked_on": context.today})
        session.expunge(token)
        append(session, [Plan(acts=[_registered(revoked, context)])])


def tokens_of(session: Session, system: str | None = None) -> list[Token]:
    """The tokens of one system or of all, also those that were revoked or have expired, by system and name."""
    statement = select(Token).order_by(col(Token.system), col(Token.name))
    return list(
        session.execute(statement if system is None else statement.where(col(Token.system) == system)).scalars()
    )


def find_token(session: Session, today: date, plain: str) -> Bearer | None:
    """Who calls with this token; None where it is unknown, was revoked or has expired."""
    token = session.execute(
        select(Token).where(col(Token.token_hash) == _hash_of(plain), col(Token.revoked_on).is_(None))
    ).scalar_one_or_none()
    if token is None or (token.expires_on is not None and token.expires_on < today):
        return None
    return Bearer(token.id, token.system, TokenScope(token.scope), token.used_on)


def note_use(database: Database, today: date, bearer: Bearer) -> None:
    """Nothing; the token counts as used today, noted once a day: enough to find one that nobody uses."""
    if bearer.used_on == today:
        return
    with database.write() as session:
        session.execute(update(Token).where(col(Token.id) == bearer.token_id).values(used_on=today))


def _registered(row: Token, context: Context) -> Act:
    return prepare(Token, row.model_dump(exclude={"entry"}), context.today, context.entropy, {"name": row.name})


def _hash_of(plain: str) -> str:
    # A token is 256 random bits: nothing can be guessed from a plain hash of it, and no salt is needed.
    return hashlib.sha256(plain.encode(errors="surrogateescape")).hexdigest()

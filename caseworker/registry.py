# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The only writer of systems, versions, options, reason lists, teams and users; each change is a ledger entry."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from caseworker.acts import Act, Plan, prepare, table_of
from caseworker.appending import append
from caseworker.cleaning import clean_text
from caseworker.columns import Ledgered
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import ListedReason, LoginSession, ModelVersion, Option, System, SystemReason, Team, User
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import AnswerKind, ReasonSide, Role
from caseworker.vocabulary.default_reasons import DEFAULT_REASONS
from caseworker.vocabulary.problems import Absent, Refused
from caseworker.vocabulary.reasons import DEFAULT_LIST_VERSION
from caseworker.vocabulary.responses import AnswerRules, OptionRule

LARGEST_SAMPLE = Decimal("0.5")

_CODE = re.compile(r"[^\W_][\w.@+-]*")
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class SystemRules:
    """What recording must know of a system: its answers, its reason codes by side, and how it is set up."""

    system: str
    answers: AnswerRules
    reason_list: int
    codes: Mapping[ReasonSide, frozenset[str]]
    all_codes: frozenset[str]
    versions: frozenset[str]
    own_judgement_first: bool
    withheld_share: Decimal | None = None
    withheld_seed: str | None = None


def register(database: Database, context: Context, rows: Iterable[Ledgered]) -> None:
    """Nothing; every row is stored as the present state of what it describes, each with its entry.

    A user's names and address enter the ledger as commitments only. Rows may be new or changed. Raises Refused for a
    system whose sample without the recommendation is not as it must be.
    """
    rows = list(rows)
    for system in (row for row in rows if isinstance(row, System)):
        _check_sample(system)
    plan = Plan(acts=[_registered(row, context) for row in rows])
    plan.seal()
    with database.append() as session:
        append(session, [plan])


def _registered(row: Ledgered, context: Context) -> Act:
    personal = {name: getattr(row, name) for name in table_of(type(row)).info.get("committed", ())}
    return prepare(type(row), row.model_dump(exclude={"entry"}), context.today, context.entropy, personal)


def _check_sample(system: System) -> None:
    share, key = system.withheld_share, "withheld_share"
    if share is None:
        return
    if not 0 < share <= LARGEST_SAMPLE:
        raise Refused("A sample without the recommendation is at most half of the cases.", field=key)
    if not system.own_judgement_first:
        raise Refused("A sample without the recommendation needs own judgement first.", field=key)
    if not system.withheld_seed or not system.withheld_approval:
        raise Refused("A sample without the recommendation needs a seed and the reference of its approval.", field=key)


def default_reasons() -> list[ListedReason]:
    """The rows of the default reason list."""
    return [
        ListedReason(entry=0, list_version=DEFAULT_LIST_VERSION, position=position, **vars(reason))
        for position, reason in enumerate(DEFAULT_REASONS)
    ]


def add_team(database: Database, context: Context, code: str, name: str) -> None:
    """Nothing; the team exists. Raises Refused where the code is taken or no code, or the name is empty."""
    team = Team(entry=0, code=_code(code, "team"), name=_name(name, "name"))
    with database.read() as session:
        if _taken(session, col(Team.code), code):
            raise Refused("There is already a team “%(code)s”.", field="team", code=code)
    register(database, context, [team])


def add_user(database: Database, context: Context, user: User) -> None:
    """Nothing; the user exists.

    Raises Refused for a user name that is none or is taken, an e-mail address that is none, and for a team that is
    unknown or does not fit the role.
    """
    _code(user.username, "username")
    _name(user.name, "name")
    _email(user.email)
    with database.read() as session:
        if _taken(session, col(User.username), user.username):
            raise Refused("There is already a user “%(name)s”.", field="username", name=user.username)
        needs_team = user.role in (Role.CASEWORKER, Role.TEAM_LEAD)
        if needs_team and (user.team is None or session.get(Team, user.team) is None):
            raise Refused("A caseworker and a team lead need a team that exists.", field="team")
        if not needs_team and user.team is not None:
            raise Refused("Only a caseworker and a team lead belong to a team.", field="team")
    register(database, context, [user])


def _code(text: str, field: str) -> str:
    if clean_text(text, field, limits.CODE_MAX) != text or not _CODE.fullmatch(text):
        raise Refused("A code or user name has letters, digits and . _ @ + -, and no blanks.", field=field)
    return text


def _name(text: str, field: str) -> str:
    name = clean_text(text, field, limits.NAME_MAX)
    if not name:
        raise Refused("Give a name.", field=field)
    return name


def _email(text: str | None) -> None:
    if text is not None and (clean_text(text, "email", limits.EMAIL_MAX) != text or not _EMAIL.fullmatch(text)):
        raise Refused("That is not an e-mail address.", field="email")


def _taken(session: Session, column: Mapped[str], code: str) -> bool:
    """Whether the code stands already in any mix of capitals; compared here, for databases fold only ASCII."""
    return code.casefold() in {taken.casefold() for taken in session.execute(select(column)).scalars()}


def set_email(database: Database, context: Context, user_id: UUID, email: str | None) -> None:
    """Nothing; the user has this e-mail address, or none. Raises Absent, and Refused for an address that is none."""
    _email(email)
    with database.append() as session:
        user = session.get(User, user_id)
        if user is None:
            raise Absent()
        changed = User(**{**user.model_dump(), "email": email})
        session.expunge(user)
        append(session, [Plan(acts=[_registered(changed, context)])])


def change_user(database: Database, context: Context, user_id: UUID, **changes: Any) -> None:
    """Nothing; the user is changed (role, team, active) and every session of theirs has ended. Raises Absent."""
    with database.append() as session:
        user = session.get(User, user_id)
        if user is None:
            raise Absent()
        changed = User(**{**user.model_dump(), **changes})
        session.expunge(user)
        append(session, [Plan(acts=[_registered(changed, context)])])
        for row in session.execute(select(LoginSession).where(col(LoginSession.user_id) == user_id)).scalars():
            session.delete(row)


def add_system(database: Database, context: Context, parts: Sequence[Ledgered]) -> None:
    """Nothing; the system stands with its versions, options and codes. Raises Refused where its code is taken."""
    with database.read() as session:
        for part in parts:
            if isinstance(part, System) and session.get(System, part.code) is not None:
                raise Refused("There is already a system “%(code)s”.", field="system", code=part.code)
    register(database, context, parts)


def system_rules(session: Session, code: str) -> SystemRules:
    """The rules of one system as they stand now; raises Absent where there is none."""
    system = session.get(System, code)
    if system is None:
        raise Absent()
    versions = session.execute(select(col(ModelVersion.version)).where(col(ModelVersion.system) == code))
    return rules_with(session, system, options_of(session, code), versions.scalars())


def rules_with(
    session: Session,
    system: System,
    options: Sequence[Option],
    versions: Iterable[str],
    reasons: Sequence[ListedReason] | None = None,
) -> SystemRules:
    """The rules of a system with these options and versions, whether they are registered yet or not.

    `reasons` are the codes that it offers, where they have been read already.
    """
    if reasons is None:
        reasons = listed_reasons(session, system.code)
    every = session.execute(
        select(col(ListedReason.code)).where(col(ListedReason.list_version) == DEFAULT_LIST_VERSION)
    )
    return SystemRules(
        system=system.code,
        answers=_answer_rules(system, options),
        reason_list=DEFAULT_LIST_VERSION,
        codes={side: frozenset(r.code for r in reasons if r.side == side) for side in ReasonSide},
        all_codes=frozenset(every.scalars()),
        versions=frozenset(versions),
        own_judgement_first=system.own_judgement_first,
        withheld_share=system.withheld_share,
        withheld_seed=system.withheld_seed,
    )


def options_of(session: Session, system: str) -> list[Option]:
    """The options of a system in the order of the screen, retired ones included."""
    statement = select(Option).where(col(Option.system) == system).order_by(col(Option.position), col(Option.code))
    return list(session.execute(statement).scalars())


def listed_reasons(session: Session, system: str) -> list[ListedReason]:
    """The reason codes that a system offers, in the order of the screen; the whole list where it chose none."""
    chosen = select(col(SystemReason.code)).where(col(SystemReason.system) == system, col(SystemReason.offered))
    offered = set(session.execute(chosen).scalars())
    listed = (
        select(ListedReason)
        .where(col(ListedReason.list_version) == DEFAULT_LIST_VERSION, ~col(ListedReason.retired))
        .order_by(col(ListedReason.position))
    )
    return [row for row in session.execute(listed).scalars() if not offered or row.code in offered]


def _answer_rules(system: System, options: Sequence[Option]) -> AnswerRules:
    rules = {o.code: OptionRule(o.code, o.family, o.rank, o.takes_number) for o in options}
    if system.answer_kind != AnswerKind.NUMBER:
        return AnswerRules(rules)
    return AnswerRules(
        rules,
        AnswerKind.NUMBER,
        minimum=system.minimum or Decimal(0),
        maximum=system.maximum or Decimal(0),
        step=system.step or Decimal(1),
        tolerance=system.tolerance or Decimal(0),
        partly_within=system.partly_within or Decimal(0),
        number_option=next((o.code for o in options if o.takes_number), None),
    )

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a request finds around it: the installation, the moment, and one session for reading."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app, g
from sqlmodel import Session

from caseworker.config import Settings
from caseworker.context import Context, context_of
from caseworker.database import Database

_EXTENSION = "caseworker"


@dataclass(frozen=True)
class Surroundings:
    """What one application works on; `clock` gives the present moment with its zone."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime]


def surround(app: Flask, surroundings: Surroundings) -> None:
    """Nothing; the requests of `app` find these surroundings, and their reading session closes with them."""
    app.extensions[_EXTENSION] = surroundings
    app.teardown_appcontext(_close)


def settings() -> Settings:
    """The settings of this installation."""
    return _surroundings().settings


def database() -> Database:
    """The records of this installation."""
    return _surroundings().database


def context() -> Context:
    """The context of this moment, for what is written."""
    return context_of(settings(), _surroundings().clock())


def reading() -> Session:
    """The session for reading of this request, opened at first use."""
    if "reading" not in g:
        g.opened = ExitStack()
        g.reading = g.opened.enter_context(database().read())
    session: Session = g.reading
    return session


def read_anew() -> None:
    """Nothing; what is read from here on is the state after what this request has written."""
    _close(None)


def _surroundings() -> Surroundings:
    found: Surroundings = current_app.extensions[_EXTENSION]
    return found


def _close(_error: BaseException | None) -> None:
    opened: ExitStack | None = g.pop("opened", None)
    g.pop("reading", None)
    if opened is not None:
        opened.close()

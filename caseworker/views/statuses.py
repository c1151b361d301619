# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The status that answers each kind of problem, on pages and in the answers to programs alike."""

from http import HTTPStatus

from caseworker.database import NotReady
from caseworker.vocabulary.machine_problems import NoToken, OutOfScope, TooManyCalls
from caseworker.vocabulary.problems import (
    Absent,
    CaseworkerError,
    Conflict,
    NotLive,
    NotStored,
    Refused,
    TooManyAttempts,
    Uncertain,
)

STATUS: dict[type[CaseworkerError], HTTPStatus] = {
    NoToken: HTTPStatus.UNAUTHORIZED,
    OutOfScope: HTTPStatus.FORBIDDEN,
    Absent: HTTPStatus.NOT_FOUND,
    Refused: HTTPStatus.UNPROCESSABLE_ENTITY,
    Conflict: HTTPStatus.CONFLICT,
    TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    TooManyCalls: HTTPStatus.TOO_MANY_REQUESTS,
    NotStored: HTTPStatus.SERVICE_UNAVAILABLE,
    Uncertain: HTTPStatus.SERVICE_UNAVAILABLE,
    NotReady: HTTPStatus.SERVICE_UNAVAILABLE,
    NotLive: HTTPStatus.SERVICE_UNAVAILABLE,
}


def status_of(error: CaseworkerError) -> HTTPStatus:
    """The status of the nearest kind in `STATUS`; that of an error of ours where there is none."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), HTTPStatus.INTERNAL_SERVER_ERROR)

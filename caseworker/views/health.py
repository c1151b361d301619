# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""For those who watch over the server: is the process up, is the database fit."""

from flask import Blueprint, Response

from caseworker.database import ready
from caseworker.request_scope import database
from caseworker.security import open_to_anyone

views = Blueprint("health", __name__)


@views.get("/healthz")
@open_to_anyone
def healthz() -> Response:
    """Says that the process answers."""
    return Response("ok\n", mimetype="text/plain")


@views.get("/readyz")
@open_to_anyone
def readyz() -> Response:
    """Says that the database is fit to serve; NotReady answers 503."""
    ready(database())
    return Response("ok\n", mimetype="text/plain")

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The municipality's logo, from our own address."""

from pathlib import Path

from flask import Blueprint, Response, request

from caseworker.logos import read_logo
from caseworker.request_scope import settings
from caseworker.security import open_to_anyone
from caseworker.vocabulary.problems import Absent

views = Blueprint("logo", __name__)


@views.get("/logo")
@open_to_anyone
def show() -> Response:
    """The picture, which browsers keep for a day."""
    if not settings().logo:
        raise Absent()
    logo = read_logo(Path(settings().logo))
    answer = Response(logo.content, mimetype=logo.kind)
    answer.cache_control.public = True
    answer.cache_control.max_age = 86_400
    answer.add_etag()
    answer.make_conditional(request)
    return answer

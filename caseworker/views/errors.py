# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One answer for each kind of error: one clear sentence, what was stored, and the way on."""

from http import HTTPStatus

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import HTTPException

from caseworker.localisation import sentence
from caseworker.token_gate import is_for_machines
from caseworker.views.api.problems import machine_problem, machine_refusal
from caseworker.views.statuses import status_of
from caseworker.vocabulary.problems import (
    Absent,
    AuthorErased,
    CaseworkerError,
    NotLive,
    SystemStopped,
    TooManyAttempts,
)

HEADINGS = {
    HTTPStatus.BAD_REQUEST: lazy_gettext("The page was open for too long"),
    HTTPStatus.NOT_FOUND: lazy_gettext("The page cannot be shown"),
    HTTPStatus.CONFLICT: lazy_gettext("Something else is stored already"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: lazy_gettext("What you sent is too large"),
    HTTPStatus.UNPROCESSABLE_ENTITY: lazy_gettext("It could not be stored"),
    HTTPStatus.TOO_MANY_REQUESTS: lazy_gettext("Wait a little"),
    HTTPStatus.SERVICE_UNAVAILABLE: lazy_gettext("Try again in a moment"),
}
SENTENCES = {
    HTTPStatus.BAD_REQUEST: lazy_gettext("Nothing was stored. Open the page again and send it from there."),
    HTTPStatus.NOT_FOUND: lazy_gettext(Absent.sentence),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: lazy_gettext("Nothing was stored. Send less at a time."),
}
HEADINGS_OF = {
    SystemStopped: lazy_gettext("The system has been stopped"),
    NotLive: lazy_gettext("Not in use yet"),
    AuthorErased: lazy_gettext("The record cannot be opened or corrected"),
}
OURS = lazy_gettext("An error has occurred")
NOTHING = lazy_gettext("Nothing was stored. Try again; if it happens again, contact your administrator.")


def register(app: Flask) -> None:
    """Nothing; every error of `app` is answered here."""
    app.register_error_handler(CaseworkerError, problem)
    app.register_error_handler(HTTPException, refusal)


def problem(error: CaseworkerError) -> ResponseReturnValue:
    """The page of one of our own problems, with the status of its kind."""
    if is_for_machines():
        return machine_problem(error)
    status = status_of(error)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _page(status, str(NOTHING))
    headers = {"Retry-After": str(error.wait)} if isinstance(error, TooManyAttempts) else {}
    return *_page(status, sentence(error), HEADINGS_OF.get(type(error))), headers


def refusal(error: HTTPException) -> ResponseReturnValue:
    """The page of an error that the web server's library found; a method that is not allowed is a page not here."""
    if is_for_machines():
        return machine_refusal(error)
    status = HTTPStatus(error.code or 500)
    if status in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.FORBIDDEN):
        status = HTTPStatus.NOT_FOUND
    return _page(status, str(SENTENCES.get(status, NOTHING)))


def _page(status: HTTPStatus, text: str, heading: LazyString | None = None) -> tuple[str, int]:
    back = request.method == "POST" and status not in (HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS)
    page = render_template(
        "error.html",
        heading=heading or HEADINGS.get(status, OURS),
        text=text,
        written=_written() if request.method == "POST" and status != 413 else None,
        way_on=request.path.rpartition("/")[0] or "/" if back else "/",
        way_on_text=_("Back to the page") if back else _("Go to the front page"),
    )
    return page, status


def _written() -> str | None:
    """What somebody wrote at length in the form that was refused."""
    texts = [request.form.get(name) for name in ("reason", "sentence", "text", "answer")]
    return "\n\n".join(text for text in texts if text) or None

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Closed by default: the gate before every view, what each view asks, and the headers of every answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from caseworker.accounts import SignedIn, find_session, keep_session
from caseworker.permissions import Action, Viewer, may
from caseworker.request_scope import context, database, reading, settings
from caseworker.vocabulary.problems import Absent

View = TypeVar("View", bound=Callable[..., Any])

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_ASKS = "caseworker_asks"
_ANYONE, _SIGNED_IN = "anyone", "signed in"
# What a password that is used once opens: the page where another is chosen, the way out, and the choice of language.
_BEFORE_CHOOSING = {"password.choose", "password.change", "session.logout", "session.language"}
# What a browser may keep.
_KEPT = {"static", "logo.show"}


def permit(action: Action) -> Callable[[View], View]:
    """A decorator: the view is for those who may do this to something; to what, is asked where that is fetched."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(*args: Any, **kwargs: Any) -> Any:
            if not may(viewer(), action):
                raise Absent()
            return view(*args, **kwargs)

        return _marked(asked, action)  # type: ignore[return-value]

    return decorate


def open_to_anyone(view: View) -> View:
    """A decorator: the view is for everybody, signed in or not."""
    return _marked(view, _ANYONE)


def open_to_signed_in(view: View) -> View:
    """A decorator: the view is for everybody who is signed in, and concerns nobody but themselves."""
    return _marked(view, _SIGNED_IN)


def is_open_to_anyone(endpoint: str | None) -> bool:
    """Whether the view of this endpoint is for everybody, signed in or not."""
    return getattr(current_app.view_functions.get(endpoint or ""), _ASKS, None) == _ANYONE


def viewer() -> Viewer:
    """Who asks."""
    asking: Viewer = current_user.viewer
    return asking


def local_path(path: str | None) -> str | None:
    """The path where it leads to a page of ours; None for anything else, so that nobody is sent elsewhere."""
    if not path or not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return None
    parts = urlsplit(path)
    return None if parts.scheme or parts.netloc else path


def secure(app: Flask, expired: Callable[[], tuple[str, int]]) -> None:
    """Nothing; every view of `app` is closed until it says whom it is open to.

    `expired` answers a form that was sent after its session had ended.
    """
    login = LoginManager(app)
    login.session_protection = None
    login.user_loader(_find)
    CSRFProtect(app)
    app.before_request(lambda: _gate(expired))
    app.after_request(_harden)


def _find(token: str) -> SignedIn | None:
    return find_session(reading(), context().now, token)


def _gate(expired: Callable[[], tuple[str, int]]) -> AnyResponse | tuple[str, int] | None:
    if request.endpoint == "static":
        return None
    if is_open_to_anyone(request.endpoint):
        return None
    if not current_user.is_authenticated:
        return expired() if request.method == "POST" else _to_login()
    keep_session(database(), context(), current_user)
    if current_user.one_time and request.endpoint not in _BEFORE_CHOOSING:
        return redirect(url_for("password.choose"), 303)
    if getattr(current_app.view_functions.get(request.endpoint or ""), _ASKS, None) is None:
        raise Absent()
    return None


def _to_login() -> AnyResponse:
    asked = request.full_path if request.query_string else request.path
    return redirect(url_for("session.login", next=None if asked == "/" else asked), 303)


def _harden(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint not in _KEPT:
        response.headers["Cache-Control"] = "no-store"
        response.headers.add("Vary", "Cookie")
    if request.is_secure and not settings().demo:
        response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response


def _marked(view: View, asks: Action | str) -> View:
    setattr(view, _ASKS, asks)
    return view


def forget_browser() -> None:
    """Nothing; the browser's cookie holds nothing of what it held before, neither session nor token for forms."""
    session.clear()
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)

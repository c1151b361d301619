# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Closed by default: the gate before every view, what each view asks, and the headers of every answer."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from caseworker.accounts import SignedIn, find_session, keep_session
from caseworker.permissions import Action, Viewer, may
from caseworker.request_scope import context, database, reading, settings
from caseworker.token_gate import admit, is_for_machines
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.problems import Absent

View = TypeVar("View", bound=Callable[..., Any])

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
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
_TAKES = "caseworker_takes"
_ANYONE, _SIGNED_IN, _TOKEN_OR_SIGNED_IN = "anyone", "signed in", "token or signed in"
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


def takes_file(most: int) -> Callable[[View], View]:
    """A decorator: whoever the view is for may send it a file of at most so many bytes, which goes to disk as it comes.

    Everything else that anybody sends is as small as a form.
    """

    def decorate(view: View) -> View:
        setattr(view, _TAKES, most)
        return view

    return decorate


def open_to_token(scope: TokenScope) -> Callable[[View], View]:
    """A decorator: the view is for systems whose token reaches this far; who is signed in does not matter."""
    return lambda view: _marked(view, scope)


def open_to_token_or_signed_in(view: View) -> View:
    """A decorator: the view is for every token, and for everybody who is signed in."""
    return _marked(view, _TOKEN_OR_SIGNED_IN)


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


def secure(app: Flask, expired: Callable[[], tuple[str, int]], without_cookies: Iterable[Blueprint]) -> None:
    """Nothing; every view of `app` is closed until it says whom it is open to.

    `expired` answers a form that was sent after its session had ended. What changes something in the blueprints
    `without_cookies` needs no token for forms: only the bearer token opens it, which no browser sends by itself.
    """
    login = LoginManager(app)
    login.session_protection = None
    login.user_loader(_find)
    # The token for forms stands in the body, so the room for it must be known before.
    app.before_request(_make_room)
    csrf = CSRFProtect(app)
    for name in without_cookies:
        csrf.exempt(name)
    app.before_request(lambda: _gate(expired))
    app.after_request(_harden)


def _find(token: str) -> SignedIn | None:
    return find_session(reading(), context().now, token)


def _make_room() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, _TAKES, None)
    if most is not None and current_user.is_authenticated and may(viewer(), getattr(view, _ASKS)):
        request.max_content_length = most


def _gate(expired: Callable[[], tuple[str, int]]) -> AnyResponse | tuple[str, int] | None:
    if request.endpoint == "static":
        return None
    asks = getattr(current_app.view_functions.get(request.endpoint or ""), _ASKS, None)
    if asks == _ANYONE:
        return None
    if is_for_machines() and asks != _SIGNED_IN:
        _machine_gate(asks)
        return None
    if not current_user.is_authenticated:
        return expired() if request.method == "POST" else _to_login()
    keep_session(database(), context(), current_user)
    if current_user.one_time and request.endpoint not in _BEFORE_CHOOSING:
        return redirect(url_for("password.choose"), 303)
    if asks is None:
        raise Absent()
    return None


def _machine_gate(asks: object) -> None:
    """Nothing where a token opens the call, also one to a place that does not exist; a cookie counts for reading."""
    if asks == _TOKEN_OR_SIGNED_IN and "Authorization" not in request.headers and current_user.is_authenticated:
        keep_session(database(), context(), current_user)
        return
    admit(asks if isinstance(asks, TokenScope) else TokenScope.READ)
    if asks is None and request.routing_exception is None:
        raise Absent()


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

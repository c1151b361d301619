# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The web application: wires the parts, holds no logic."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask_openapi.openapi import OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

from caseworker.config import Settings, load
from caseworker.database import Database
from caseworker.localisation import localise
from caseworker.on_the_wire import lighten
from caseworker.request_scope import Surroundings, surround
from caseworker.security import secure
from caseworker.views import (
    access,
    api,
    api_pages,
    baselines,
    cases,
    cds_hooks,
    desk,
    disagreements,
    double_readings,
    drafts,
    earlier,
    errors,
    explanations,
    exports,
    faults,
    first_time,
    follow_ups,
    going_live,
    health,
    help_pages,
    imports,
    ledger,
    logo,
    manual,
    metrics,
    navigation,
    notes,
    obstacles,
    parts,
    password,
    people,
    reason_lists,
    records,
    session,
    set_asides,
    system_info,
    systems,
    to_owner,
    tokens,
    trends,
    webhooks,
    weekly,
)

PAGES = (
    session,
    password,
    logo,
    desk,
    cases,
    drafts,
    set_asides,
    faults,
    system_info,
    records,
    earlier,
    explanations,
    notes,
    obstacles,
    manual,
    weekly,
    disagreements,
    double_readings,
    trends,
    follow_ups,
    to_owner,
    systems,
    parts,
    baselines,
    reason_lists,
    people,
    tokens,
    webhooks,
    going_live,
    imports,
    exports,
    ledger,
    access,
    api_pages,
    help_pages,
    metrics,
    health,
)

LARGEST_FORM = 256 * 1024


def create_app(
    settings: Settings | None = None,
    database: Database | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """The application of an installation; that of the environment where no settings are given.

    Opens no connection, so that a server may load it before it forks.
    """
    settings = settings or load()
    app = OpenAPI(
        __name__, template_folder=str(_templates()), doc_ui=False, validation_error_callback=api.problems.shape_problem
    )
    app.json = api.requests.ExactJson(app)
    app.config.update(
        SECRET_KEY=settings.key_for("cookies of signed-in browsers"),
        SESSION_COOKIE_NAME="caseworker" if settings.demo else "__Host-caseworker",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.demo,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        # A token for forms lives as long as the browser's session; the session itself ends on the server.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    surround(app, Surroundings(settings, database or Database(settings.database_url), clock))
    secure(app, expired=session.expired, without_cookies=(api.calls, cds_hooks.calls))
    localise(app)
    lighten(app)
    for page in PAGES:
        app.register_blueprint(page.views)
    first_time.register(app)
    app.register_blueprint(api.calls)
    app.register_blueprint(cds_hooks.calls)
    metrics.register(app)
    errors.register(app)
    going_live.register(app)
    navigation.register(app)
    return _behind(app, settings.proxies)


def _behind(app: Flask, proxies: int) -> Flask:
    """The application; behind proxies it believes them about where a request came from, and nobody else."""
    if proxies:
        # The host is not taken from a header: a proxy that does not set that one would pass on what the browser wrote.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=1, x_host=0)  # type: ignore[method-assign]
    return app


def _templates() -> Path:
    """In a wheel the templates travel inside the package; in the repository they stand beside it."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[1] / "templates"

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Tokens of the API: look at them, add one, revoke one."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.people import SCOPES, NewTokenForm
from caseworker.localisation import language
from caseworker.models import Token
from caseworker.permissions import Action
from caseworker.queries.overview import registered_row, systems
from caseworker.registry.tokens import add_token, revoke_token, tokens_of
from caseworker.request_scope import context, database, reading
from caseworker.security import permit
from caseworker.views.rows import confirm_page, row_page

views = Blueprint("tokens", __name__, url_prefix="/registry/tokens")


@views.get("")
@permit(Action.SEE_REGISTRY)
def every() -> str:
    """The tokens, by system and name; what they are is stored nowhere."""
    names = {system.code: system for system in systems(reading())}
    return render_template(
        "registry/tokens.html", tokens=tokens_of(reading()), systems=names, scopes=SCOPES, today=context().today
    )


@views.get("/new")
@permit(Action.CHANGE_REGISTRY)
def new() -> str:
    """The form of a token."""
    return _new_page(_form(sent=False))


@views.post("/new")
@permit(Action.CHANGE_REGISTRY)
def add() -> str | tuple[str, int]:
    """Adds the token and shows it, this once."""
    form, now = _form(sent=True), context()
    plain = recorded(form, lambda: add_token(database(), now, **form.told()))
    if plain is None:
        return _new_page(form), 422
    return render_template("registry/token.html", plain=plain, name=form.name.data)


@views.get("/<uuid:token_id>/revoke")
@permit(Action.CHANGE_REGISTRY)
def confirm(token_id: UUID) -> str:
    """Asks once more before a token is revoked, because that cannot be taken back."""
    token = registered_row(reading(), Token, token_id)
    return confirm_page(
        _("Revoke %(name)s", name=token.name),
        _("Whoever uses the token gets no further from the moment that you revoke it. This cannot be taken back."),
        _("Revoke the token"),
        url_for(".revoke", token_id=token.id),
        _back(),
    )


@views.post("/<uuid:token_id>/revoke")
@permit(Action.CHANGE_REGISTRY)
def revoke(token_id: UUID) -> Response:
    """Revokes the token; it opens nothing any more."""
    revoke_token(database(), context(), token_id)
    return redirect(url_for(".every"), 303)


def _form(*, sent: bool) -> NewTokenForm:
    form = NewTokenForm() if sent else NewTokenForm(formdata=None)
    return form.offer(systems(reading()), language())


def _new_page(form: NewTokenForm) -> str:
    note = _("The token is shown once, when it has been added. Have the place ready where it is to be kept.")
    return row_page(form, _("New token"), _back(), note=note)


def _back() -> tuple[str, str]:
    return url_for(".every"), _("Tokens")

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Addresses that are told of decisions: look at them, add one, send again what was given up, take one off."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from caseworker.forms import recorded
from caseworker.forms.webhooks import EVENTS, WebhookForm
from caseworker.localisation import language
from caseworker.models import Webhook
from caseworker.permissions import Action
from caseworker.queries.overview import registered_row, systems
from caseworker.queries.webhooks import told_addresses
from caseworker.request_scope import context, database, reading, settings
from caseworker.security import permit
from caseworker.views.rows import confirm_page, row_page
from caseworker.webhooks import add_webhook, remove_webhook, send_again

views = Blueprint("webhooks", __name__, url_prefix="/registry/webhooks")


@views.get("")
@permit(Action.SEE_REGISTRY)
def every() -> str:
    """The addresses, with what each has not taken."""
    names = {system.code: system for system in systems(reading())}
    return render_template("registry/webhooks.html", told=told_addresses(reading()), systems=names, events=EVENTS)


@views.get("/new")
@permit(Action.CHANGE_REGISTRY)
def new() -> str:
    """The form of an address."""
    return _new_page(_form(sent=False))


@views.post("/new")
@permit(Action.CHANGE_REGISTRY)
def add() -> str | tuple[str, int]:
    """Registers the address and shows its secret, this once."""
    form, now = _form(sent=True), context()
    webhook = recorded(form, lambda: add_webhook(database(), settings(), now, **form.told()))
    if webhook is None:
        return _new_page(form), 422
    return render_template("registry/webhook.html", secret=webhook.secret, address=webhook.address)


@views.post("/<uuid:webhook_id>/again")
@permit(Action.CHANGE_REGISTRY)
def again(webhook_id: UUID) -> Response:
    """What was given up is due again."""
    registered_row(reading(), Webhook, webhook_id)
    send_again(database(), webhook_id)
    return redirect(url_for(".every"), 303)


@views.get("/<uuid:webhook_id>/remove")
@permit(Action.CHANGE_REGISTRY)
def confirm(webhook_id: UUID) -> str:
    """Asks once more before an address is taken off, because what waits for it is forgotten."""
    webhook = registered_row(reading(), Webhook, webhook_id)
    return confirm_page(
        _("Take the address off"),
        _("It is told no more, and what waits for it is forgotten."),
        _("Take off"),
        url_for(".remove", webhook_id=webhook.id),
        _back(),
        about=webhook.address,
    )


@views.post("/<uuid:webhook_id>/remove")
@permit(Action.CHANGE_REGISTRY)
def remove(webhook_id: UUID) -> Response:
    """Takes the address off; it is told no more."""
    remove_webhook(database(), context(), webhook_id)
    return redirect(url_for(".every"), 303)


def _form(*, sent: bool) -> WebhookForm:
    form = WebhookForm() if sent else WebhookForm(formdata=None)
    return form.offer(systems(reading()), language())


def _new_page(form: WebhookForm) -> str:
    note = _("The secret is shown once, when the address has been added. The receiver needs it to know our messages.")
    return row_page(form, _("New address"), _back(), note=note)


def _back() -> tuple[str, str]:
    return url_for(".every"), _("Addresses that are told")

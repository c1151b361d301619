# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Telling other systems what was recorded: which addresses, in which form, until they have taken it."""

from caseworker.webhooks.addresses import AddressRefused, places_of
from caseworker.webhooks.registering import add_webhook, remove_webhook
from caseworker.webhooks.sending import Outcome, deliver, send_again
from caseworker.webhooks.signing import signed_headers

__all__ = [
    "AddressRefused",
    "Outcome",
    "add_webhook",
    "deliver",
    "places_of",
    "remove_webhook",
    "send_again",
    "signed_headers",
]

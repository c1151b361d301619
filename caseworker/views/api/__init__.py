# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The API of case systems, `/api/v1`: each call reads the request, asks one verb of recording, and answers."""

from flask import request

from caseworker.views.api import decisions, ledger, problems, recommendations, requests
from caseworker.views.api.blueprint import calls
from caseworker.views.api.going import announce
from caseworker.vocabulary import limits

_BATCH = f"{calls.name}.{recommendations.send_many.__name__}"


@calls.before_request
def _check() -> None:
    if request.method == "POST":
        requests.check_body(limits.API_BATCH_BYTES if request.endpoint == _BATCH else None)


calls.after_request(announce)

__all__ = ["calls", "decisions", "ledger", "problems", "recommendations", "requests"]

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The OpenAPI document, and the page on which a person reads it."""

from flask import Blueprint, Response, json, render_template

from caseworker.security import open_to_signed_in, open_to_token_or_signed_in
from caseworker.views.api.document import document
from caseworker.views.api.reading import operations, shapes

views = Blueprint("api_pages", __name__, url_prefix="/api/v1")


@views.get("/openapi.json")
@open_to_token_or_signed_in
def openapi() -> Response:
    """The OpenAPI document of the calls."""
    return Response(json.dumps(document()), mimetype="application/json")


@views.get("/docs")
@open_to_signed_in
def docs() -> str:
    """The calls, readable: what each takes and answers."""
    return render_template(
        "api/docs.html", document=document(), operations=operations(document()), shapes=shapes(document())
    )

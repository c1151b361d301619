# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Writes docs/openapi.json, the document of the API that a test compares with the calls."""

import json
from pathlib import Path

from caseworker.views.api.document import document

FILE = Path(__file__).parents[1] / "docs" / "openapi.json"


def text() -> str:
    """The document as the file holds it."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What goes over the wire: style, script, icons and fonts once, pages compressed where that tells nobody anything.

A page holds secrets, such as the token that protects forms. Compressed beside words that somebody else chose, its
length would tell of them (BREACH). So only pages that answer a plain address are compressed: no word of theirs comes
from the request. The answer to a search or to a form goes as it is.
"""

import gzip
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

YEAR, DAY = 31_536_000, 86_400
_COMPRESSED = {".css", ".js", ".svg"}


def lighten(app: Flask) -> None:
    """Nothing; what `app` sends is compressed, and static files, with a fingerprint in the address, kept for a year."""
    folder = Path(app.static_folder or "")

    def add_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = fingerprint(folder / values["filename"])

    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code == 200:
            _keep(response, folder / str((request.view_args or {})["filename"]))
        elif _tells_nothing(response):
            response.set_data(gzip.compress(response.get_data(), 6))
            response.headers["Content-Encoding"] = "gzip"
            response.vary.add("Accept-Encoding")
        return response

    app.url_defaults(add_fingerprint)
    app.after_request(keep)


def fingerprint(file: Path) -> str | None:
    """Ten digits of the file's content; None where there is no such file."""
    return _fingerprint(file, file.stat().st_mtime_ns) if file.is_file() else None


def _tells_nothing(response: Response) -> bool:
    """Whether the page may be compressed, and the browser wants it so."""
    plain = request.method == "GET" and not request.query_string and response.status_code == 200
    return plain and response.mimetype == "text/html" and bool(request.accept_encodings.quality("gzip"))


def _keep(response: Response, file: Path) -> None:
    current = request.args.get("v") == fingerprint(file)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if current else f"public, max-age={DAY}"
    if file.suffix not in _COMPRESSED:
        return
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") and "Range" not in request.headers:
        response.close()
        response.direct_passthrough = False
        response.set_data(_compressed(file, file.stat().st_mtime_ns))
        response.headers["Content-Encoding"] = "gzip"
        response.set_etag(f"{response.get_etag()[0]}-gzip")
        response.make_conditional(request)


# The time of the last change is an argument, so that a file that changed is read again.
@lru_cache(maxsize=256)
def _fingerprint(file: Path, _changed: int) -> str:
    return sha256(file.read_bytes()).hexdigest()[:10]


@lru_cache(maxsize=64)
def _compressed(file: Path, _changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)

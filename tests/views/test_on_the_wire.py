# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is compressed and kept, and what must not be."""

import gzip
import re
from pathlib import Path

from flask import Flask

from caseworker.on_the_wire import fingerprint
from tests.web import Browser

ZIPPED = {"Accept-Encoding": "gzip"}


def test_a_static_file_is_kept_for_a_year_under_its_fingerprint_and_compressed(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/login").get_data(as_text=True)
    address = re.search(r'href="(/static/vendor/css/[^"]+\?v=[0-9a-f]{10})"', page)
    assert address
    plain = client.get(address[1], buffered=True)
    zipped = client.get(address[1], headers=ZIPPED, buffered=True)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.get_data()) == plain.get_data()
    assert len(zipped.get_data()) < len(plain.get_data()) / 5
    assert {r.headers["Cache-Control"] for r in (plain, zipped)} == {"public, max-age=31536000, immutable"}
    assert all("Accept-Encoding" in answer.vary for answer in (plain, zipped))
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    again = client.get(address[1], headers={**ZIPPED, "If-None-Match": zipped.headers["ETag"]})
    assert again.status_code == 304


def test_a_fingerprint_that_is_not_of_the_file_keeps_nothing_for_a_year(app: Flask) -> None:
    for wrong in ("?v=0123456789", ""):
        answer = app.test_client().get(f"/static/css/caseworker.css{wrong}", buffered=True)
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert app.test_client().get("/static/findes-ikke.css").status_code == 404


def test_a_file_that_changes_has_another_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("a{}")
    before = fingerprint(file)
    file.write_text("b{}")
    assert fingerprint(file) != before
    assert fingerprint(tmp_path / "none.css") is None


def test_a_page_is_compressed_only_where_no_word_of_it_comes_from_the_request(caseworker: Browser) -> None:
    client = caseworker.client
    page = client.get("/desk", headers=ZIPPED)
    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["Cache-Control"] == "no-store"
    assert {"Accept-Encoding", "Cookie"} <= set(page.vary)
    assert "Venter på dig" in gzip.decompress(page.get_data()).decode()
    refused = {"csrf_token": caseworker.token(), "case_reference": "2026-1"}
    for answer in (
        client.get("/desk?search=csrf_token", headers=ZIPPED),
        client.get("/findes-ikke", headers=ZIPPED),
        client.post("/register/sortering", data=refused, headers=ZIPPED),
        client.get("/desk"),
    ):
        assert "Content-Encoding" not in answer.headers
        assert answer.mimetype == "text/html"

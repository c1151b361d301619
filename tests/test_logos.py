# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A logo is a picture that runs nothing and reaches nowhere."""

from pathlib import Path

import pytest

from caseworker.app import create_app
from caseworker.config import Settings, load
from caseworker.database import Database
from caseworker.logos import LARGEST, read_logo
from caseworker.vocabulary.problems import Misconfigured
from tests.web import Browser, Clock

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
SOUND = SVG.format(
    '<defs><path id="a" d="M0 0h9"/></defs><use href="#a" fill="url(#a)"/><style>path { fill: red }</style>'
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def kept(folder: Path, content: str | bytes) -> Path:
    file = folder / "logo"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_a_drawing_and_a_picture_are_taken(tmp_path: Path) -> None:
    assert read_logo(kept(tmp_path, SOUND)).kind == "image/svg+xml"
    assert read_logo(kept(tmp_path, PNG)).kind == "image/png"


@pytest.mark.parametrize(
    "content",
    [
        SVG.format("<script>alert(1)</script>"),
        SVG.format('<path onload="x()" d="M0 0"/>'),
        SVG.format('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
        SVG.format('<image href="https://example.org/x.png"/>'),
        SVG.format('<a xlink:href="javascript:x()"><path d="M0 0"/></a>'),
        SVG.format('<path fill="url(https://example.org/x)" d="M0 0"/>'),
        SVG.format("<style>@import 'https://example.org/x.css';</style>"),
        SVG.format('<path style="fill: url(//example.org)" d="M0 0"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
        '<?xml-stylesheet href="https://example.org/x.css"?>' + SOUND,
        '<html xmlns="http://www.w3.org/1999/xhtml"/>',
        SVG.format("<path"),
        "",
        b"GIF89a",
        SOUND.encode("utf-16"),
        PNG + b"\0" * LARGEST,
    ],
)
def test_what_runs_reaches_outside_or_is_no_picture_is_refused_at_start(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(Misconfigured, match="CASEWORKER_LOGO"):
        load({"CASEWORKER_HOME": str(tmp_path), "CASEWORKER_LOGO": str(kept(tmp_path, content))})


def test_a_logo_that_is_not_there_is_refused_at_start(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        load({"CASEWORKER_HOME": str(tmp_path), "CASEWORKER_LOGO": str(tmp_path / "none.svg")})


def test_the_logo_stands_on_every_page_and_is_kept_by_browsers(
    tmp_path: Path, settings: Settings, web_database: Database
) -> None:
    with_logo = Settings(**{**vars(settings), "logo": str(kept(tmp_path, SOUND))})
    browser = Browser(create_app(with_logo, web_database, Clock()))
    assert 'src="/logo"' in browser.get("/login").text
    answer = browser.client.get("/logo")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = browser.client.get("/logo", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_without_a_logo_there_is_none(caseworker: Browser) -> None:
    assert 'src="/logo"' not in caseworker.get("/desk").text
    assert caseworker.get("/logo").status == 404

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The municipality's logo: a picture, and nothing that runs or reaches outside."""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from caseworker.vocabulary.problems import Misconfigured

LARGEST = 100_000
_PNG = b"\x89PNG\r\n\x1a\n"
_RUNS = {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}
_REACHES = re.compile(r"@import|url\(\s*['\"]?(?!#)|javascript:|expression\(", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """What is sent to browsers."""

    content: bytes
    kind: str


def read_logo(file: Path) -> Logo:
    """The logo in the file; raises Misconfigured for what is no picture, too large, or could run or reach outside."""
    try:
        with file.open("rb") as source:
            content = source.read(LARGEST + 1)
    except OSError as error:
        raise _wrong("cannot be read") from error
    if len(content) > LARGEST:
        raise _wrong("is larger than 100 kB")
    if content.startswith(_PNG):
        return Logo(content, "image/png")
    _check_drawing(content)
    return Logo(content, "image/svg+xml")


def _check_drawing(content: bytes) -> None:
    # Without a document type there are no entities, which is what makes reading foreign XML dangerous.
    if re.search(rb"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", content, re.IGNORECASE) or b"\0" in content:
        raise _wrong("has a document type or a stylesheet; save it as a plain SVG")
    try:
        root = ET.fromstring(content)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError, RecursionError) as error:
        raise _wrong("is neither an SVG nor a PNG file") from error
    if _name(root.tag) != "svg":
        raise _wrong("is neither an SVG nor a PNG file")
    for element in root.iter():
        if _name(element.tag) in _RUNS:
            raise _wrong("has a script or something foreign in it")
        if _REACHES.search(element.text or ""):
            raise _wrong("reaches outside itself")
        for name, value in element.attrib.items():
            if _name(name).startswith("on"):
                raise _wrong("has a script or something foreign in it")
            outside = _name(name) == "href" and not value.strip().startswith("#")
            if outside or _REACHES.search(value):
                raise _wrong("reaches outside itself")


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _wrong(why: str) -> Misconfigured:
    return Misconfigured(setting=f"the file of CASEWORKER_LOGO {why}")

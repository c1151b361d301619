# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A sheet of paper before anybody has decided what it is shown as."""

import json
import textwrap
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

WIDTH = 76


@dataclass(frozen=True)
class Section:
    """A part under a heading: what one reads first, then facts as (term, text), then a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A document in one language; `facts` say what it is about, `closing` stands last."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    closing: str = ""


def stored_text(sheet: Sheet) -> str:
    """The sheet as it is stored, in one spelling; `read_sheet` takes it back."""
    text = json.dumps(asdict(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def read_sheet(stored: str) -> Sheet:
    """The sheet out of its stored text."""
    told: dict[str, Any] = json.loads(stored)
    sections = tuple(
        Section(part["heading"], tuple(part["paragraphs"]), _pairs(part["facts"]), tuple(part["items"]))
        for part in told["sections"]
    )
    return Sheet(told["language"], told["title"], _pairs(told["facts"]), sections, told["closing"])


def plain_text(sheet: Sheet) -> str:
    """The sheet as a file of plain text, in lines of at most 76 characters."""
    return _text(sheet, WIDTH)


def text_to_copy(sheet: Sheet) -> str:
    """The sheet as text for a field of another system: a line for each paragraph, and headings without ornament."""
    return _text(sheet, None)


def _text(sheet: Sheet, width: int | None) -> str:
    blocks = [_heading(sheet.title, "=", width), _facts(sheet.facts, width)]
    for section in sheet.sections:
        blocks.append(_heading(section.heading, "-", width))
        blocks += [_lines(paragraph, width) for paragraph in section.paragraphs]
        blocks.append(_facts(section.facts, width))
        blocks.append("\n".join(_lines(item, width, "- ") for item in section.items))
    blocks.append(_lines(sheet.closing, width))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _pairs(told: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((term, text) for term, text in told)


def _heading(text: str, line: str, width: int | None) -> str:
    return text if width is None else f"{_lines(text, width)}\n{line * min(len(text), width)}"


def _facts(facts: tuple[tuple[str, str], ...], width: int | None) -> str:
    return "\n".join(_lines(f"{term}: {text}", width) for term, text in facts)


def _lines(text: str, width: int | None, mark: str = "") -> str:
    """The text with its own line breaks, and others where a line would be too long."""
    after = " " * len(mark)
    first = (mark if place == 0 else after for place, _line in enumerate(text.splitlines()))
    if width is None:
        return "\n".join(f"{start}{line}" for start, line in zip(first, text.splitlines(), strict=True))
    return "\n".join(
        textwrap.fill(line, width, initial_indent=start, subsequent_indent=after)
        for start, line in zip(first, text.splitlines(), strict=True)
    )

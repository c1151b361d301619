# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is wrong with a page, whatever the page is about."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import html5lib

LABELLED = {"input", "select", "textarea"}
_UNLABELLED_TYPES = {"hidden", "submit", "button"}
_CHOICES = {"radio", "checkbox"}
_ABOUT_ONESELF = {"password", "email", "tel"}
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset")


def faults(html: str) -> list[str]:
    """Each thing that no page of ours may have: broken markup, an input without a label, code or address inline."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    found = [f"broken markup: {code} at {place}" for place, code, _values in parser.errors]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    return [
        *found,
        *_head_faults(root, elements),
        *_id_faults(elements),
        *_input_faults(elements),
        *_form_faults(elements),
        *_inline(elements),
    ]


def _head_faults(root: Any, elements: list[Any]) -> Iterator[str]:
    title = root.findtext("head/title") or ""
    if not title.strip() or title.strip().startswith("–"):
        yield "the page has no title"
    if root.get("lang") not in ("da", "en"):
        yield "the page does not say its language"
    headings = [int(e.tag[1]) for e in elements if re.fullmatch("h[1-6]", e.tag)]
    if headings.count(1) != 1:
        yield f"the page has {headings.count(1)} main headings"
    if len([e for e in elements if e.tag == "main"]) != 1:
        yield "the page has no main part, or several"
    if any(lower - upper > 1 for upper, lower in pairwise(headings)):
        yield f"the page skips a level of headings: {headings}"


def _id_faults(elements: list[Any]) -> Iterator[str]:
    ids = Counter(e.get("id") for e in elements if e.get("id") is not None)
    yield from (f"{count} elements share the id {name!r}" for name, count in ids.items() if count > 1)
    for element in elements:
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} names {name!r}, which is not there"
        if (element.get("href") or "").startswith("#") and element.get("href")[1:] not in ids:
            yield f"a link leads to {element.get('href')}, which is not there"


def _input_faults(elements: list[Any]) -> Iterator[str]:
    labelled = {e.get("for") for e in elements if e.tag == "label" and "".join(e.itertext()).strip()}
    for element in elements:
        asks = element.tag in LABELLED and element.get("type") not in _UNLABELLED_TYPES
        if asks and element.get("id") not in labelled and not element.get("aria-label"):
            yield f"the input {element.get('name')!r} has no label"
        if element.tag in ("a", "button") and not ("".join(element.itertext()).strip() or element.get("aria-label")):
            yield f"a {element.tag} says nothing"
        if element.tag == "fieldset" and element.find("legend") is None:
            yield "a fieldset has no legend"
        if element.tag == "img" and element.get("alt") is None:
            yield "an image has no alternative text"


def _form_faults(elements: list[Any]) -> Iterator[str]:
    """What makes a form hard to fill in: names that say the same, a fault without its sentence, a login unassisted."""
    labels = {e.get("for"): " ".join("".join(e.itertext()).split()) for e in elements if e.tag == "label"}
    for form in (element for element in elements if element.tag == "form"):
        fields = [e for e in form.iter() if e.tag in LABELLED and e.get("type") not in _UNLABELLED_TYPES]
        # A choice is known by the question over it too.
        questions = {id(e): place for place, group in enumerate(form.iter("fieldset")) for e in group.iter()}
        names = [labels.get(e.get("id")) or e.get("aria-label") for e in fields]
        places = [(questions.get(id(e)), e.get("name")) if e.get("type") in _CHOICES else "" for e in fields]
        asked = zip(places, names, strict=True)
        yield from (
            f"{n} fields of a form are called {label!r}" for (_name, label), n in Counter(asked).items() if n > 1
        )
        for field in fields:
            if field.get("aria-invalid") and not field.get("aria-describedby"):
                yield f"the input {field.get('name')!r} is wrong and does not say why"
            about_oneself = field.get("type") in _ABOUT_ONESELF or field.get("name") == "username"
            if about_oneself and not field.get("autocomplete"):
                yield f"the input {field.get('name')!r} asks about oneself without autocomplete"
    for table in (element for element in elements if element.tag == "table"):
        if not any(cell.tag == "th" for cell in table.iter()):
            yield "a table has no headings"


def _inline(elements: list[Any]) -> Iterator[str]:
    for element in elements:
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"there is an inline {element.tag}"
        for name, value in element.attrib.items():
            plain = str(name).lower()
            if plain == "style" or re.fullmatch("on[a-z]+", plain):
                yield f"there is an inline {plain} on {element.tag}"
            if plain in _ADDRESSES and re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", value, re.IGNORECASE):
                yield f"{plain} leads outside: {value}"

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What an audit found, in the language of who reads it.

The ledger writes its findings in English and imports nothing, so that others can check it without the rest. Here
its fixed sentences are known again by their words, and the values in them are carried over.
"""

import re
from functools import cache

from flask_babel import gettext
from markupsafe import Markup, escape

from caseworker.ledger import Finding

SENTENCES = (
    "entry %(seq)s: %(finding)s",
    "another finding: %(english)s",
    "entry %(expected)s is missing here, or the order was changed",
    "its bytes do not have the hash stored with them",
    "its row is missing",
    "its row says something else than the entry",
    "the row for its field %(field)s is missing",
    "a value was added for the field %(field)s, to which the entry does not commit",
    "the value of its field %(field)s is not the one that was committed to",
    "the value of its field %(field)s was removed under no rule",
    "its field %(field)s was to be erased, but there is no such empty field",
    "the erasure does not name an entry, a field and a rule",
    "the erasure is of entry %(erased)s, which does not stand before it",
    "the tree node %(node)s is missing",
    "the tree node %(node)s is not the hash of what is below it",
    "the tree node %(node)s belongs to no entry",
    "the entry is %(kind)s, not bytes",
    "the version byte is missing or unknown",
    "the entry is not canonical JSON: %(english)s",
    "the entry is not a JSON object",
    "the entry lacks its kind, facts or commitments",
    "the log is shorter than the checkpoint at size %(size)s",
    "the log is not the one that the checkpoint at size %(size)s was signed for",
    (
        "the log is not the one that the checkpoint at size %(size)s was signed for; entry %(entry)s says restored at "
        "size %(restored)s, checkpoint %(checkpoint)s"
    ),
    "the checkpoint %(file)s does not hold: %(english)s",
    "the guard %(guard)s is missing or altered",
    "entry %(entry)s has a row in %(table)s and one in %(other)s",
    "the row of entry %(entry)s in %(table)s shows another %(field)s",
    "a row of %(table)s claims entry %(entry)s, which records something else",
    "a row of %(table)s claims entry %(entry)s, which does not exist",
)
_FRAME, _UNKNOWN, *_KNOWN = SENTENCES
_VALUE = re.compile(r"%\\\((\w+)\\\)s")


def finding_text(finding: Finding) -> Markup:
    """A finding as a sentence of the page; what only exists in English is marked as English."""
    prefix = "" if finding.seq is None else _FRAME % {"seq": finding.seq, "finding": ""}
    text = _said(finding.detail.removeprefix(prefix))
    if prefix:
        text = escape(gettext(_FRAME)) % {"seq": finding.seq, "finding": text}
    return text[:1].upper() + text[1:]


def _said(english: str) -> Markup:
    sentence, values = recognised(english) or (_UNKNOWN, {"english": english})
    marked = {name: _as_english(value) if name == "english" else value for name, value in values.items()}
    return escape(gettext(sentence)) % marked


def recognised(english: str) -> tuple[str, dict[str, str]] | None:
    """The one of SENTENCES that this is, with the values in it; None if it is none of them."""
    for sentence in _KNOWN:
        if found := _pattern(sentence).fullmatch(english):
            return sentence, found.groupdict()
    return None


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_VALUE.sub(r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL)


def _as_english(text: str) -> Markup:
    return Markup('<span lang="en">%s</span>') % text

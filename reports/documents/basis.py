# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the figures of a report stand on, line by line, for the documents that print it."""

import json
from collections.abc import Iterator

from reports.report import Report
from reports.wording import Words, opening


def basis_of(words: Words, report: Report) -> Iterator[tuple[str, str | int]]:
    """What the figures stand on: period, edition, state of the log, what is left out, and the method."""
    yield words.say("basis_report"), report.title
    for name in ("week", "from", "to"):
        if report.period.get(name):
            yield words.say(f"basis_{name}"), str(report.period[name])
    for kind, code in (("system", report.system), ("team", report.team)):
        if code:
            yield words.say(f"basis_{kind}"), words.name(kind, code)
    yield words.say("basis_edition"), opening(words.say(f"edition_{report.edition}"))
    if report.ledger.size is not None:
        yield words.say("basis_size"), report.ledger.size
        yield words.say("basis_root"), report.ledger.root or ""
    for cause, number in report.excluded.items():
        yield words.say("basis_left_out", cause=words.say(cause)), words.say("suppressed") if number is None else number
    for name, value in report.method.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield words.say("basis_method", name=name), text

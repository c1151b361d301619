# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Systems that answer with numbers: which they are, and how near is near enough to have followed them.

The nearness is a setting of the system. Facts have its outcome, the response, and not the setting; so what compares two
numbers without a response (a withheld sample, a right number) leaves these systems out.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from reports.wording import Words


def systems_with_numbers(rows: pd.DataFrame) -> list[str]:
    """The systems in which any recommendation of the rows is a number, in sorted order."""
    return sorted(str(system) for system in rows.loc[rows["recommended_number"].notna(), "system"].unique())


def tolerance_sentences(words: Words, systems: Sequence[str]) -> Iterator[str]:
    """For each of these systems how near is followed and followed in part, as its names say; or that it is not told."""
    for code in systems:
        name, tolerance, partly = (words.name(kind, code) for kind in ("system", "tolerance", "partly_within"))
        known = code not in (tolerance, partly)
        key = "method_tolerance" if known else "method_tolerance_unknown"
        yield words.say(key, system=name, tolerance=tolerance, partly=partly)

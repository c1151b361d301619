# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What frames every report: whom it is for, what is left out, how it was computed, and which ledger it stands at."""

from collections.abc import Iterable, Mapping
from typing import Any

from reports.disclosure import FEWEST_CASEWORKERS, SMALLEST, Edition
from reports.facts.coarsening import CONFIDENCE_EDGES
from reports.measures.cells import DOMINANCE
from reports.measures.control_chart import FOUR_WEEKS_LIMIT, WEEK_LIMIT
from reports.measures.intervals import LEVEL
from reports.measures.reliance import BOOTSTRAP_ROUNDS, SEED
from reports.periods import Period
from reports.report import Grid, LedgerState, Section
from reports.wording import Words

# What is corrected together (Benjamini-Hochberg).
FAMILIES = {
    "shown": "over what the report shows; hidden comparisons take no part",
    "differences": "difference and direction_difference of all groups; odds_ratio_adjusted of all groups",
    "direction": "asymmetry of all systems and groups",
    "versions": "one planned comparison for each system with two versions; together where systems are several",
}


def method_data(edition: str) -> dict[str, Any]:
    """The method as data: enough to compute the figures again."""
    wanted = Edition(edition)
    suppression = {
        "kind": "none" if wanted is Edition.FULL else "primary and complementary",
        "fewest_records": SMALLEST,
        "fewest_caseworkers": FEWEST_CASEWORKERS.get(wanted),
        "largest_share_of_one_caseworker": DOMINANCE,
        "narrowest_interval_of_a_hidden_count": None if wanted is Edition.FULL else SMALLEST,
    }
    return {
        "eligible": "shown and answered; not withheld, erased or registered by hand",
        "interval": "wilson",
        "level": LEVEL,
        "clustered_by": "caseworker, t(k-1) at the effective size",
        "difference": "newcombe, each group against all others, benjamini-hochberg over the table",
        "p_value": "score test at the effective sizes, t(k-1) of each side weighted by its part of the variance",
        "families": FAMILIES,
        "week_limit": WEEK_LIMIT,
        "four_weeks_limit": FOUR_WEEKS_LIMIT,
        "confidence_bands": list(CONFIDENCE_EDGES),
        "bootstrap": {"rounds": BOOTSTRAP_ROUNDS, "seed": SEED},
        "suppression": suppression,
    }


def method_section(
    words: Words, edition: str, ledger: LedgerState, more: Iterable[str] = (), weeks: str = "method_weeks"
) -> Section:
    """The method in words with `more` of it, the ledger state, and the agreement on what the records are used for.

    `weeks` is the sentence on weeks: a report without a control chart tells of none.
    """
    wanted = Edition(edition)
    sentences = [words.say("method_rate"), words.say("method_interval"), *more, words.say(weeks)]
    if wanted is Edition.FULL:
        sentences.append(words.say("method_unhidden"))
    else:
        fewest = FEWEST_CASEWORKERS[wanted]
        sentences.append(words.say("method_hidden", smallest=SMALLEST, caseworkers=fewest))
        sentences.append(words.say("method_also_hidden", smallest=SMALLEST))
        sentences.append(words.say("method_merged_weeks" if wanted is Edition.TEAM else "method_each_quarter"))
    if wanted is Edition.PUBLIC:
        sentences.append(words.say("method_rounded"))
    if ledger.size is not None:
        sentences.append(words.say("method_ledger", size=words.whole(ledger.size)))
    sentences += ledger.agreement
    return Section("method", words.say("section_method"), tuple(sentences))


def excluded_section(words: Words, excluded: Mapping[str, int | None]) -> Section:
    """What was left out, by cause; None is hidden, without saying why: that would itself tell of the count."""
    heading = words.say("section_excluded")
    lines = tuple(
        (words.say(cause), words.say("suppressed") if number is None else words.whole(number))
        for cause, number in excluded.items()
        if number != 0
    )
    headings = (words.say("head_cause"), words.say("head_count"))
    if not lines:
        return Section("excluded", heading, (words.say("all_counted"),))
    return Section("excluded", heading, (), (Grid("", headings, lines),))


def period_text(words: Words, period: Period) -> str:
    """The period as ``1.7.2026–30.9.2026``, or that nothing has a date."""
    if period.start is None or period.end is None:
        return words.say("period_unknown")
    return words.say("period", start=words.day(period.start), end=words.day(period.end))

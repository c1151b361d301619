# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on weeks, their baselines and changes of version: by key, in Danish and in English."""

WEEK_SENTENCES: dict[str, tuple[str, str]] = {
    "not_the_level": ("Det siger ikke, om niveauet er rigtigt.", "That does not say whether the level is right."),
    "latest_weeks": (
        "Her er de seneste {count} uger; de øvrige står i data.",
        "These are the latest {count} weeks; the others are in the data.",
    ),
    "ask_the_team": (
        "Spørg teamet, hvad der er anderledes: sagerne, reglerne, data eller systemet. Begynd med årsagerne.",
        "Ask the team what has changed: the cases, the rules, the data or the system. The reasons say where to begin.",
    ),
    "state_ordinary": ("almindelige udsving", "ordinary variation"),
    "state_unusual": ("uden for almindelige udsving", "outside ordinary variation"),
    "state_unusual_four_weeks": (
        "fire uger samlet uden for almindelige udsving",
        "four weeks together outside ordinary variation",
    ),
    "state_baseline": ("del af basisniveauet", "part of the baseline"),
    "state_too_few_weeks": ("for få uger endnu", "too few weeks yet"),
    "state_too_few_overrides": ("for få fravigelser", "too few overridden"),
    "state_not_judged": ("–", "–"),
    "state_too_few_cases": ("for få sager", "too few cases"),
    "state_empty": ("ingen beslutninger", "no decisions"),
    "state_hidden": ("skjult", "hidden"),
    "state_moved": ("tælles med i en senere uge", "counted in a later week"),
    "state_open": ("ugen er ikke slut", "the week is not over"),
    "week_ordinary": (
        "{system}: {rate} fraveget i {week}. Det er almindelige udsving omkring basisniveauet på {base}.",
        "{system}: {rate} overridden in {week}. That is ordinary variation around the baseline of {base}.",
    ),
    "week_unusual": (
        "{system}: {rate} fraveget i {week} mod et basisniveau på {base}. Det er uden for almindelige udsving.",
        "{system}: {rate} overridden in {week} against a baseline of {base}. That is outside ordinary variation.",
    ),
    "week_unusual_four_weeks": (
        (
            "{system}: de seneste fire uger ligger samlet {side} basisniveauet på {base}. "
            "Det er uden for almindelige udsving."
        ),
        "{system}: the last four weeks together lie {side} the baseline of {base}. That is outside ordinary variation.",
    ),
    "above": ("over", "above"),
    "below": ("under", "below"),
    "week_baseline": (
        "{system}: basisniveauet måles over {weeks} uger. En af dem er {week}, så den kan ikke selv bedømmes.",
        "{system}: {week} is one of the {weeks} weeks that make the baseline and cannot itself be judged.",
    ),
    "week_too_few_weeks": (
        "{system}: der er for få uger til at sige, om ugen er usædvanlig.",
        "{system}: Too few weeks to say whether the week is unusual.",
    ),
    "week_too_few_overrides": (
        "{system}: der er for få fravigelser til at sige, om den enkelte uge er usædvanlig.",
        "{system}: Overrides are too rare to say whether a single week is unusual.",
    ),
    "week_too_few_cases": (
        "{system}: der er for få sager i {week} til at sige, om ugen er usædvanlig.",
        "{system}: Too few cases in {week} to say whether the week is unusual.",
    ),
    "week_empty": ("{system}: ingen beslutninger i {week}.", "{system}: No decisions in {week}."),
    "week_hidden": (
        "{system}: {week} er skjult.",
        "{system}: {week} is hidden.",
    ),
    "week_moved": (
        "{system}: {week} er for lille til at blive vist og tælles med i en senere uge.",
        "{system}: {week} is too small to be shown and is counted in a later week.",
    ),
    "week_includes": (
        "{system}: {week} omfatter også {weeks}, som ikke kunne vises alene.",
        "{system}: {week} also counts {weeks}, which could not be shown alone.",
    ),
    "week_open": ("{system}: {week} er ikke slut.", "{system}: {week} is not over."),
    "version_change": (
        "{system}: version {version} tog over i {week}.",
        "{system}: version {version} took over in {week}.",
    ),
    "baseline_stays": (
        "Basisniveauet er stadig det fra før skiftet.",
        "The baseline is still the one from before.",
    ),
    "frozen_baseline": (
        "{system}: nyt basisniveau fastlåst {day}, målt fra {week}, {year}. Begrundet med: »{reason}«",
        "{system}: new baseline frozen on {day}, measured from {week}, {year}. The reason given: “{reason}”",
    ),
    "frozen_baseline_erased": (
        "{system}: nyt basisniveau fastlåst {day}, målt fra {week}, {year}.",
        "{system}: new baseline frozen on {day}, measured from {week}, {year}.",
    ),
    "before_after": (
        "Før skiftet blev {before} fraveget, efter skiftet {after}: {points} procentpoint ({low} til {high}).",
        "Before, {before} were overridden, after, {after}: {points} points ({low} to {high}).",
    ),
    "silence": (
        (
            "Ser ugerne almindelige ud, beviser det ikke meget: Stiger andelen fra 15 til 25 % i et team med 60 sager "
            "om ugen, opdages det inden for otte uger i omkring 73 af 100 tilfælde. Falder den til 7 %, kun i 36."
        ),
        (
            "That nothing is unusual is weak evidence: a rise from 15 to 25% in a team with 60 cases a week is seen "
            "within eight weeks in about 73 of 100 cases; a fall to 7% in only 36."
        ),
    ),
    # The same of four weeks at a time
    "in_fours": (
        "{system}: der er for få fravigelser til, at en enkelt uge siger noget. Derfor bedømmes fire uger ad gangen.",
        "{system}: overrides are too rare for a single week to say anything. So four weeks are judged at a time.",
    ),
    "period_unusual_four_weeks": (
        (
            "{system}: de seneste fire perioder ligger samlet {side} basisniveauet på {base}. "
            "Det er uden for almindelige udsving."
        ),
        (
            "{system}: the last four periods together lie {side} the baseline of {base}. "
            "That is outside ordinary variation."
        ),
    ),
    "period_baseline": (
        "{system}: basisniveauet måles over {weeks} uger. De omfatter {week}, så den periode kan ikke selv bedømmes.",
        "{system}: {week} are among the {weeks} weeks that make the baseline and cannot themselves be judged.",
    ),
    "period_too_few_cases": (
        "{system}: der er for få sager i {week} til at sige, om perioden er usædvanlig.",
        "{system}: Too few cases in {week} to say whether the period is unusual.",
    ),
    "period_state_unusual_four_weeks": (
        "fire perioder samlet uden for almindelige udsving",
        "four periods together outside ordinary variation",
    ),
    "silence_in_fours": (
        (
            "Ser perioderne almindelige ud, beviser det ikke meget: Stiger andelen fra 8 til 16 % i et team med 80 "
            "sager på fire uger, opdages det inden for 16 uger i omkring 36 af 100 tilfælde."
        ),
        (
            "That nothing is unusual is weak evidence: a rise from 8 to 16% in a team with 80 cases in four weeks is "
            "seen within 16 weeks in about 36 of 100 cases."
        ),
    ),
}

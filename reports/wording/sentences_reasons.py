# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on reasons: by key, in Danish and in English."""

REASON_SENTENCES: dict[str, tuple[str, str]] = {
    "new_code": (
        "Ny årsag i {system}: {code}. Den var ikke brugt i de 12 uger før.",
        "New reason in {system}: {code}. It was not used in the 12 weeks before.",
    ),
    "top_owner": (
        "{system}: når der fraviges eller følges delvist, ligger årsagen oftest under »{owner}« ({count} af {nobs}).",
        "{system}: reasons for overriding or following in part most often belong to {owner} ({count} of {nobs}).",
    ),
    "top_owner_shown": (
        (
            "{system}: når der fraviges eller følges delvist, ligger årsagen oftest under »{owner}« blandt dem, der "
            "kan vises ({count} af {nobs})."
        ),
        (
            "{system}: among those that can be shown, reasons for overriding or following in part most often belong to "
            "{owner} ({count} of {nobs})."
        ),
    ),
    "top_code_shown": (
        (
            "{system}: blandt de årsager til at fravige eller følge delvist, der kan vises, er »{code}« den hyppigste "
            "({count} af {nobs})."
        ),
        (
            "{system}: among the reasons for overriding or following in part that can be shown, {code} is the "
            "commonest ({count} of {nobs})."
        ),
    ),
    "top_code": (
        "{system}: den hyppigste årsag til at fravige eller følge delvist er »{code}« ({count} af {nobs}).",
        "{system}: the commonest reason for overriding or following in part is {code} ({count} of {nobs}).",
    ),
    "reason_changed": (
        (
            "{system}: »{code}« er gået fra {before} ({weeks_before}) til {after} ({weeks}) af de fravegne og delvist "
            "fulgte: {points} procentpoint ({low} til {high}), også efter korrektion for mange sammenligninger."
        ),
        (
            "{system}: {code} went from {before} ({weeks_before}) to {after} ({weeks}) of those overridden or partly "
            "followed: {points} points ({low} to {high}), also corrected for many comparisons."
        ),
    ),
    "reason_given": (
        "I {count} af {nobs:# beslutning|# beslutninger} er der skrevet, hvorfor ({rate}).",
        "{count} of {nobs:# decision|# decisions} {count:has|have} a written reason ({rate}).",
    ),
    "reason_given_in": (
        "{weeks}: I {count} af {nobs:# beslutning|# beslutninger} er der skrevet, hvorfor ({rate}).",
        "{weeks}: {count} of {nobs:# decision|# decisions} {count:has|have} a written reason ({rate}).",
    ),
    "code_missing": (
        (
            "{system}: {count} af {nobs:# fraveget eller delvist fulgt anbefaling|# fravegne eller delvist fulgte "
            "anbefalinger} har ingen årsagskode."
        ),
        "{system}: {count} of {nobs} overridden or partly followed {count:has|have} no reason code.",
    ),
    "reasons_period": (
        (
            "Årsager tælles over afsluttede perioder, fordi en enkelt uge ville vise for få: hvem der kan gøre noget "
            "ved dem, over fire uger (nu {owner_weeks}), og de enkelte årsager over tolv (nu {code_weeks})."
        ),
        (
            "Reasons are counted over periods that are over, because one week would show too few: who can act on them "
            "over four weeks (now {owner_weeks}), and each reason over twelve (now {code_weeks})."
        ),
    ),
    "reasons_none": ("Ingen årsager i perioden.", "No reasons in the period."),
    "departed": ("{system}: fraveget eller delvist fulgt", "{system}: overridden or partly followed"),
    "accepted": ("{system}: fulgt", "{system}: followed"),
    "by_owner": ("{system}: hvem kan gøre noget ved det", "{system}: who can act on it"),
}

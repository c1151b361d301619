# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences and headings of the reports: by key, in Danish and in English."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Small words
    "and": ("og", "and"),
    "week": ("uge {number}", "week {number}"),
    "weeks": ("uge {numbers}", "weeks {numbers}"),
    "quarter": ("{number}. kvartal {year}", "Q{number} {year}"),
    "unknown": ("ukendt", "unknown"),
    "missing": ("ingen årsagskode", "no reason code"),
    "overall": ("I alt", "Overall"),
    "all_systems": ("alle systemer", "all systems"),
    "suppressed": ("skjult", "hidden"),
    "nothing": ("–", "–"),
    "new": ("ny", "new"),
    # Titles
    "weekly_title": ("{team}: {week}, {year}", "{team}: {week}, {year}"),
    "trends_title": ("Fulgt og fraveget over tid", "Followed and overridden over time"),
    "period": ("{start}–{end}", "{start} to {end}"),
    "period_unknown": ("uden datoer", "without dates"),
    "edition_team": ("til teamlederen", "for the team lead"),
    "edition_board": ("til dataetisk råd", "for the ethics board"),
    "edition_public": ("offentlig udgave", "public edition"),
    "edition_full": ("fuld udgave, ikke til deling", "full edition, not for sharing"),
    # Headings of grids
    "head_count": ("Antal", "Count"),
    "head_nobs": ("Af", "Of"),
    "head_rate": ("Andel", "Share"),
    "head_interval": ("95 %-sikkerhedsinterval", "95% interval"),
    "head_answered": ("Besvaret", "Answered"),
    "head_accepted": ("Fulgt", "Followed"),
    "head_partly": ("Delvist fulgt", "Partly followed"),
    "head_overridden": ("Fraveget", "Overridden"),
    "head_override_rate": ("Andel fraveget", "Share overridden"),
    "head_week": ("Uge", "Week"),
    "head_judgement": ("Udsving", "Variation"),
    "head_limits": ("Grænser for almindelige udsving", "Limits of ordinary variation"),
    "head_group": ("Gruppe", "Group"),
    "head_difference": ("Forskel fra de øvrige, procentpoint", "Difference from the others, points"),
    "head_measure": ("Nøgletal", "Measure"),
    "head_cause": ("Ikke med", "Left out"),
    "head_owner": ("Hvem kan gøre noget ved det", "Who can act on it"),
    "head_code": ("Årsag", "Reason"),
    # Names of dimensions
    "name_system": ("System", "System"),
    "name_model_version": ("Modelversion", "Model version"),
    "name_quarter": ("Kvartal", "Quarter"),
    "name_recommended": ("Anbefaling", "Recommendation"),
    "name_confidence_band": ("Systemets sikkerhed", "The system's confidence"),
    "name_team": ("Team", "Team"),
    # Names of measures
    "override_rate": ("Fraveget", "Overridden"),
    "partly_rate": ("Delvist fulgt", "Partly followed"),
    "accept_rate": ("Fulgt", "Followed"),
    "coverage": ("Besvaret (ud af alle modtagne)", "Answered, of all received"),
    "seen_unanswered": ("Vist, men ikke besvaret (ud af alle viste)", "Shown but not answered, of all shown"),
    "initial_disagreement": ("Egen vurdering var en anden end anbefalingen", "Own judgement differed"),
    "switch_fraction": ("Skiftede til anbefalingen", "Switched to the recommendation"),
    "switched_away": ("Skiftede væk fra anbefalingen", "Switched away from it"),
    "rair": ("Rettede sig efter en rigtig anbefaling (RAIR)", "Moved by a right recommendation (RAIR)"),
    "rsr": (
        "Holdt fast over for en forkert anbefaling (RSR)",
        "Stood firm against a wrong recommendation (RSR)",
    ),
    "rair_macro": ("RAIR, gennemsnit af sagsbehandlernes andele", "RAIR, mean over caseworkers"),
    "rsr_macro": ("RSR, gennemsnit af sagsbehandlernes andele", "RSR, mean over caseworkers"),
    "over_reliance": ("Fulgte en forkert anbefaling", "Followed a wrong recommendation"),
    "under_reliance": ("Fraveg en rigtig anbefaling", "Overrode a right recommendation"),
    "right_when_accepted": ("Rigtig beslutning, når anbefalingen blev fulgt", "Right when accepted"),
    "right_when_overridden": ("Rigtig beslutning, når anbefalingen blev fraveget", "Right when overridden"),
    "more": ("mere", "more"),
    "less": ("mindre", "less"),
    "same": ("det samme", "the same"),
    # Sections
    "section_responses": ("Fulgt, delvist fulgt, fraveget", "Followed, partly followed, overridden"),
    "section_weeks": ("Uge for uge", "Week by week"),
    "section_reasons": ("Årsager", "Reasons"),
    "section_direction": ("Retning", "Direction"),
    "section_by_system": ("Fordelt på system", "By system"),
    "section_by_model_version": ("Fordelt på modelversion", "By model version"),
    "section_by_quarter": ("Kvartal for kvartal", "Quarter by quarter"),
    "section_by_recommended": ("Fordelt på anbefaling", "By what was recommended"),
    "section_by_confidence_band": (
        "Systemets eget bud på, hvor sikker anbefalingen er",
        "How sure the system said it was",
    ),
    "section_by_team": ("Fordelt på team", "By team"),
    "section_by_group": ("Borgergruppe: {name}", "Citizen group: {name}"),
    "section_reliance": ("Flytter anbefalingen vurderingen?", "Does the recommendation move the judgement?"),
    "section_results": ("Blev det rigtigt?", "Was it right?"),
    "section_effect": (
        "Hvad betyder det, at anbefalingen vises?",
        "What difference does showing the recommendation make?",
    ),
    "section_spread": ("Forskelle mellem sagsbehandlere, uden navne", "Between caseworkers, without names"),
    "section_oversight": ("Bliver anbefalingen efterprøvet?", "Is the recommendation checked?"),
    "section_excluded": ("Ikke talt med", "What was left out"),
    "section_method": ("Sådan er der regnet", "How it was computed"),
    # What the period says
    "too_small": ("Teamet er for lille til sin egen rapport.", "The team is too small for a report of its own."),
    "received": (
        "Af {nobs:# anbefaling|# anbefalinger} er {count} besvaret ({rate}).",
        "Of {nobs:# recommendation|# recommendations} {count:# was|# were} answered ({rate}).",
    ),
    "received_all": (
        "{nobs:Den ene anbefaling|Alle # anbefalinger} er besvaret.",
        "{nobs:The one recommendation was|All # recommendations were} answered.",
    ),
    "received_shown": (
        "Af {nobs:# vist anbefaling|# viste anbefalinger} er {count} besvaret ({rate}).",
        "Of {nobs:# recommendation|# recommendations} shown {count:# was|# were} answered ({rate}).",
    ),
    "received_all_shown": (
        "{nobs:Den ene viste anbefaling|Alle # viste anbefalinger} er besvaret.",
        "{nobs:The one recommendation shown was|All # recommendations shown were} answered.",
    ),
    "received_hidden": (
        "Hvor mange anbefalinger der mangler svar, vises ikke, fordi det ville røbe et lille antal.",
        "How many were not answered is not shown, because it would give a small count away.",
    ),
    "received_few_missing": (
        "Færre end {smallest} af de viste anbefalinger mangler svar.",
        "Fewer than {smallest} of the recommendations shown were not answered.",
    ),
    "overridden_week": (
        (
            "I {week} fraveg teamet anbefalingen i {count} af {nobs:# beslutning|# beslutninger}: {rate} "
            "(95 %-interval {span})."
        ),
        (
            "In {week} the team overrode the recommendation in {count} of {nobs:# decision|# decisions}: {rate} "
            "(95% interval {span})."
        ),
    ),
    "overridden_period": (
        ("Anbefalingen blev fraveget i {count} af {nobs:# beslutning|# beslutninger}: {rate} (95 %-interval {span})."),
        (
            "The recommendation was overridden in {count} of {nobs:# decision|# decisions}: {rate} "
            "(95% interval {span})."
        ),
    ),
    "no_overrides_few": (
        (
            "Ingen fraveg anbefalingen, men {nobs:# beslutning er for lidt|# beslutninger er for få} til at sige, at "
            "det aldrig sker."
        ),
        (
            "Nobody overrode the recommendation, but {nobs:# decision is|# decisions are} too few to say that it "
            "never happens."
        ),
    ),
    "nothing_answered": ("Ingen anbefalinger er besvaret.", "No recommendation was answered."),
    "responses_hidden": (
        "Der er for få beslutninger, eller for få sagsbehandlere bag dem, til at tallene kan vises.",
        "There are too few decisions, or too few caseworkers behind them, to show figures.",
    ),
    "almost_always_followed": (
        "{name}: anbefalingen følges næsten altid (højst {high} fraveges). Er der tid til at efterprøve den?",
        "{name}: the recommendation is almost always followed (at most {high} overridden). Is there time to check it?",
    ),
}

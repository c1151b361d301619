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
    "suppressed": ("for få til at kunne vises", "too few to be shown"),
    "nothing": ("–", "–"),
    "new": ("ny", "new"),
    "few": ("under {smallest}", "under {smallest}"),
    "would_betray": (
        "vises ikke, fordi det ville røbe et lille antal",
        "not shown, because it would give a small count away",
    ),
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
    "head_measure": ("Mål", "Measure"),
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
    "section_by_system": ("System", "System"),
    "section_by_model_version": ("Modelversion", "Model version"),
    "section_by_quarter": ("Kvartal for kvartal", "Quarter by quarter"),
    "section_by_recommended": ("Fordelt på anbefaling", "By what was recommended"),
    "section_by_confidence_band": (
        "Systemets eget bud på, hvor sikker anbefalingen er",
        "How sure the system said it was",
    ),
    "section_by_team": ("Team", "Team"),
    "section_by_group": ("Borgergruppe: {name}", "Citizen group: {name}"),
    "section_reliance": ("Flytter anbefalingen vurderingen?", "Does the recommendation move the judgement?"),
    "section_results": ("Blev det rigtigt?", "Was it right?"),
    "section_effect": (
        "Hvad betyder det, at anbefalingen vises?",
        "What difference does showing the recommendation make?",
    ),
    "section_spread": ("Forskelle mellem sagsbehandlere, uden navne", "Between caseworkers, without names"),
    "section_oversight": ("Bliver anbefalingen efterprøvet?", "Is the recommendation checked?"),
    "section_excluded": ("Det er ikke talt med", "What was left out"),
    "section_method": ("Sådan er der regnet", "How it was computed"),
    # What the period says
    "too_small": ("Teamet er for lille til sin egen rapport.", "The team is too small for a report of its own."),
    "received": (
        "Af {nobs} anbefalinger er {count} besvaret ({rate}).",
        "Of {nobs} recommendations {count} were answered ({rate}).",
    ),
    "received_all": ("Alle {nobs} anbefalinger er besvaret.", "All {nobs} recommendations were answered."),
    "received_shown": (
        "Af {nobs} viste anbefalinger er {count} besvaret ({rate}).",
        "Of {nobs} recommendations shown {count} were answered ({rate}).",
    ),
    "received_all_shown": (
        "Alle {nobs} viste anbefalinger er besvaret.",
        "All {nobs} recommendations shown were answered.",
    ),
    "received_few_missing": (
        "Færre end {smallest} af de viste anbefalinger mangler svar.",
        "Fewer than {smallest} of the recommendations shown were not answered.",
    ),
    "overridden_week": (
        "I {week} fraveg teamet anbefalingen i {count} af {nobs} beslutninger: {rate} (usikkerhed {span}).",
        "In {week} the team overrode the recommendation in {count} of {nobs} decisions: {rate} (uncertainty {span}).",
    ),
    "overridden_period": (
        "Anbefalingen blev fraveget i {count} af {nobs} beslutninger: {rate} (usikkerhed {span}).",
        "The recommendation was overridden in {count} of {nobs} decisions: {rate} (uncertainty {span}).",
    ),
    "no_overrides_few": (
        "Ingen fraveg anbefalingen, men {nobs} beslutninger er for få til at sige, at det aldrig sker.",
        "Nobody overrode the recommendation, but {nobs} decisions are too few to say that it never happens.",
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
    # Weeks
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
    "state_too_few_overrides": ("fraviges for sjældent", "too few overridden"),
    "state_not_judged": ("–", "–"),
    "state_too_few_cases": ("for få sager", "too few cases"),
    "state_empty": ("ingen beslutninger", "no decisions"),
    "state_hidden": ("for få til at kunne vises", "too few to be shown"),
    "state_moved": ("lagt sammen med næste uge", "counted with the next week"),
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
        "{system}: der fraviges for sjældent til at sige, om den enkelte uge er usædvanlig.",
        "{system}: Overrides are too rare to say whether a single week is unusual.",
    ),
    "week_too_few_cases": (
        "{system}: der er for få sager i {week} til at sige, om ugen er usædvanlig.",
        "{system}: Too few cases in {week} to say whether the week is unusual.",
    ),
    "week_empty": ("{system}: ingen beslutninger i {week}.", "{system}: No decisions in {week}."),
    "week_hidden": (
        "{system}: i {week} er der for få til at kunne vises.",
        "{system}: {week} has too few to be shown.",
    ),
    "week_moved": (
        "{system}: {week} er for lille til at blive vist og er lagt sammen med den næste.",
        "{system}: {week} is too small to be shown and is counted with the next.",
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
}

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on results, checking and units against each other: by key, in Danish and in English."""

OVERSIGHT_SENTENCES: dict[str, tuple[str, str]] = {
    # Results
    "override_deficit": (
        "Nedre grænse for andelen af forkerte anbefalinger, der ikke blev fraveget",
        "At least this share of the recommendations was wrong and not departed from",
    ),
    "overturned_per_decision": ("Ændret, ophævet eller hjemvist, af alle", "Overturned, of all decisions"),
    "overturned_per_settled": ("Ændret, ophævet eller hjemvist, af de prøvede", "Overturned, of those reviewed"),
    "remitted_per_decision": ("Hjemvist, af alle", "Remitted, of all decisions"),
    "overturned_difference": (
        "Forskel i andelen ændret, ophævet eller hjemvist (fraveget minus fulgt)",
        "Overridden minus followed in the share overturned",
    ),
    "response_accepted": ("fulgt", "followed"),
    "response_overridden": ("fraveget", "overridden"),
    "overturned": (
        (
            "{overridden} af de fravegne og {accepted} af de fulgte beslutninger blev senere ændret, ophævet eller "
            "hjemvist. Forskellen er {points} procentpoint ({low} til {high})."
        ),
        (
            "{overridden} of the overridden and {accepted} of the followed decisions were overturned later. The "
            "difference is {points} points ({low} to {high})."
        ),
    ),
    "overturned_warning": (
        ("Resultater kendes kun for nogle af sagerne, og det er ikke tilfældigt, hvem der klager."),
        ("Results are known for some cases only, and who complains is not random."),
    ),
    "overturned_since_when": (
        "Kun kvartaler, der sluttede for mindst et halvt år siden, er med, for klager kommer sent.",
        "Only quarters that ended at least half a year ago take part, for complaints are late.",
    ),
    "old_enough": ("Gamle nok til at være med (mindst et halvt år)", "Old enough to take part (at least half a year)"),
    "deficit": (
        "Mindst {rate} af anbefalingerne var forkerte og blev ikke fraveget. Det er en nedre grænse, ikke et skøn.",
        (
            "At least {rate} of the recommendations were wrong and not departed from. That is a lower bound, not an "
            "estimate."
        ),
    ),
    # Confidence against what was right
    "section_calibration": ("Systemets sikkerhed og det rigtige svar", "The system's confidence and the right answer"),
    "recommendation_right": ("Anbefalingen var rigtig", "The recommendation was right"),
    "calibration_error": (
        "Gennemsnitlig afstand mellem systemets bud og andelen af rigtige anbefalinger (ECE)",
        "Mean distance between the system's word and the share of right recommendations (ECE)",
    ),
    "head_right": ("Rigtige", "Right"),
    "head_share_right": ("Andel rigtige anbefalinger", "Share of right recommendations"),
    "head_own_word": ("Systemets eget bud, gennemsnit", "The system's own word, mean"),
    "calibration_bands": (
        (
            "Når systemet var mindst sikkert ({low_band}), var anbefalingen rigtig i {low}. Når det var mest sikkert "
            "({high_band}), var den rigtig i {high}."
        ),
        (
            "Where the system was least sure ({low_band}), the recommendation was right in {low}. Where it was surest "
            "({high_band}), it was right in {high}."
        ),
    ),
    "calibration_one_band": (
        "Systemet var altid lige sikkert ({low_band}), og anbefalingen var rigtig i {low}.",
        "The system was always equally sure ({low_band}), and the recommendation was right in {low}.",
    ),
    "calibration_error_is": (
        (
            "Systemets eget bud på, hvor ofte det har ret, ligger i gennemsnit {points} procentpoint fra, hvor ofte "
            "det havde ret (ECE). Det bygger på {nobs:den ene beslutning|de # beslutninger}, hvor det rigtige svar er "
            "kendt."
        ),
        (
            "The system's own word on how often it is right is {points} points from how often it was, on average "
            "(ECE). That rests on the {nobs:one decision|# decisions} for which the right answer is known."
        ),
    ),
    "calibration_none": (
        (
            "Om systemet har ret så ofte, som det selv tror, kan ikke beregnes, fordi det rigtige svar ikke er kendt, "
            "eller kun er kendt fra klager og efterkontroller."
        ),
        (
            "Whether the system is right as often as it says cannot be computed, because the right answer is not "
            "known, or from complaints and checks only."
        ),
    ),
    "calibration_hidden": (
        (
            "Om systemet har ret så ofte, som det selv tror, kan ikke vises, fordi det rigtige svar kendes i for få "
            "sager."
        ),
        (
            "Whether the system is right as often as it says cannot be shown, because the right answer is known in too "
            "few cases."
        ),
    ),
    # Reliance in numbers
    "weight_of_advice": (
        "Hvor stor en del af vejen mod anbefalingen tallet flyttede sig",
        "How much of the way to the recommended number was gone",
    ),
    "weight_clipped": (
        "Flyttede sig forbi anbefalingen eller væk fra den",
        "Went beyond the recommended number or away from it",
    ),
    # Checking
    "quick_followed": ("Fulgt på under 10 sekunder", "Followed in under 10 seconds"),
    "quick_overridden": ("Fraveget på under 10 sekunder", "Overridden in under 10 seconds"),
    "quick_difference": ("Forskel mellem de to", "Difference between the two"),
    "reason_repeat": ("Samme tekst er brugt før", "The same text was used before"),
    "catch_all_codes": ("»Samlet vurdering« eller »Andet«", "“Overall assessment” or “Other”"),
    "doubt_followed": ("Fulgt, men i tvivl", "Followed, but in doubt"),
    "doubt_departed": ("Fraveget, men i tvivl", "Departed, but in doubt"),
    "band_difference": (
        "Andel fraveget, når systemet er mindst sikkert, minus når det er mest sikkert",
        "Share overridden where the system is least sure, minus where it is surest",
    ),
    "quick": (
        (
            "{system}: {followed} af de fulgte og {overridden} af de fravegne anbefalinger blev besvaret på under "
            "10 sekunder. Er der tid og folk nok til at efterprøve anbefalingen?"
        ),
        (
            "{system}: {followed} of the followed and {overridden} of the overridden recommendations were answered in "
            "under 10 seconds. Are there time and people enough to check the recommendation?"
        ),
    ),
    "quick_alone": (
        (
            "{system}: {followed} af de fulgte anbefalinger blev besvaret på under 10 sekunder. Er der tid og folk nok "
            "til at efterprøve anbefalingen?"
        ),
        (
            "{system}: {followed} of the followed recommendations were answered in under 10 seconds. Are there time "
            "and people enough to check the recommendation?"
        ),
    ),
    "repeats": (
        "{system}: {share} af årsagerne er en tekst, der er brugt før. Spørger feltet om det rigtige?",
        "{system}: {share} of the reasons are a text used before. Does the field ask the right question?",
    ),
    "codes_too_wide": (
        "{system}: {share} af årsagerne er »Samlet vurdering« eller »Andet«. Listen over årsager bør gennemgås.",
        "{system}: {share} of the reasons are “Overall assessment” or “Other”. The list of reasons needs work.",
    ),
    "confidence_ignored": (
        (
            "{system}: der fraviges lige meget, hvad enten systemet er sikkert eller usikkert ({points} procentpoint, "
            "{low} til {high}). Bliver dets eget bud på, hvor sikker anbefalingen er, brugt til noget?"
        ),
        (
            "{system}: recommendations are overridden alike whether the system is sure or unsure ({points} points, "
            "{low} to {high}). Is its own word on how sure it is used for anything?"
        ),
    ),
    "signs_nothing": (
        "Tallene giver ikke anledning til spørgsmål om, hvorvidt anbefalingen bliver efterprøvet.",
        "The figures raise no question about whether the recommendation is checked.",
    ),
    "signs_some_hidden": (
        "Det bygger på de tegn, der kan vises: {shown} af {total}.",
        "This rests on the signs that can be shown: {shown} of {total}.",
    ),
    "signs_hidden": (
        "Der er for få beslutninger til at vise, om anbefalingen bliver efterprøvet.",
        "There are too few to show whether the recommendation is checked.",
    ),
    "signs_what": (
        "Spørgsmålene er til arbejdsgangen, tiden og bemandingen. De siger intet om den enkelte.",
        "The questions are about workflow, time and staffing. They say nothing of any one person.",
    ),
    # Units
    "section_funnel": ("Teams og sagstyper over for hinanden", "Teams and case types against each other"),
    "head_limits_95": ("95 %-grænser", "95% limits"),
    "head_limits_99.8": ("99,8 %-grænser", "99.8% limits"),
    "head_place": ("Inden for grænserne?", "Within its limits?"),
    "place_": ("ja", "yes"),
    "place_inner": ("uden for de indre", "outside the inner"),
    "place_outer": ("uden for de ydre", "outside the outer"),
    "funnel_none": (
        "Kan ikke beregnes, fordi det kræver ét system og mindst 10 teams eller 10 slags anbefalinger, der kan vises.",
        "Cannot be computed: that takes one system and at least 10 teams, or 10 kinds of recommendation, to be shown.",
    ),
    "funnel_inside": (
        "Alle {units} teams ligger inden for tilfældige og almindelige forskelle mellem teams.",
        "All {units} teams lie within what chance and ordinary differences between teams explain.",
    ),
    "funnel_inside_recommended": (
        "Alle {units} slags anbefalinger ligger inden for tilfældige og almindelige forskelle.",
        "All {units} kinds of recommendation lie within what chance and ordinary differences explain.",
    ),
    "funnel_outside": (
        "{name} ligger uden for de ydre grænser (99,8 %): {rate} fraveget. Måske har det andre slags sager.",
        "{name} lies outside the outer limits (99.8%): {rate} overridden. Its cases may be other cases.",
    ),
}

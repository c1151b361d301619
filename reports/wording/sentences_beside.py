# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on double readings, voluntary counters and how answers are seen: in Danish and in English."""

BESIDE_SENTENCES: dict[str, tuple[str, str]] = {
    # Double readings
    "section_double_reading": ("Dobbeltlæsning af årsager", "Double reading of reasons"),
    "double_reading_kappa": (
        (
            "{system}: To læsere har hver for sig læst {nobs:# årsag|# årsager} og vurderet, om "
            "{nobs:den|de} bærer valget. Kappa er {kappa}."
        ),
        (
            "{system}: two readers each read {nobs:# reason and said whether it supports|# reasons and said "
            "whether they support} the choice. Kappa is {kappa}."
        ),
    ),
    "double_reading_one_verdict": (
        (
            "{system}: To læsere har hver for sig læst {nobs:# årsag|# årsager}. Kappa kan ikke beregnes, fordi mindst "
            "én af dem sagde det samme hver gang."
        ),
        (
            "{system}: two readers each read {nobs:# reason|# reasons}. Kappa cannot be computed because at least one "
            "of them said the same each time."
        ),
    ),
    "double_reading_what": (
        (
            "Kappa er 1, når to læsere altid siger det samme, og 0, når de kun er så enige, som tilfældet ville gøre "
            "dem. Årsagerne er trukket ved lod, og hver tæller for dem, den er trukket blandt. Det siger noget om de "
            "skrevne årsager, ikke om afgørelserne var rigtige. Ingen vurdering hænger længere sammen med en sag "
            "eller en person."
        ),
        (
            "Kappa is 1 when two readers always say the same, and 0 when they agree only as often as chance would "
            "have it. The reasons were drawn by lot, and each counts for those that it was drawn from. This tells of "
            "the written reasons, not whether the decisions were right. No verdict is tied to a case or a person any "
            "more."
        ),
    ),
    "double_reading_caption": ("{system}: hvad begge læsere sagde", "{system}: what both readers said"),
    "head_response": ("Anbefalingen blev", "The recommendation was"),
    "head_read_twice": ("Læst", "Read"),
    "head_both_supports": ("Bærer valget", "Supports it"),
    "head_both_does_not": ("Bærer det ikke", "Does not"),
    "head_both_cannot_tell": ("Kan ikke afgøres", "Cannot be told"),
    "head_readers_differed": ("Uenige", "They differed"),
    "head_kappa": ("Kappa", "Kappa"),
    "kappa": ("{kappa} ({low} til {high})", "{kappa} ({low} to {high})"),
    "kappa_alone": ("{kappa} (usikkerheden kan ikke beregnes)", "{kappa} (the uncertainty cannot be computed)"),
    "dimension_response": ("Anbefalingen blev", "The recommendation was"),
    "response_both": ("begge dele", "both"),
    "measure_both_supports": ("Begge læsere: årsagen bærer valget", "Both readers: the reason supports the choice"),
    "measure_both_does_not": (
        "Begge læsere: årsagen bærer ikke valget",
        "Both readers: the reason does not support the choice",
    ),
    "measure_both_cannot_tell": ("Begge læsere: det kan ikke afgøres", "Both readers: it cannot be told"),
    "measure_readers_differed": ("Læserne var uenige", "The readers differed"),
    "measure_kappa": ("Kappa", "Kappa"),
    # Voluntary counters
    "section_obstacles": ("Frivillige svar efter kvitteringen", "Voluntary answers after the receipt"),
    "obstacles_what": (
        (
            "Efter kvitteringen kan sagsbehandleren svare på, hvad der stod i vejen for at vurdere frit. Svaret er "
            "frivilligt og gemmes kun som et tal for systemet og kvartalet. Tal under {smallest} vises ikke, og "
            "tallene er ikke andele af noget."
        ),
        (
            "After the receipt the caseworker may say what was in the way of judging freely. The answer is voluntary "
            "and kept only as a number for the system and the quarter. Numbers under {smallest} are not shown, and "
            "the numbers are not shares of anything."
        ),
    ),
    "obstacles_caption": ("Frivillige svar", "Voluntary answers"),
    "head_system": ("System", "System"),
    "head_quarter": ("Kvartal", "Quarter"),
    "head_obstacle": ("Svar", "Answer"),
    "measure_no_time": ("Nåede ikke at efterprøve anbefalingen", "Had no time to check the recommendation"),
    "measure_felt_required": ("Oplevede det som et krav at følge den", "It felt required to follow it"),
    "measure_not_explainable": ("Kunne ikke forklare den for borgeren", "Could not explain it to the citizen"),
    "measure_none": ("Intet stod i vejen", "Nothing was in the way"),
    # How answers are seen by those who gave them
    "section_seen_as": ("Sagsbehandlernes eget syn", "How caseworkers see it themselves"),
    "seen_as": (
        (
            "I {count} af {nobs:# beslutning|# beslutninger} ({rate}) ser sagsbehandleren sit svar anderledes, end det "
            "følger af valget."
        ),
        (
            "In {count} of {nobs:# decision|# decisions} ({rate}) the caseworker sees the answer otherwise than the "
            "choice says."
        ),
    ),
    "seen_as_none": (
        "Ingen sagsbehandler har sagt, at svaret skal ses anderledes, end det følger af valget.",
        "No caseworker has said that the answer should be seen otherwise than follows from the choice.",
    ),
    "seen_as_hidden": (
        "Der er for få til at kunne vise, hvor ofte svaret ses anderledes, end det følger af valget.",
        "There are too few to show how often the answer is seen otherwise than follows from the choice.",
    ),
    "seen_as_what": (
        (
            "Om en anbefaling er fulgt, følger af valget. Feltet »Jeg ser det som …« er frivilligt og ændrer ingen af "
            "de andre tal."
        ),
        (
            "Whether a recommendation was followed follows from the choice. Saying otherwise is voluntary and changes "
            "no other figure."
        ),
    ),
    "seen_otherwise": ("Ser svaret anderledes", "Sees the answer otherwise"),
    "response_partly_accepted": ("delvist fulgt", "partly followed"),
}

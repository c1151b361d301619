# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on reliance and results: by key, in Danish and in English."""

MORE_SENTENCES: dict[str, tuple[str, str]] = {
    # Reliance, results, effect, spread
    "reliance_none": (
        "Kan ikke beregnes, fordi der ikke er givet en egen vurdering, før anbefalingen blev vist.",
        "Cannot be computed, because no own judgement was given before the recommendation was shown.",
    ),
    "reliance_moved": (
        (
            "Egen vurdering var en anden end anbefalingen i {count} af {nobs:# sag|# sager} ({rate}). I {switched} "
            "af dem blev anbefalingen fulgt til sidst ({switch_rate}, {switch_span})."
        ),
        (
            "Own judgement differed from the recommendation in {count} of {nobs:# case|# cases} ({rate}). Of "
            "these, {switched} ended up following it ({switch_rate}, {switch_span})."
        ),
    ),
    "reliance_right": (
        (
            "Var anbefalingen rigtig og egen vurdering forkert, blev anbefalingen fulgt i {rair}. Var det omvendt, "
            "blev egen vurdering fastholdt i {rsr}."
        ),
        (
            "Where the recommendation was right and own judgement wrong, people moved to it in {rair}. The other way "
            "round, they stood firm in {rsr}."
        ),
    ),
    "right_unknown": (
        (
            "Om det var til det bedre, kan ikke beregnes, fordi det rigtige svar ikke er kendt, eller kun er kendt fra "
            "klager og efterkontroller."
        ),
        (
            "Whether that was for the better cannot be computed, because the right answer is not known, or from "
            "complaints and checks only."
        ),
    ),
    "right_hidden": (
        "Om det var til det bedre, kan ikke vises, fordi det rigtige svar kendes i for få sager.",
        "Whether that was for the better cannot be shown, because the right answer is known in too few cases.",
    ),
    "versions_differ": (
        (
            "{system}: {before} blev fraveget med version {first} og {after} med version {second}. Forskellen på "
            "{points} procentpoint (95 %-interval {low} til {high}) er større, end tilfældigheder kan forklare."
        ),
        (
            "{system}: {before} were overridden with version {first} and {after} with version {second}. The difference "
            "of {points} points (95% interval {low} to {high}) is larger than chance can explain."
        ),
    ),
    "only_systems": ("Kun sager fra {systems}.", "Only cases from {systems}."),
    "number": ("Et tal", "A number"),
    "results_none": (
        (
            "Kan ikke beregnes, fordi der hverken er registreret et rigtigt svar eller et resultat af en klage eller "
            "efterkontrol."
        ),
        "Cannot be computed, because neither a right answer nor the result of a complaint or check is recorded.",
    ),
    "results_right_none": (
        (
            "Hvor ofte beslutningen var rigtig, kan ikke beregnes, fordi det rigtige svar kun kendes fra klager og "
            "efterkontroller: En stadfæstet beslutning ville altid tælle som rigtig og en ændret altid som forkert."
        ),
        (
            "How often the decision was right cannot be computed, because the right answer is known from complaints "
            "and checks only: an upheld decision would always count as right, and a changed one always as wrong."
        ),
    ),
    "results_young": (
        (
            "Hvor mange beslutninger der blev ændret, ophævet eller hjemvist, kan ikke beregnes endnu, fordi der ikke "
            "er et resultat for beslutninger, der er mindst et halvt år gamle. Klager kommer sent."
        ),
        (
            "How many decisions were overturned cannot be computed yet, because there is no result for decisions at "
            "least half a year old. Complaints are late."
        ),
    ),
    "results_pending": (
        "{count:# nyere beslutning|# nyere beslutninger} er ikke talt med endnu.",
        "{count:# newer decision is|# newer decisions are} not counted yet.",
    ),
    "results": (
        "Beslutningen var rigtig i {accepted}, når anbefalingen blev fulgt, og i {overridden}, når den blev fraveget.",
        (
            "The decision was right in {accepted} when the recommendation was followed and in {overridden} when it "
            "was overridden."
        ),
    ),
    "results_warning": (
        (
            "De sager, hvor anbefalingen blev fraveget, er andre sager end dem, hvor den blev fulgt. Derfor viser "
            "tallene ikke, hvad der var sket, hvis man havde gjort det modsatte."
        ),
        (
            "The overridden cases are not the same cases as the followed ones, so the figures do not show what would "
            "have come of doing the opposite."
        ),
    ),
    "results_some_known": (
        "Det rigtige svar kendes kun for nogle af sagerne, og det er ikke tilfældigt hvilke.",
        "The right answer is known for some cases only, and not for a random part.",
    ),
    "effect_none": (
        "Kan ikke beregnes, fordi der ikke er en stikprøve uden anbefaling.",
        "Cannot be computed, because there is no sample without recommendation.",
    ),
    "effect_numbers": (
        (
            "Kan ikke beregnes, fordi {systems} svarer med tal, og det ikke er oplyst, hvor tæt to tal i stikprøven "
            "uden anbefaling skal ligge for at regnes som det samme."
        ),
        (
            "Cannot be computed, because {systems} answers with numbers. The sample without recommendation does not "
            "say how near two numbers count as the same."
        ),
    ),
    "effect_without": (
        "{systems} er ikke med, fordi svarene er tal.",
        "{systems}: left out, because its answers are numbers.",
    ),
    "effect": (
        (
            "Når anbefalingen vises, er beslutningen den samme som anbefalingen {points} procentpoint oftere end i "
            "stikprøven uden anbefaling ({low} til {high})."
        ),
        (
            "When the recommendation is shown, decision and recommendation agree {points} points oftener than in the "
            "sample without recommendation ({low} to {high})."
        ),
    ),
    "effect_less": (
        (
            "Når anbefalingen vises, er beslutningen den samme som anbefalingen {points} procentpoint sjældnere end i "
            "stikprøven uden anbefaling ({low} til {high})."
        ),
        (
            "When the recommendation is shown, decision and recommendation agree {points} points less often than in "
            "the sample without recommendation ({low} to {high})."
        ),
    ),
    "spread_few": (
        "{system}: Kan ikke beregnes, fordi der er færre end 10 kendte sagsbehandlere.",
        "{system}: cannot be computed, because fewer than 10 caseworkers are known.",
    ),
    "spread_hidden": (
        "{system}: Kan ikke vises, fordi tallene bag er for små.",
        "{system}: cannot be shown, because the figures behind it are too small.",
    ),
    "spread_alike": (
        "{system}: Kan ikke beregnes, fordi alle fulgte anbefalingen, eller alle fraveg den.",
        "{system}: cannot be computed, because all followed the recommendation, or all overrode it.",
    ),
    "spread_once": (
        "{system}: Kan ikke beregnes, fordi hver sagsbehandler kun har besvaret én anbefaling.",
        "{system}: cannot be computed, because each caseworker has answered one recommendation only.",
    ),
    "spread_always_or_never": (
        "{system}: Kan ikke beregnes, fordi hver sagsbehandler enten altid eller aldrig fraveg anbefalingen.",
        "{system}: cannot be computed, because each caseworker either always or never overrode.",
    ),
    "spread": (
        "{system}: {rate} af forskellene i, hvad der fraviges, hænger sammen med sagsbehandleren ({span}).",
        "{system}: {rate} of the variation in overriding goes with the caseworker ({span}).",
    ),
    "spread_cases": (
        "Det kan skyldes, at sagsbehandlerne har forskellige sager.",
        "Differences may be due to the cases that each caseworker has.",
    ),
    "share": ("{count} af {nobs} ({rate}; {span})", "{count} of {nobs} ({rate}; {span})"),
    "to": ("{low} til {high}", "{low} to {high}"),
    "oversight_period": (
        "Set over {weeks}, hele arbejdsgangen under ét.",
        "Over {weeks}, for the workflow as a whole.",
    ),
    "oversight_periods": (
        "Set over {weeks}, hele arbejdsgangen under ét; tid, gentagelser og årsager over {code_weeks}.",
        "Over {weeks}, for the workflow as a whole; time, repeats and reasons over {code_weeks}.",
    ),
    "all_counted": ("Alle anbefalinger i perioden er talt med.", "All recommendations in the period are counted."),
}

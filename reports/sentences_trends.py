# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on groups, reliance and results: by key, in Danish and in English."""

MORE_SENTENCES: dict[str, tuple[str, str]] = {
    # Direction
    "direction": (
        (
            "Når beslutningen var en anden end anbefalingen, gik den i {more} tilfælde mod {more_word} og i {less} "
            "mod {less_word}."
        ),
        (
            "Where the decision differed from the recommendation, {more} went towards {more_word} and {less} towards "
            "{less_word}."
        ),
    ),
    "direction_none": (
        "Kan ikke beregnes, fordi mulighedernes rækkefølge ikke er kendt.",
        "Cannot be computed, because the order of the options is not known.",
    ),
    # Groups
    "by_system_warning": (
        "Andelene kan ikke sammenlignes mellem systemer: Et kontrolsystem sender kun de sager, der ser forkerte ud.",
        "Shares are not compared between systems: a control system sends only what it suspects.",
    ),
    "group_direction": (
        (
            "{value}: når beslutningen er en anden end anbefalingen, går den oftere mod {side} end hos de øvrige: "
            "{points} procentpoint ({low} til {high}), også efter korrektion for mange sammenligninger."
        ),
        (
            "{value}: where the decision differs from the recommendation, it goes towards {side} oftener than among "
            "the others: {points} points ({low} to {high}), also corrected for many comparisons."
        ),
    ),
    "group_differs": (
        (
            "{value}: {points} procentpoint fra de øvrige ({low} til {high}), også efter korrektion for mange "
            "sammenligninger."
        ),
        ("{value}: {points} points from the others ({low} to {high}), also corrected for many comparisons."),
    ),
    "like_cases_stands": (
        "Forskellen er der også mellem sager med samme anbefaling (oddsratio {odds}, {low} til {high}).",
        "The difference is there among cases with the same recommendation too (odds ratio {odds}, {low} to {high}).",
    ),
    "like_cases_gone": (
        (
            "Blandt sager med samme anbefaling er forskellen ikke større, end tilfældigheder kan forklare (oddsratio "
            "{odds}, {low} til {high})."
        ),
        (
            "Among cases with the same recommendation the difference is no larger than chance can explain (odds ratio "
            "{odds}, {low} to {high})."
        ),
    ),
    "like_cases_none": (
        "Om det skyldes forskellige sager, kan ikke beregnes, fordi grupperne ikke møder de samme anbefalinger.",
        "Whether that is due to different cases cannot be computed: the groups do not meet the same recommendations.",
    ),
    "groups_alike": (
        (
            "Ingen forskel mellem grupperne, i andel eller retning, er større, end tilfældigheder kan forklare. "
            "Det viser ikke, at grupperne er ens."
        ),
        (
            "No difference between the groups, in rate or direction, is larger than chance can explain. "
            "That does not show that the groups are alike."
        ),
    ),
    "no_group_column": ("{name}: findes ikke i data.", "{name}: is not in the data."),
    "people_column": (
        "{name}: vises ikke, fordi de fleste grupper kun dækker én sagsbehandler.",
        "{name}: not shown, because most of its groups hold one caseworker.",
    ),
    "many_values": (
        "Her er {count} forskellige værdier. De står i data, ikke på siden.",
        "There are {count} different values. They are in the data, not on the page.",
    ),
    "some_hidden": (
        "I {hidden} af {groups:# gruppe|# grupper} er tallene for små til at blive vist.",
        "{hidden} of {groups:# group|# groups} {hidden:has|have} too few to be shown.",
    ),
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
        "Om det var til det bedre, kan ikke beregnes, fordi det rigtige svar ikke er kendt.",
        "Whether that was for the better cannot be computed, because the right answer is not known.",
    ),
    "right_hidden": (
        "Om det var til det bedre, kan ikke vises, fordi det rigtige svar kendes i for få sager.",
        "Whether that was for the better cannot be shown, because the right answer is known in too few cases.",
    ),
    "versions_differ": (
        (
            "{system}: {before} fraveget med version {first}, {after} med {second}: {points} procentpoint "
            "({low} til {high})."
        ),
        "{system}: {before} overridden with version {first}, {after} with {second}: {points} points ({low} to {high}).",
    ),
    "only_systems": ("Kun sager fra {systems}.", "Only cases from {systems}."),
    "number": ("et tal", "a number"),
    "results_none": (
        "Kan ikke beregnes, fordi det rigtige svar ikke er kendt for nogen af beslutningerne.",
        "Cannot be computed, because the right answer is not known for any decision.",
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
            "Det rigtige svar kendes kun for nogle af sagerne, og det er ikke tilfældigt hvilke. De sager, hvor "
            "anbefalingen blev fraveget, er andre sager end dem, hvor den blev fulgt."
        ),
        (
            "The right answer is known for some cases only, and not for a random part. The overridden cases are "
            "not the same cases as the followed ones."
        ),
    ),
    "effect_none": (
        "Kan ikke beregnes, fordi der ikke er en stikprøve uden anbefaling.",
        "Cannot be computed, because there is no sample without recommendation.",
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
    "spread_none": (
        "Kan ikke beregnes, fordi der er færre end 10 kendte sagsbehandlere i hvert system.",
        "Cannot be computed, because fewer than 10 caseworkers are known in each system.",
    ),
    "spread": (
        (
            "{system}: {rate} af forskellene i, hvad der fraviges, hænger sammen med sagsbehandleren ({span}). "
            "Det kan skyldes, at sagerne er forskellige."
        ),
        (
            "{system}: {rate} of the variation in overriding goes with the caseworker ({span}). Differences may be due "
            "to the cases."
        ),
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
    "oversight_nothing": (
        "Intet system bliver næsten altid fulgt, eller også er der under 100 beslutninger at bedømme det ud fra.",
        "No system is almost always followed, or there are under 100 decisions to say it from.",
    ),
    "all_counted": ("Alle anbefalinger i perioden er talt med.", "All recommendations in the period are counted."),
}

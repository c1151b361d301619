# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences on direction and on citizen groups: by key, in Danish and in English."""

GROUP_SENTENCES: dict[str, tuple[str, str]] = {
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
    "direction_of_system": (
        (
            "{system}: Når beslutningen var en anden end anbefalingen, gik den i {more} tilfælde mod {more_word} og i "
            "{less} mod {less_word}."
        ),
        (
            "{system}: where the decision differed from the recommendation, {more} went towards {more_word} and {less} "
            "towards {less_word}."
        ),
    ),
    "direction_skewed": (
        "At {rate} af dem gik mod {side}, er mere, end tilfældigheder kan forklare (95 %-interval {span}).",
        "That {rate} of them went towards {side} is more than chance can explain (95% interval {span}).",
    ),
    "direction_chance": (
        "Forskellen på de to tal kan være tilfældig.",
        "The difference between the two may be chance.",
    ),
    "direction_few_people": (
        "Forskellen på de to tal kan skyldes, at få sagsbehandlere står for mange af afvigelserne.",
        "The difference between the two may be due to a few caseworkers who account for much of it.",
    ),
    "head_skew": ("Oftest", "Mostly"),
    "skew_to": ("mod {side}", "towards {side}"),
    "skew_chance": ("kan være tilfældigt", "may be chance"),
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
            "{points} procentpoint (95 %-interval {low} til {high}), også efter korrektion for mange sammenligninger."
        ),
        (
            "{value}: where the decision differs from the recommendation, it goes towards {side} oftener than among "
            "the others: {points} points (95% interval {low} to {high}), also corrected for many comparisons."
        ),
    ),
    "group_differs": (
        (
            "{value}: andelen, der fraviges, ligger {points} procentpoint fra de øvriges (95 %-interval {low} til "
            "{high}), også efter korrektion for mange sammenligninger."
        ),
        (
            "{value}: the share overridden is {points} points from that of the others (95% interval {low} to {high}), "
            "also corrected for many comparisons."
        ),
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
        "I {hidden} af {groups:# gruppe|# grupper} er tallene skjult.",
        "{hidden} of {groups:# group|# groups} {hidden:is|are} hidden.",
    ),
}

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The words on figures and beside them: by key, in Danish and in English."""

CHART_SENTENCES: dict[str, tuple[str, str]] = {
    # How to read a figure
    "read_weeks": (
        (
            "{name}: andel fraveget uge for uge. Gråt felt: almindelige udsving for en uge. Stiplet linje: "
            "basisniveau. Fyldt rombe: ugen ligger uden for almindelige udsving. Hul rombe: fire uger samlet gør."
        ),
        (
            "{name}: share overridden week by week. Grey field: ordinary variation of one week. Dashed line: baseline. "
            "Filled diamond: the week is outside. Hollow diamond: four weeks together are outside."
        ),
    ),
    "read_weeks_in_fours": (
        (
            "{name}: andel fraveget, fire uger ad gangen. Gråt felt: almindelige udsving for en periode. Stiplet "
            "linje: basisniveau. Fyldt rombe: perioden er uden for. Hul rombe: fire perioder samlet er uden for."
        ),
        (
            "{name}: share overridden, four weeks at a time. Grey field: ordinary variation of one period. Dashed "
            "line: baseline. Filled diamond: the period is outside. Hollow diamond: four periods together are outside."
        ),
    ),
    "read_weeks_only_in_fours": (
        "{name}: andel fraveget, fire uger ad gangen.",
        "{name}: share overridden, four weeks at a time.",
    ),
    "read_weeks_only": (
        "{name}: andel fraveget uge for uge.",
        "{name}: share overridden week by week.",
    ),
    "read_intervals": (
        "{name} Prik: andel. Streg: 95 %-sikkerhedsinterval.",
        "{name} Dot: share. Line: 95% interval.",
    ),
    "read_differences": (
        "{name}. Prik: forskel. Streg: 95 %-sikkerhedsinterval. Rører stregen 0, kan forskellen være tilfældig.",
        "{name}. Dot: difference. Line: 95% interval. If the line touches 0, the difference may be chance.",
    ),
    "read_funnel": (
        (
            "Andel fraveget efter antal besvarede. Mørkegrå streg: 95 %-grænser for netop den enhed, regnet uden den "
            "selv. Lysegrå streg: 99,8 %-grænser. Fyldt rombe: uden for de ydre. Hul rombe: uden for de indre."
        ),
        (
            "Share overridden by number answered. Dark grey bar: 95% limits of that very unit, computed without it. "
            "Light grey bar: 99.8% limits. Filled diamond: outside the outer. Hollow diamond: outside the inner."
        ),
    ),
    "read_bands": (
        "{name}, fra mindst til mest sikker. Prik: andel. Streg: 95 %-sikkerhedsinterval.",
        "{name}, from least to most sure. Dot: share. Line: 95% interval.",
    ),
    "read_correctness": (
        (
            "Andel rigtige anbefalinger, fra mindst til mest sikker. Prik: andel rigtige. Streg: "
            "95 %-sikkerhedsinterval. Rød bjælke: systemets eget bud i gennemsnit. Ligger bjælken over stregen, var "
            "systemet for sikkert."
        ),
        (
            "Share of right recommendations, from least to most sure. Dot: share right. Line: 95% interval. Red bar: "
            "the system's own word on average. A bar above the line means that the system was too sure."
        ),
    ),
    "read_direction": (
        "Beslutningen holdt op mod anbefalingen, andel af de besvarede.",
        "The decision against the recommendation, share of those answered.",
    ),
    # What can be seen on it
    "seen_weeks": (
        "Linje over {first} til {last}. Andelen ligger mellem {lowest} og {highest}.",
        "Line from {first} to {last}. The share lies between {lowest} and {highest}.",
    ),
    "seen_unusual": ("Uden for almindelige udsving: {weeks}.", "Outside ordinary variation: {weeks}."),
    "seen_unusual_four_weeks": (
        "Uden for almindelige udsving sammen med de tre uger før: {weeks}.",
        "Outside ordinary variation together with the three weeks before: {weeks}.",
    ),
    "seen_unusual_four_weeks_in_fours": (
        "Uden for almindelige udsving sammen med de tre perioder før: {weeks}.",
        "Outside ordinary variation together with the three periods before: {weeks}.",
    ),
    "seen_ordinary_in_fours": (
        "Ingen af de bedømte perioder er uden for almindelige udsving.",
        "None of the periods that are judged is outside ordinary variation.",
    ),
    "seen_gaps_in_fours": (
        "Perioder uden et tal, der kan vises: {count}.",
        "Periods without a figure that can be shown: {count}.",
    ),
    "seen_ordinary": (
        "Ingen af de bedømte uger er uden for almindelige udsving.",
        "None of the weeks that are judged is outside ordinary variation.",
    ),
    "seen_change": ("Version {version} tog over i {week}.", "Version {version} took over in {week}."),
    "seen_gaps": (
        "Uger uden et tal, der kan vises: {count}.",
        "Weeks without a figure that can be shown: {count}.",
    ),
    "seen_hidden": (
        "{count:# linje er skjult og står kun i tabellen.|# linjer er skjult og står kun i tabellen.}",
        "{count:# line is hidden and only in the table.|# lines are hidden and only in the table.}",
    ),
    "seen_parts": ("{label}: {text}.", "{label}: {text}."),
    "seen_ends": (
        "{count:# værdi|# værdier}. Lavest: {lowest}. Højest: {highest}.",
        "{count:# value|# values}. Lowest: {lowest}. Highest: {highest}.",
    ),
    "seen_funnel": (
        "{count:# enhed|# enheder}. Andelen ligger mellem {lowest} og {highest}.",
        "{count:# unit|# units}. The share lies between {lowest} and {highest}.",
    ),
    "seen_outer": ("Uden for de ydre grænser: {names}.", "Outside the outer limits: {names}."),
    "seen_inner": ("Mellem de indre og de ydre grænser: {names}.", "Between inner and outer limits: {names}."),
    "seen_inside": ("Alle ligger inden for deres grænser.", "All lie within their limits."),
    "seen_table": ("Alle tal står i tabellen.", "All figures are in the table."),
    # On the figure
    "axis_week": ("Uge", "Week"),
    "axis_version": ("version {version}", "version {version}"),
    "axis_points": ("Procentpoint", "Percentage points"),
    "difference_from_others": (
        "Andel fraveget, forskel fra de øvrige grupper",
        "Share overridden, difference from the other groups",
    ),
    "counted": ("{count} ({rate})", "{count} ({rate})"),
    "estimate": ("{rate} ({span})", "{rate} ({span})"),
    "way_share": ("{way} {share}", "{way} {share}"),
}

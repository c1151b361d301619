# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sentences of a joint report of several municipalities: by key, in Danish and in English."""

JOINT_SENTENCES: dict[str, tuple[str, str]] = {
    "joint_title": ("Flere kommuner: fulgt og fraveget", "Several municipalities: followed and overridden"),
    "section_sources": ("Kommunerne bag tallene", "The municipalities behind the figures"),
    "head_municipality": ("Kommune", "Municipality"),
    "head_period": ("Periode", "Period"),
    "head_entries": ("Loggens poster", "Entries in the log"),
    "head_root": ("Loggens kontrolsum (rod)", "Root of the log"),
    "joint_how": (
        "Rapporten lægger kommunernes optællinger sammen. Ingen sag og ingen beslutning har forladt sin kommune.",
        "The report adds up the municipalities' counts. No case and no decision has left its municipality.",
    ),
    "joint_hidden": (
        (
            "Et tal vises kun, hvis det også kunne vises uden en hvilken som helst af kommunerne, så ingen kan regne "
            "de andres små tal ud."
        ),
        "A figure shows only if it could show without any one municipality, so none can work out others' small counts.",
    ),
    "joint_quarters": (
        (
            "Optællingerne fortæller ikke, hvem der har besluttet i mere end ét kvartal. Sikkerhedsintervaller over "
            "flere kvartaler er derfor regnet, som om alle kan have været med i dem alle."
        ),
        (
            "The counts do not tell who decided in more than one quarter. Intervals over several quarters are "
            "therefore computed as if everybody may have been there in all of them."
        ),
    ),
    "joint_weeks": (
        "Uger er ISO-uger i dansk tid og hører til det kvartal, deres torsdag ligger i.",
        "Weeks are ISO weeks in Danish time and belong to the quarter of their Thursday.",
    ),
    "joint_periods_differ": ("Kommunernes perioder er ikke ens.", "The periods of the municipalities differ."),
}

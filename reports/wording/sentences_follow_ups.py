# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The words of what was done about it, and of what goes to the owner of a system: in Danish and in English."""

FOLLOW_UP_SENTENCES: dict[str, tuple[str, str]] = {
    "section_follow_ups": ("Det blev der gjort", "What was done about it"),
    "follow_ups_none": (
        "Der er ikke sat noget i gang, og der er intet åbent fra tidligere.",
        "Nothing was set in motion, and nothing is open from before.",
    ),
    "follow_ups_counts": (
        "Opfølgninger: {open:# åben|# åbne}, {done:# afsluttet|# afsluttede} og {dropped:# opgivet|# opgivne}.",
        "Follow-ups: {open} open, {done} done and {dropped} given up.",
    ),
    "follow_ups_overdue": (
        "Fristen er overskredet for {count} af de åbne.",
        "The due date of {count} of the open ones has passed.",
    ),
    "follow_ups_caption": ("Opfølgninger og hvad der kom ud af dem", "Follow-ups and what came of them"),
    "head_follow_up": ("Det handler om", "It is about"),
    "head_kind": ("Det sker der", "What happens"),
    "head_owner_of": ("Hvem", "Who"),
    "head_state": ("Status", "State"),
    "head_answer": ("Det kom der ud af det", "What came of it"),
    "follow_up_nobody": ("ikke angivet", "not stated"),
    "follow_up_no_answer": ("intet endnu", "nothing yet"),
    "follow_up_due": ("{state}, frist {day}", "{state}, due {day}"),
    "follow_up_late": ("{state}, fristen {day} er overskredet", "{state}, overdue since {day}"),
    "follow_up_open": ("Åben", "Open"),
    "follow_up_done": ("Afsluttet", "Done"),
    "follow_up_dropped": ("Opgivet", "Given up"),
    "follow_up_none": ("Ingen opfølgning", "No follow-up"),
    "follow_up_discuss": ("Tages op på teammøde", "To be discussed at a team meeting"),
    "follow_up_guidance": ("Vejledning skal præciseres", "Guidance is to be made clearer"),
    "follow_up_report": ("Meldt til systemets ejer", "Reported to the system's owner"),
    "follow_up_data_fault": ("Datafejl skal rettes", "A data fault is to be corrected"),
    "case_type_of": ("Sager, hvor systemet anbefaler: {option}", "Cases in which the system recommends: {option}"),
    "dimension_follow_up": ("Opfølgning", "Follow-up"),
    "measure_open": ("Åben", "Open"),
    "measure_done": ("Afsluttet", "Done"),
    "measure_dropped": ("Opgivet", "Given up"),
    # To the owner of a system
    "owner_title": ("Til systemets ejer: {system}", "To the owner of the system: {system}"),
    "owner_about": (
        "Her er de årsager, som sagsbehandlerne har givet, talt sammen. Ingen tekst, sag eller person er med.",
        "Here are the reasons that caseworkers gave, added up. No text, case or person is included.",
    ),
    "section_faults": ("Meldte fejl", "Faults reported"),
    "faults_none": ("Der er ikke meldt fejl i perioden.", "No fault was reported in the period."),
    "faults_total": (
        "Sagsbehandlerne har meldt fejl i systemet. Tal under {smallest} vises ikke.",
        "Caseworkers reported faults in the system. Numbers under {smallest} are not shown.",
    ),
    "faults_caption": ("Meldte fejl efter modelversion", "Faults reported, by model version"),
    "measure_faults": ("Meldte fejl", "Faults reported"),
}

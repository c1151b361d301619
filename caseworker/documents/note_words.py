# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The words of the journal note and of the draft of legal grounds; their readers are colleagues."""

NOTE = {
    "note": ("Notat om anbefaling og beslutning", "Note on recommendation and decision"),
    "note_recommendation": ("Anbefaling", "Recommendation"),
    "note_recommended": ("Systemet anbefalede", "The system recommended"),
    "note_confidence": ("Systemets eget bud på, hvor sikker den er", "The system's own estimate of how certain it is"),
    "note_hidden": (
        "Anbefalingen blev ikke vist, før der blev truffet beslutning.",
        "The recommendation was not shown before the decision was made.",
    ),
    "note_decision": ("Beslutning", "Decision"),
    "note_decided": ("Besluttet", "Decided"),
    "note_response": ("Anbefalingen blev", "The recommendation was"),
    "note_code": ("Årsag", "Reason"),
    "note_reason": ("Hvorfor", "Why"),
    "note_day": ("Dato", "Date"),
    "note_citizen": ("Borgeren", "The citizen"),
    "note_told": (
        "har fået at vide, at et system har givet en anbefaling",
        "has been told that a system made a recommendation",
    ),
    "note_entry": ("Nummer i loggen", "Entry number in the log"),
    "note_not_the_grounds": (
        (
            "Årsagen er skrevet til loggen over anbefalinger og beslutninger. Den er ikke afgørelsens begrundelse "
            "efter forvaltningslovens §§ 22-24."
        ),
        (
            "The reason was written for the log of recommendations and decisions. It is not the legal grounds of the "
            "decision under sections 22-24 of the Danish Public Administration Act."
        ),
    ),
    "grounds": ("Udkast til begrundelse", "Draft of grounds"),
    "grounds_rule": ("Regler", "Rules"),
    "grounds_considerations": ("Hovedhensyn", "Main considerations"),
    "grounds_facts": ("Faktiske oplysninger", "Facts of the case"),
}

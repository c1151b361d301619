# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The words of the access report: what each table and column is called for somebody who has never seen one."""

TABLES = {
    "recommendations": ("Anbefaling", "Recommendation"),
    "showings": ("Anbefalingen blev vist", "The recommendation was shown"),
    "own_judgements": ("Medarbejderens egen vurdering", "The member of staff's own judgement"),
    "decisions": ("Beslutning", "Decision"),
    "results": ("Resultat af klage eller efterkontrol", "Result of a complaint or a later check"),
    "follow_ups": ("Opfølgning", "Follow-up"),
    "access_records": ("En anden har læst årsagen", "Somebody else has read the reason"),
    "explanations": ("Forklaring til borgeren", "Explanation to the citizen"),
}
COLUMNS = {
    "recommended": ("Systemet anbefalede", "The system recommended"),
    "recommended_number": ("Anbefalet tal", "Number recommended"),
    "confidence": ("Systemets eget bud på, hvor sikker den er", "The system's own estimate of how certain it is"),
    "model_version": ("Modelversion", "Model version"),
    "team": ("Team", "Team"),
    "source": ("Kom ind gennem", "Came in through"),
    "issued_on": ("Dato", "Date"),
    "issued_at": ("Dannet", "Made"),
    "external_id": ("Nummer i fagsystemet", "Number in the case system"),
    "shown_on": ("Dato", "Date"),
    "shown_at": ("Time", "Hour"),
    "option": ("Valgt", "Chosen"),
    "number": ("Tal", "Number"),
    "decided": ("Besluttet", "Decided"),
    "decided_number": ("Besluttet tal", "Number decided"),
    "response": ("Anbefalingen blev", "The recommendation was"),
    "reason_code": ("Årsagskode", "Reason code"),
    "reason": ("Hvorfor", "Why"),
    "decided_on": ("Dato", "Date"),
    "decided_at": ("Tidspunkt", "Time"),
    "shown": ("Anbefalingen var vist", "The recommendation had been shown"),
    "citizen_informed": ("Borgeren har fået at vide, at et system indgik", "The citizen was told of the system"),
    "revision": ("Rettelse nummer", "Correction number"),
    "result": ("Resultat", "Result"),
    "right_option": ("Rigtig afgørelse", "Right option"),
    "known_on": ("Dato", "Date"),
    "kind": ("Art", "Kind"),
    "state": ("Status", "State"),
    "due_on": ("Frist", "Due"),
    "purpose": ("Formål", "Purpose"),
    "read_on": ("Dato", "Date"),
    "version": ("Udgave", "Version"),
    "released_on": ("Frigivet", "Released"),
    "left_out": ("Antal dele, der er udeladt", "Number of parts left out"),
}
VALUES = {
    "same_case": ("arbejder på samme sag", "works on the same case"),
    "team_discussion": ("drøftelse i teamet", "discussion in the team"),
    "complaint": ("behandling af en klage", "handling a complaint"),
    "quality_check": ("kvalitetskontrol", "quality check"),
    "access_request": ("anmodning om indsigt", "request for access"),
    "upheld": ("stadfæstet", "upheld"),
    "changed": ("ændret", "changed"),
    "annulled": ("ophævet", "annulled"),
    "remitted": ("hjemvist", "remitted"),
    "role_caseworker": ("en sagsbehandler", "a caseworker"),
    "role_team_lead": ("en teamleder", "a team lead"),
    "role_ethics_reviewer": ("et medlem af dataetisk råd", "a member of the ethics board"),
    "role_administrator": ("en administrator", "an administrator"),
    "role_auditor": ("en revisor", "an auditor"),
}
ACCESS = {
    "access_report": ("Alt, hvad loggen har om sagen", "Everything that the log holds about the case"),
    "access_lead": (
        (
            "Her står alle de oplysninger, som loggen over anbefalinger og beslutninger har om sagen. Medarbejdere "
            "står med rolle og team, ikke med navn. Kladder, som endnu ikke er sendt, er ikke med."
        ),
        (
            "Here is all that the log of recommendations and decisions holds about the case. Members of staff stand "
            "with role and team, not by name. Drafts that were not sent are not included."
        ),
    ),
    "access_waits": ("Anbefalingen venter på svar.", "The recommendation waits for an answer."),
    "access_by": ("Af", "By"),
    "access_entry": ("Nummer i loggen", "Entry number in the log"),
    "access_server": ("en, der arbejder på serveren", "somebody at work on the server"),
    "access_figures": ("Systemets tal", "Figures of the system"),
    "access_sources": ("Systemet brugte", "The system used"),
    "access_groups": ("Borgergruppe: %(name)s", "Citizen group: %(name)s"),
    **{f"table_{name}": words for name, words in TABLES.items()},
    **{f"column_{name}": words for name, words in COLUMNS.items()},
    **{f"value_{name}": words for name, words in VALUES.items()},
}

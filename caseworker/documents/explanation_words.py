# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The words of the explanation to the citizen: short sentences, and no word that only a colleague knows."""

EXPLANATION = {
    "explanation": ("Sådan indgik systemet i din sag", "How the system was part of your case"),
    "from": ("Fra", "From"),
    "date": ("Dato", "Date"),
    "in_short": ("Kort fortalt", "In short"),
    "person_with_recommendation": (
        (
            "En medarbejder i %(municipality)s har taget stilling i din sag. Medarbejderen fik også en anbefaling fra "
            "et it-system."
        ),
        "A member of staff at %(municipality)s has decided in your case. A computer system also gave a recommendation.",
    ),
    "person_without_recommendation": (
        (
            "En medarbejder i %(municipality)s har taget stilling i din sag. Kommunen bruger også et it-system. Men "
            "medarbejderen så ikke, hvad systemet anbefalede."
        ),
        (
            "A member of staff at %(municipality)s has decided in your case. The municipality also uses a computer "
            "system. But the member of staff did not see what the system recommended."
        ),
    ),
    "they_accepted": ("Medarbejderen fulgte anbefalingen.", "The member of staff followed the recommendation."),
    "they_partly_accepted": (
        "Medarbejderen fulgte en del af anbefalingen.",
        "The member of staff followed part of the recommendation.",
    ),
    "they_overridden": (
        "Medarbejderen fulgte ikke anbefalingen.",
        "The member of staff did not follow the recommendation.",
    ),
    "recommended": ("Systemets anbefaling", "What the system recommended"),
    "about_system": ("Systemet", "The system"),
    "its_name": ("Systemet hedder", "The system is called"),
    "its_purpose": ("Hvad det gør", "What it does"),
    "it_recommended": ("Anbefaling", "It recommended"),
    "its_confidence": ("Dets eget bud på, hvor sikkert det er", "Its own estimate of how certain it is"),
    "it_stays_hidden": (
        "Anbefalingen blev ikke vist for medarbejderen. Derfor står den heller ikke her.",
        "The recommendation was not shown to the member of staff. So it is not shown here either.",
    ),
    "sources": ("De oplysninger, systemet brugte", "The information that the system used"),
    "no_sources": (
        "Det er ikke registreret, hvilke oplysninger systemet brugte.",
        "It was not recorded which information the system used.",
    ),
    "factors": ("Det lagde systemet vægt på", "What the system gave weight to"),
    "factor_for": ("Talte for anbefalingen: %(text)s", "Counted in favour of the recommendation: %(text)s"),
    "factor_against": ("Talte imod anbefalingen: %(text)s", "Counted against the recommendation: %(text)s"),
    "factor_uncertain": (
        "Gjorde anbefalingen usikker: %(text)s",
        "Made the recommendation uncertain: %(text)s",
    ),
    "large": ("talte meget", "counted a lot"),
    "small": ("talte lidt", "counted a little"),
    "unknowns": ("Det ved systemet ikke", "What the system does not know"),
    "unknowns_lead": (
        "Systemet kender ikke hele din sag. Det ved for eksempel ikke noget om:",
        "The system does not know the whole of your case. For instance, it knows nothing of:",
    ),
    "decided": ("Det blev besluttet", "What was decided"),
    "they_decided": (
        "Medarbejderen besluttede: %(answer)s",
        "The member of staff decided: %(answer)s",
    ),
    "decided_on": ("Det skete den %(day)s.", "That was on %(day)s."),
    "role": ("Systemets rolle", "The role of the system"),
    "role_text": (
        (
            "Systemet kommer kun med en anbefaling. Det beslutter ikke noget i din sag. Det gør en medarbejder, og "
            "medarbejderen må gerne beslutte noget andet, end systemet anbefaler."
        ),
        (
            "The system only recommends. It decides nothing in your case. A member of staff does, and may decide "
            "something else than the system recommends."
        ),
    ),
    "complaint": ("Hvis du er uenig", "If you disagree"),
    "complain_to": ("Du kan klage til", "You can complain to"),
    "complain_within": ("Frist for at klage", "Time limit for complaining"),
    "ask": (
        "Du kan altid spørge din sagsbehandler. Sig til, hvis systemet har brugt oplysninger, der er forkerte.",
        "You can always ask your caseworker. Tell us if the system used information that is wrong.",
    ),
    "left_out": (
        "Noget er udeladt her. Det kan for eksempel være af hensyn til en anden person.",
        "Something has been left out here. That may be for the sake of another person.",
    ),
    "not_the_grounds": (
        "Dette ark fortæller kun om systemet. Det er ikke selve afgørelsen og heller ikke begrundelsen for den.",
        "This sheet only tells about the system. It is not the decision itself, and not the grounds for it.",
    ),
}

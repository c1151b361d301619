# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the pages of files share: where uploads lie, and what the columns are called on a screen."""

from flask_babel import lazy_gettext

from caseworker.interchange.blank_files import Codes
from caseworker.interchange.columns import Column
from caseworker.interchange.uploads import Uploads, uploads_of
from caseworker.localisation import said
from caseworker.queries.cases import asked_of
from caseworker.queries.overview import team_overviews, versions_of
from caseworker.request_scope import database, reading, settings
from caseworker.vocabulary.closed_lists import AnswerKind

MEANINGS = {
    Column.CASE_REFERENCE: lazy_gettext("Case reference"),
    Column.MODEL_VERSION: lazy_gettext("Model version"),
    Column.RECOMMENDED: lazy_gettext("What the system recommended"),
    Column.RECOMMENDATION_ID: lazy_gettext("The recommendation's id in the case system"),
    Column.TEAM: lazy_gettext("Team (code)"),
    Column.CASEWORKER: lazy_gettext("Caseworker"),
    Column.ISSUED_AT: lazy_gettext("When the recommendation was made"),
    Column.SHOWN: lazy_gettext("Was it shown? (yes or no)"),
    Column.SHOWN_AT: lazy_gettext("When it was shown"),
    Column.CONFIDENCE: lazy_gettext("The system's confidence, from 0 to 1"),
    Column.OWN_JUDGEMENT: lazy_gettext("Own judgement, before it was shown"),
    Column.DECIDED: lazy_gettext("What was decided"),
    Column.DECIDED_AT: lazy_gettext("When it was decided"),
    Column.RESPONSE: lazy_gettext("Followed, partly followed or overridden"),
    Column.REASON_CODE: lazy_gettext("Reason code"),
    Column.REASON: lazy_gettext("The written reason"),
    Column.CITIZEN_INFORMED: lazy_gettext("Was the citizen informed? (yes or no)"),
    Column.CITIZEN_HEARD: lazy_gettext("Was the citizen heard about the recommendation? (yes or no)"),
    Column.CERTAINTY: lazy_gettext("The caseworker's own certainty (low, medium or high)"),
    Column.SEEN_AS: lazy_gettext("The response as the caseworker sees it, where that is another"),
    Column.SOURCE: lazy_gettext("Where the recommendation came in"),
    Column.RESULT: lazy_gettext("Result of a complaint or check"),
    Column.RIGHT_OPTION: lazy_gettext("What turned out to be right"),
    Column.SYSTEM: lazy_gettext("System (code)"),
    Column.REASON_GIVEN: lazy_gettext("Was a reason written? (yes or no)"),
    Column.REASON_REPEAT: lazy_gettext("Had the reason been used before? (yes or no)"),
    Column.TIME_BUCKET: lazy_gettext("How long it was open"),
    Column.REVISION: lazy_gettext("Number of corrections (not imported)"),
    Column.CLUSTER: lazy_gettext("Random number for the decider (not imported)"),
}
"""What each decision column holds, in the language of the page."""


def uploads() -> Uploads:
    """The uploads of this installation."""
    return uploads_of(settings(), database())


def codes_of(system: str) -> Codes:
    """What may be filled in for a system; raises Absent where there is none."""
    asked = asked_of(reading(), system)
    return Codes(
        options=[(o.code, said(o, "label")) for o in asked.options if not o.retired and not o.takes_number],
        versions=[(v.version, said(v, "note")) for v in versions_of(reading(), system)],
        teams=[(each.team.code, each.team.name) for each in team_overviews(reading())],
        reasons=[(reason.code, said(reason, "label")) for reason in asked.reasons],
        takes_numbers=asked.system.answer_kind == AnswerKind.NUMBER,
    )

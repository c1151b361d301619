# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the columns of a file are likely to be, and what they were taken for the last time."""

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlmodel import Session, col

from caseworker.cleaning import clean_text
from caseworker.interchange.columns import GROUP, Column, is_column
from caseworker.models import RememberedColumn
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Refused

# As spreadsheets in Danish and English offices head them; letters and digits only.
_OTHER_NAMES = {
    Column.CASE_REFERENCE: "sagsnummer sagsnr sag sagsid journalnummer journalnr case casenumber caseid",
    Column.MODEL_VERSION: "modelversion version model",
    Column.RECOMMENDED: "anbefaling anbefalet forslag systemetsforslag recommendation suggestion",
    Column.RECOMMENDATION_ID: "anbefalingsid anbefalingid forslagsid",
    Column.TEAM: "team afdeling enhed",
    Column.CASEWORKER: "sagsbehandler medarbejder user",
    Column.ISSUED_AT: "anbefalet den anbefalingsdato modtaget modtagetdato issued",
    Column.SHOWN_AT: "vist vistdato shown",
    Column.CONFIDENCE: "sikkerhed sandsynlighed score probability",
    Column.OWN_JUDGEMENT: "egenvurdering",
    Column.DECIDED: "beslutning besluttet afgørelse valgt decision",
    Column.DECIDED_AT: "beslutningsdato afgørelsesdato dato besluttetden date",
    Column.RESPONSE: "svar fulgt",
    Column.REASON_CODE: "årsagskode kode code",
    Column.REASON: "årsag begrundelse hvorfor bemærkning bemærkninger comment",
    Column.CITIZEN_INFORMED: "borgerorienteret borgerinformeret",
    Column.RESULT: "resultat klageresultat",
    Column.RIGHT_OPTION: "rigtigmulighed",
}
_COLUMN_OF = {name: column for column, names in _OTHER_NAMES.items() for name in names.split()} | {
    column.value.replace("_", ""): column for column in Column
}


def propose(header: Sequence[str], remembered: Mapping[str, str | None]) -> dict[str, str | None]:
    """For each column of the file what it is likely to be; None where it is passed over. No column is taken twice."""
    proposed: dict[str, str | None] = {}
    for name in (each.strip() for each in header):
        ours = remembered[name] if name in remembered else _likely(name)
        proposed[name] = None if ours in proposed.values() else ours
    return proposed


def _likely(name: str) -> str | None:
    if is_column(name):
        return name
    return _COLUMN_OF.get(re.sub(r"[\W_]", "", name.casefold()))


def group_named(name: str) -> str:
    """The group column that a column of this name becomes."""
    return GROUP + (re.sub(r"\W+", "_", name.strip().casefold()).strip("_")[: limits.CODE_MAX] or "1")


def remembered_columns(session: Session, system: str) -> dict[str, str | None]:
    """What the columns were taken for in the latest file of the system."""
    kept = select(col(RememberedColumn.theirs), col(RememberedColumn.ours))
    rows = session.execute(kept.where(col(RememberedColumn.system) == system))
    return {row.theirs: row.ours for row in rows}


def remember_columns(session: Session, system: str, chosen: Mapping[str, str | None]) -> None:
    """Nothing; the next file of the system is read the same way. A name that may not be stored is not remembered."""
    session.execute(delete(RememberedColumn).where(col(RememberedColumn.system) == system))
    for theirs, ours in chosen.items():
        if _is_storable(theirs):
            session.add(RememberedColumn(system=system, theirs=theirs, ours=ours))


def _is_storable(name: str) -> bool:
    try:
        return clean_text(name, "columns", limits.NAME_MAX) == name != ""
    except Refused:
        return False

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every page and state that axe looks at; a new page is one line here."""

from dataclasses import dataclass
from typing import Literal

from caseworker.views.help_pages import TITLES

# `refused`: the last form of the page was sent with its texts cleared. `sent`: it was sent as it stands.
State = Literal["opened", "refused", "sent"]


@dataclass(frozen=True)
class Shown:
    """A page in a state, as a role sees it; names in braces stand for what the test has made."""

    role: str
    path: str
    state: State = "opened"


PAGES = (
    Shown("", "/login"),
    Shown("", "/login", "refused"),
    Shown("caseworker", "/desk"),
    Shown("caseworker", "/desk/taken-out"),
    Shown("caseworker", "/keyboard"),
    Shown("caseworker", "/systems/timer"),
    Shown("caseworker", "/recommendations/{waits}"),
    Shown("caseworker", "/recommendations/{waits}/earlier"),
    Shown("caseworker", "/recommendations/{aside}"),
    Shown("caseworker", "/recommendations/{out}"),
    Shown("caseworker", "/recommendations/{waits}", "refused"),
    Shown("caseworker", "/records"),
    Shown("caseworker", "/records?from=i+gaar&corrected=1"),
    Shown("caseworker", "/records/{record}"),
    Shown("caseworker", "/records/{record}/explanation"),
    Shown("caseworker", "/records/{record}/explanation/draft"),
    Shown("caseworker", "/records/{record}/note"),
    Shown("caseworker", "/records/{record}/grounds"),
    Shown("caseworker", "/records/{record}/receipt"),
    Shown("caseworker", "/records/{record}/correction"),
    Shown("caseworker", "/records/{record}/correction", "refused"),
    Shown("caseworker", "/register"),
    Shown("caseworker", "/register/timer"),
    Shown("caseworker", "/register/timer", "refused"),
    Shown("caseworker", "/password"),
    Shown("caseworker", "/password", "refused"),
    Shown("caseworker", "/help"),
    *(Shown("caseworker", f"/help/{page}") for page in TITLES),
    Shown("caseworker", "/findes-ikke"),
    Shown("team_lead", "/reports/weekly"),
    Shown("team_lead", "/double-readings"),
    Shown("team_lead", "/double-readings/new"),
    Shown("team_lead", "/double-readings/new", "refused"),
    Shown("team_lead", "/double-readings/{done}"),
    Shown("team_lead", "/double-readings/{double}"),
    Shown("team_lead", "/double-readings/{double}/1"),
    Shown("team_lead", "/double-readings/{double}/2", "refused"),
    Shown("ethics_reviewer", "/reports/trends"),
    Shown("administrator", "/registry/systems"),
    Shown("administrator", "/registry/systems/timer"),
    Shown("administrator", "/registry/new-system"),
    Shown("administrator", "/registry/new-system", "refused"),
    Shown("administrator", "/registry/systems/timer/edit"),
    Shown("administrator", "/registry/systems/timer/edit", "refused"),
    Shown("administrator", "/registry/systems/timer/new-version", "refused"),
    Shown("administrator", "/registry/systems/timer/versions/3.1"),
    Shown("administrator", "/registry/systems/timer/new-option", "refused"),
    Shown("administrator", "/registry/systems/timer/options/rehab"),
    Shown("administrator", "/registry/systems/timer/reasons"),
    Shown("administrator", "/registry/systems/timer/reasons", "sent"),
    Shown("administrator", "/registry/reasons"),
    Shown("administrator", "/registry/reasons/new", "refused"),
    Shown("administrator", "/registry/reasons/D1/retire"),
    Shown("administrator", "/registry/people"),
    Shown("administrator", "/registry/new-team", "refused"),
    Shown("administrator", "/registry/teams/modtagelsen", "refused"),
    Shown("administrator", "/registry/new-user", "refused"),
    Shown("administrator", "/registry/users/{user}"),
    Shown("administrator", "/registry/users/{user}/password"),
    Shown("administrator", "/registry/users/{user}/password", "sent"),
    Shown("administrator", "/registry/tokens"),
    Shown("administrator", "/registry/tokens/new", "refused"),
    Shown("administrator", "/registry/tokens/{token}/revoke"),
    Shown("administrator", "/registry/webhooks"),
    Shown("administrator", "/registry/webhooks/new", "refused"),
    Shown("administrator", "/registry/go-live"),
    Shown("administrator", "/registry/go-live", "sent"),
    Shown("administrator", "/registry/systems/timer/stop"),
    Shown("administrator", "/registry/faults"),
    Shown("administrator", "/imports"),
    Shown("administrator", "/exports"),
    Shown("administrator", "/api/v1/docs"),
    Shown("auditor", "/ledger"),
    Shown("auditor", "/access-report"),
)

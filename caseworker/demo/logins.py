# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One demo login per role, shown by `make run`; everything here is made up."""

from typing import NamedTuple

from caseworker.vocabulary.closed_lists import Role


class DemoLogin(NamedTuple):
    """A user that somebody who tries the system logs in as."""

    username: str
    name: str
    team: str | None


DEMO_PASSWORD = "demo-kommunen"  # noqa: S105 - printed on the screen; demo data are refused in production mode

# Caseworker and team lead share a team, so that the lead meets in the week what the caseworker decided.
DEMO_LOGINS: dict[Role, DemoLogin] = {
    Role.CASEWORKER: DemoLogin("sagsbehandler", "Asta Demolund", "kontrol-nord"),
    Role.TEAM_LEAD: DemoLogin("teamleder", "Birger Prøvesen", "kontrol-nord"),
    Role.ETHICS_REVIEWER: DemoLogin("raad", "Cecilie Mønsterby", None),
    Role.ADMINISTRATOR: DemoLogin("administrator", "Ditlev Testgaard", None),
    Role.AUDITOR: DemoLogin("revisor", "Elna Opdigtsen", None),
}

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Tokens from the command line."""

from pathlib import Path

from caseworker.registry.tokens import find_token
from tests.cli.commands import Call, records
from tests.cli.test_administration import SYSTEM
from tests.factories import NOW


def test_a_token_is_printed_once_listed_without_itself_and_revoked(call: Call, home: Path) -> None:
    call("init")
    file = home / "system.toml"
    file.write_text(SYSTEM, encoding="utf-8")
    assert call("system", "add", str(file)).code == 0
    answer = call("token", "add", "fagsystem", "--system", "timeforslag", "--scope", "read", "--expires", "2999-01-01")
    plain = answer.out.strip()
    with records(home).read() as session:
        bearer = find_token(session, NOW.date(), plain)
    assert bearer is not None
    assert (bearer.system, bearer.scope) == ("timeforslag", "read")
    listed = call("token", "list").out
    assert listed == "timeforslag  fagsystem  read  expires 2999-01-01  last used never\n"
    assert call("token", "revoke", "fagsystem", "--system", "timeforslag").code == 0
    assert "revoked" in call("token", "list", "--system", "timeforslag").out
    assert call("token", "revoke", "fagsystem", "--system", "timeforslag").code == 2
    assert call("token", "revoke", "en-anden", "--system", "timeforslag").code == 2
    assert call("token", "add", "to", "--system", "findes-ikke").code == 2

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The permission table grants what its words say."""

from caseworker.permissions import PERMISSIONS, Action, Reach, Subject, Viewer, may
from caseworker.vocabulary.closed_lists import Role


def test_the_table_grants_nothing_that_reaches_further_than_its_word() -> None:
    own, team = Subject(author="me"), Subject(team="ours")
    for role, granted in PERMISSIONS.items():
        viewer = Viewer("me", role, "ours")
        for action in Action:
            reach = granted.get(action)
            assert may(viewer, action) == (reach is not None)
            assert may(viewer, action, Subject()) == (reach is Reach.ALL)
            assert may(viewer, action, own) == (reach in (Reach.OWN, Reach.ALL))
            assert may(viewer, action, team) == (reach in (Reach.TEAM, Reach.ALL))
            assert may(viewer, action, Subject(team="theirs", author="them")) == (reach is Reach.ALL)
    assert not may(Viewer("me", Role.CASEWORKER), Action.DECIDE, Subject())

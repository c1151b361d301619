# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What can be wrong with a file as a whole."""

from caseworker.vocabulary.problems import CaseworkerError


class WrongUse(CaseworkerError):
    """The file or what was said about it cannot be read without guessing; nothing was stored."""


class Unreadable(WrongUse):
    """The file is not text in the form it should have; the sentence says where."""

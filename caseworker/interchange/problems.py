# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What can be wrong with a file as a whole."""

from caseworker.privacy import mask_cpr
from caseworker.vocabulary.problems import CaseworkerError


class WrongUse(CaseworkerError):
    """The file or what was said about it cannot be read without guessing; nothing was stored.

    The sentence may quote names, and a CPR number in one of them is masked.
    """

    def __init__(self, sentence: str | None = None, **values: object) -> None:
        quoted = {name: value if isinstance(value, int) else mask_cpr(str(value)) for name, value in values.items()}
        super().__init__(sentence, **quoted)


class Unreadable(WrongUse):
    """The file is not text in the form it should have; the sentence says where."""

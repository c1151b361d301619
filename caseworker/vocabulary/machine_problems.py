# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The problems that only calls of other systems meet: about their token, and how often they call."""

from caseworker.vocabulary.problems import CaseworkerError


class NoToken(CaseworkerError):
    """The call needs a token, and carries none that is in use."""

    sentence = "The call needs a token that is in use, as “Authorization: Bearer …”."


class OutOfScope(CaseworkerError):
    """The token that the call carries may only read."""

    sentence = "This token may read and not write."


class TooManyCalls(CaseworkerError):
    """Too many calls with one token within a minute; `wait` is in seconds."""

    sentence = "Too many calls within a minute. Wait a little and go on."

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait

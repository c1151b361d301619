# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The exceptions that carry one clear sentence to whoever gave the input.

CaseworkerError
├── Absent            there is no such thing, or it is not yours to see
├── Refused           the input means nothing that can be stored; `field` says where
│   ├── OwnJudgementMissing
│   ├── ReasonMissing
│   ├── ReasonCodeMissing
│   ├── UnknownReasonCode
│   ├── UnknownOption
│   ├── NumberOutOfRange
│   ├── ResponseContradicts
│   ├── NothingChanged
│   ├── ChangedMeanwhile
│   ├── CprFound
│   └── TooLong
├── Conflict          it is true that you say so, but something else is stored already
│   ├── AlreadyDecided
│   ├── AlreadyJudged
│   ├── CaseErased
│   ├── TakenOut
│   ├── StaleRevision
│   ├── NewerExplanation
│   ├── ProposalOver (in recording.proposals)
│   ├── KeyReused
│   ├── SystemStopped
│   └── Differs
├── NotStored         the database could not take it now; nothing was stored
├── Uncertain         the database was lost while it committed; sending again is safe
├── NotLive           the go-live list is not settled yet; nothing is recorded before it is
├── TooManyAttempts   somebody guesses passwords; `wait` says for how many seconds
├── Misconfigured     the installation must not start like this
└── what only calls of other systems meet: `machine_problems`

Sentences are English message ids with named parameters; screens translate them, the command line prints them.
"""


class CaseworkerError(Exception):
    """One clear sentence; `sentence` is the untranslated text and `values` fill its parameters."""

    sentence = "Something went wrong, and nothing was stored."

    def __init__(self, sentence: str | None = None, **values: object) -> None:
        self.sentence = sentence or type(self).sentence
        self.values = values
        super().__init__(self.sentence % values if values else self.sentence)


class Absent(CaseworkerError):
    """No such thing for this viewer; never says which of the two reasons it is."""

    sentence = "There is no such page, or it is not yours to see."


class Refused(CaseworkerError):
    """Input that cannot be stored; `field` names the input, in the vocabulary of the form and the import."""

    field = ""

    def __init__(self, sentence: str | None = None, *, field: str | None = None, **values: object) -> None:
        super().__init__(sentence, **values)
        self.field = field or type(self).field


class OwnJudgementMissing(Refused):
    """The system asks for the caseworker's own judgement before the recommendation is shown."""

    sentence = "Give your own judgement first. The recommendation is shown afterwards."
    field = "own_judgement"


class ReasonMissing(Refused):
    """A decision from a person needs a written reason."""

    sentence = "Write why in a few words. One sentence is enough."
    field = "reason"


class ReasonCodeMissing(Refused):
    """A decision from a person needs a reason code."""

    sentence = "Choose the reason that fits best."
    field = "reason_code"


class UnknownReasonCode(Refused):
    """The code is not on the list of this system for this response."""

    sentence = "That reason does not belong to this choice. Choose one from the list."
    field = "reason_code"


class UnknownOption(Refused):
    """The system has no such option, or it is retired and was chosen on a page."""

    sentence = "That is not one of the options. Choose one from the list."
    field = "decided"


class NumberOutOfRange(Refused):
    """A number outside the limits or between the steps of the system."""

    sentence = "Enter a number from %(minimum)s to %(maximum)s in steps of %(step)s."
    field = "decided_number"


class ResponseContradicts(Refused):
    """The stated response is not the one that follows from the options."""

    sentence = "The response “%(stated)s” does not follow from the options, which give “%(derived)s”."
    field = "response"


class NothingChanged(Refused):
    """A correction that says what the record says already."""

    sentence = "Nothing was changed, so nothing was stored."


class ChangedMeanwhile(Refused):
    """Somebody else changed the same thing after the page was opened."""

    sentence = "Somebody else changed this after you opened the page. Look at what stands now, and store again."


class CprFound(Refused):
    """A civil registration number stands in the text; `spans` are (start, end) offsets, the number is not repeated."""

    sentence = "There is a CPR number in the text. Remove it: the case reference is enough. Nothing was stored."
    field = "reason"

    def __init__(self, spans: list[tuple[int, int]], *, field: str | None = None) -> None:
        super().__init__(field=field)
        self.spans = spans


class TooLong(Refused):
    """Text over the limit of its field."""

    sentence = "The text is longer than %(limit)s characters. Shorten it; nothing was stored."
    field = "reason"


class Conflict(CaseworkerError):
    """Something else is stored already."""


class AlreadyDecided(Conflict):
    """The recommendation has a decision; a correction is the way to change it."""

    sentence = "This recommendation has already been answered. What you wrote now was not stored."


class AlreadyJudged(Conflict):
    """This caseworker's own judgement is recorded and stays as it is."""

    sentence = "Your own judgement is already recorded and cannot be changed afterwards."


class CaseErased(Conflict):
    """The values of the case were erased under a rule, and nothing about it may come in again."""

    sentence = "The case has been erased under a rule. Nothing more can be recorded about it."


class AuthorErased(Conflict):
    """Who made the record was erased under the rule, and only its author could do this."""

    sentence = (
        "Nobody can see any longer who made this record: that is erased 12 months after the quarter it is from. So "
        "nobody can open or correct it as their own. Nothing was stored."
    )


class TakenOut(Conflict):
    """The case was closed or handed over, or the recommendation withdrawn, and it left the desk."""

    sentence = (
        "This recommendation has been taken off the list. Take it back before you decide; nothing was stored now."
    )


class StaleRevision(Conflict):
    """Somebody corrected the record since the page was opened."""

    sentence = "The record was corrected after you opened this page. Look at it again before you correct it."


class NewerExplanation(Conflict):
    """Another explanation of the same record was released since the page was opened."""

    sentence = "Another explanation was released after you opened this page. Look at it before you release a new one."


class KeyReused(Conflict):
    """The idempotency key belongs to a different submission."""

    sentence = "This submission was already used for something else. Open the page again; nothing was stored."


class SystemStopped(Conflict):
    """The owner has stopped the system; its recommendations are shown to nobody."""

    sentence = "This system has been stopped, and its recommendations are shown to nobody. Decide without it."


class Differs(Conflict):
    """The same recommendation is known with other content."""

    sentence = "This recommendation is already known with other content (%(columns)s); nothing was changed."


class NotStored(CaseworkerError):
    """The database was busy or full; the transaction was rolled back."""

    sentence = "The server is busy right now. Nothing was stored; your text is kept. Try again in a moment."


class NotLive(CaseworkerError):
    """An installation outside demo mode whose go-live list is not settled; `missing` names what is not."""

    sentence = "Nothing can be recorded yet. An administrator still has to settle: %(missing)s."


class TooManyAttempts(CaseworkerError):
    """Too many failed attempts to log in from this account or address; `wait` is in seconds, and never for ever."""

    sentence = "Too many attempts to log in. Wait a little and try again; your account is not locked."

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


class Uncertain(CaseworkerError):
    """The connection was lost during COMMIT; sending the same submission again is safe, because its key is known."""

    sentence = "The connection was lost while storing. Send it again: it will not be recorded twice."


class Misconfigured(CaseworkerError):
    """The installation refuses to start; the sentence names the setting."""

    sentence = "A setting is missing or unsafe: %(setting)s."

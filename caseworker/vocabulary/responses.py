# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The response that follows from what was recommended and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from caseworker.vocabulary.closed_lists import AnswerKind, Response
from caseworker.vocabulary.numbers import read_number
from caseworker.vocabulary.problems import NumberOutOfRange, UnknownOption


@dataclass(frozen=True)
class Answer:
    """An option of a system, with its number where the option takes one."""

    option: str
    number: Decimal | None = None

    def __str__(self) -> str:
        return self.option if self.number is None else format(self.number, "f")


@dataclass(frozen=True)
class OptionRule:
    """What the rules need to know of an option: its family, its rank of intrusiveness, and whether it is retired.

    A retired option is taken from files and other systems, and chosen by nobody on a page.
    """

    code: str
    family: str
    rank: int | None = None
    takes_number: bool = False
    retired: bool = False


@dataclass(frozen=True)
class AnswerRules:
    """The options of one system and the limits of its numbers."""

    options: Mapping[str, OptionRule]
    kind: AnswerKind = AnswerKind.OPTION
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    tolerance: Decimal = Decimal(0)
    partly_within: Decimal = Decimal(0)
    number_option: str | None = field(default=None)

    def read(self, text: str, number: str | None = None) -> Answer:
        """The answer that `text` names: the code of an option, or in a system of numbers the number itself.

        Raises UnknownOption or NumberOutOfRange.
        """
        rule = self.options.get(text)
        if rule is None:
            if self.number_option is None:
                raise UnknownOption()
            return Answer(self.number_option, self._number(text))
        if rule.takes_number:
            return Answer(text, self._number(number or ""))
        return Answer(text)

    def check_offered(self, option: str, field: str = UnknownOption.field) -> None:
        """Nothing where somebody may choose the option on a page; raises UnknownOption at the field otherwise."""
        rule = self.options.get(option)
        if rule is None or rule.retired:
            refused = UnknownOption()
            refused.field = field
            raise refused

    def _number(self, text: str) -> Decimal:
        number = read_number(text)
        if number is None or not self._fits(number):
            raise NumberOutOfRange(minimum=danish(self.minimum), maximum=danish(self.maximum), step=danish(self.step))
        return plain(number)

    def _fits(self, number: Decimal) -> bool:
        return self.minimum <= number <= self.maximum and (number - self.minimum) % self.step == 0

    def rank(self, answer: Answer) -> Decimal | None:
        """How far the answer intervenes on the system's own scale; None where the scale does not say."""
        if answer.number is not None:
            return answer.number
        rank = self.options[answer.option].rank
        return None if rank is None else Decimal(rank)


def plain(number: Decimal) -> Decimal:
    """The same number in the one spelling that is stored: no exponent, no trailing zeros."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def danish(number: Decimal) -> str:
    """The number as a Danish or English reader of a sentence takes it without doubt (`0,25`)."""
    return format(plain(number), "f").replace(".", ",")


def response_to(rules: AnswerRules, recommended: Answer, decided: Answer) -> Response:
    """The response by the family rule.

    The same option, or a number within `tolerance`, is accepted; another option of the same family, or a number within
    `partly_within`, is accepted in part; anything else overrides. Zero against more than zero always overrides.
    """
    if recommended.number is not None and decided.number is not None:
        return _numeric_response(rules, recommended.number, decided.number)
    if recommended.option == decided.option:
        return Response.ACCEPTED
    same_family = rules.options[recommended.option].family == rules.options[decided.option].family
    return Response.PARTLY_ACCEPTED if same_family else Response.OVERRIDDEN


def _numeric_response(rules: AnswerRules, recommended: Decimal, decided: Decimal) -> Response:
    if (recommended == 0) != (decided == 0):
        return Response.OVERRIDDEN
    distance = abs(recommended - decided)
    if distance <= rules.tolerance:
        return Response.ACCEPTED
    return Response.PARTLY_ACCEPTED if distance <= rules.partly_within else Response.OVERRIDDEN


def direction_of(rules: AnswerRules, recommended: Answer, decided: Answer) -> int | None:
    """1 for more than recommended on the system's scale, -1 for less, 0 for the same; None where there is no rank."""
    was, became = rules.rank(recommended), rules.rank(decided)
    if was is None or became is None:
        return None
    return (became > was) - (became < was)

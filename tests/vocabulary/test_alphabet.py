# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Names stand in the order of a Danish register."""

import random

from caseworker.vocabulary.alphabet import alphabetical

IN_ORDER = ["Anders", "anne", "Bo", "Eva", "Éva", "Zita", "Ægir", "Ärla", "Øjvind", "Örjan", "Aage", "Åse"]


def test_the_last_letters_come_last_and_capitals_and_accents_do_not_count() -> None:
    mixed = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=alphabetical) == IN_ORDER
    assert sorted(mixed) != IN_ORDER, "plain sorting does not do"


def test_a_letter_written_with_a_loose_mark_sorts_as_the_letter() -> None:
    assert alphabetical("A\N{COMBINING RING ABOVE}se")[0] == alphabetical("Åse")[0]

# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The inspector convicts each fault that it looks for."""

import pytest

from tests.inspection import faults

SOUND = (
    '<!doctype html><html lang="da"><head><title>Prøve</title></head><body><main><h1>Prøve</h1><form>'
    '<label for="a">Navn</label><input id="a" name="a"></form><a href="/x">Videre</a>{}</main></body></html>'
)


def test_a_sound_page_passes() -> None:
    assert faults(SOUND.format("")) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "<p><div></p>",
        "<h1>To</h1>",
        "<h4>For dybt</h4>",
        '<p id="a"></p>',
        '<input name="b">',
        '<button type="submit"></button>',
        '<fieldset><input type="hidden"></fieldset>',
        '<p style="color: red">rød</p>',
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<a href="/y" onclick="x()">Klik</a>',
        '<script src="https://example.org/x.js"></script>',
        '<img src="//example.org/x.png" alt="">',
        '<a href="javascript:x()">Klik</a>',
        '<p aria-describedby="findes-ikke"></p>',
        '<a href="#findes-ikke">Hop</a>',
        '<img src="/x.png">',
        "<main></main>",
        "<table><tr><td>1</td></tr></table>",
        '<form><label for="b">Navn</label><input id="b"><label for="c">Navn</label><input id="c"></form>',
        (
            '<form><label for="b">Ja</label><input id="b" type="radio" name="r">'
            '<label for="c">Ja</label><input id="c" type="radio" name="r"></form>'
        ),
        '<form><label for="b">Navn</label><input id="b" aria-invalid="true"></form>',
        '<form><label for="b">Kodeord</label><input id="b" type="password"></form>',
        '<form><label for="b">Brugernavn</label><input id="b" name="username"></form>',
    ],
)
def test_each_fault_is_found(wrong: str) -> None:
    assert faults(SOUND.format(wrong)) != []


def test_a_page_without_title_or_language_is_found() -> None:
    assert "the page has no title" in faults("<!doctype html><html lang=da><head></head><body><h1>x</h1></body></html>")
    assert "the page does not say its language" in faults(SOUND.replace(' lang="da"', "").format(""))


def test_two_questions_may_have_the_same_answer() -> None:
    answers = "".join(
        f'<label for="{name}">Ja</label><input id="{name}" type="radio" name="{name}">' for name in ("b", "c")
    )
    assert faults(SOUND.format(f"<form>{answers}</form>")) == []

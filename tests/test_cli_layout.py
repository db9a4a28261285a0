"""Are lines laid out at the width there is?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from cli import layout
from tests.test_cli_output import printed

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=40)


@pytest.fixture
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")


@given(WORDS, st.integers(0, 20))
def test_nothing_is_lost_and_every_line_hangs_at_the_same_column(words, indent):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "60")
        lines = printed(layout.hang, "", Text(" ".join(words)), indent).splitlines()
    assert " ".join(lines).split() == words
    assert all(line.startswith(" " * indent) and not line[indent:].startswith(" ") for line in lines)
    assert all(len(line) <= 60 for line in lines)
    assert lines == [line.rstrip() for line in lines]


def test_the_gutter_stands_beside_the_first_line_alone(narrow):
    lines = printed(layout.hang, "0f3a9c2e", Text("word " * 30), 12).splitlines()
    assert lines[0].startswith("0f3a9c2e    word")
    assert all(line.startswith(" " * 12 + "word") for line in lines[1:])


def test_wide_characters_take_their_two_columns(narrow):
    lines = printed(layout.hang, "", Text("個人情報保護方針 " * 20), 4).splitlines()
    assert all(len(line.strip()) * 2 <= 56 for line in lines)


def test_an_address_is_never_broken(narrow):
    address = "https://acme.example/" + "a" * 200
    assert printed(layout.line, address) == address + "\n"


def test_through_a_pipe_nothing_is_broken(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert printed(layout.body, "word " * 1000, 2).count("\n") == 1


def test_without_colours_there_are_marks():
    assert layout.marked()

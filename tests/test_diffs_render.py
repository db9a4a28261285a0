import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from diffs import as_html, as_markdown, as_text, redline
from model import Edit, EditKind


def edit(kind, text):
    return Edit(kind=EditKind(kind), text=text)


def test_text_shows_what_went_and_came():
    assert as_text(redline("kept 30 days", "kept 90 days")) == "kept [-30 days-]{+90 days+}"


def test_markdown_shows_what_went_and_came():
    assert as_markdown(redline("kept 30 days", "kept 90 days")) == "kept ~~30 days~~ **90 days**"


def test_html_shows_what_went_and_came():
    assert as_html(redline("kept 30 days", "kept 90 days")) == "kept <del>30 days</del><ins>90 days</ins>"


def test_marks_of_markdown_stand_close_to_the_words():
    assert as_markdown([edit("kept", "a "), edit("deleted", " b "), edit("kept", "c")]) == "a ~~b~~ c"


def test_a_policy_cannot_put_markup_into_markdown():
    text = "[click](http://evil.example) **bold** <b>x</b> `code` | cell ~~gone~~ http://evil.example @all"
    shown = as_markdown([edit("inserted", text)])
    assert re.search(r"(?<!\\)[\[\]()*<>`|~_#]", shown.removeprefix("**").removesuffix("**")) is None


def test_a_policy_cannot_begin_a_line_of_markdown():
    assert "\n" not in as_markdown([edit("kept", "a\n# Heading\r\n- item\u2028> quote")])


@given(st.lists(st.tuples(st.sampled_from(list(EditKind)), st.text()), max_size=5))
def test_html_holds_no_tags_but_ours_and_all_of_the_text(pairs):
    seen = {"tags": set(), "text": ""}

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen["tags"].add((tag, tuple(attrs)))

        def handle_data(self, data):
            seen["text"] += data

    reader = Reader()
    reader.feed(as_html([Edit(kind=kind, text=text) for kind, text in pairs]))
    reader.close()
    assert seen["tags"] <= {("del", ()), ("ins", ())}
    assert seen["text"] == "".join(text for _, text in pairs)

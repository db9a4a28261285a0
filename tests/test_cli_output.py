"""Does an answer leave the program whole, and without harm to who reads it?"""

import csv
import io
import json
from contextlib import redirect_stdout

from hypothesis import given
from hypothesis import strategies as st

from cli import output

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))
STEERING = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0))} - {"\n"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def printed(function, *arguments):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with redirect_stdout(out):
        function(*arguments)
    out.flush()
    return out.buffer.getvalue().decode("utf-8")


@given(ANY_TEXT)
def test_no_text_can_steer_a_terminal(text):
    assert not (STEERING | TURNING) & set(output.harmless(text))
    output.harmless(text).encode("utf-8")


@given(ANY_TEXT)
def test_what_does_no_harm_is_left_alone(text):
    kept = "".join(one for one in text if one not in STEERING | TURNING and not "\ud800" <= one <= "\udfff")
    assert "".join(output.harmless(text).split()) == "".join(kept.split())


@given(st.recursive(st.none() | st.booleans() | st.integers() | ANY_TEXT, st.lists, max_leaves=5))
def test_json_is_whole_and_steers_nothing(value):
    document = printed(output.as_json, {"value": value})
    assert json.loads(document) == {"value": value}
    assert not (STEERING | TURNING) & set(document)


@given(ANY_TEXT)
def test_a_line_of_json_is_one_line(text):
    line = printed(output.as_line, {"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": text}


@given(st.lists(ANY_TEXT, min_size=2, max_size=2))
def test_csv_is_read_back_as_it_was_but_for_what_steers(values):
    document = printed(output.as_csv, ("a", "b"), [dict(zip("ab", values, strict=True))])
    (row,) = csv.DictReader(io.StringIO(document, newline=""))
    for name, value in zip("ab", values, strict=True):
        assert row[name].removeprefix("'") in (output.harmless(value), output.harmless(value).removeprefix("'"))


def test_no_cell_is_a_formula():
    cells = ['=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\x00=1", "\uff1d1"]
    for row in csv.DictReader(io.StringIO(printed(output.as_csv, ("a",), [{"a": cell} for cell in cells]))):
        assert row["a"].startswith("'")


def test_json_for_an_output_that_knows_few_characters_is_json():
    out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    with redirect_stdout(out):
        output.as_json({"text": "Zoë \U0001f512 “quoted”"})
    out.flush()
    assert json.loads(out.buffer.getvalue().decode("latin-1")) == {"text": "Zoë \U0001f512 “quoted”"}

import json
import time

import pytest

from catalog import add_many, load

ROWS = [
    {"original": "https://acme.example/privacy", "kind": "", "since": "2012-03-01"},
    {"original": "https://acme.example/agb", "edition": "de", "until": "2020-01-01T12:00:00+00:00"},
    {"original": "https://lumora.example/cookies", "organisation": "lumora"},
]
NAMES = ["acme.example/privacy", "acme.example/terms~de", "lumora/cookies"]


def written(folder, text):
    source = folder / "list.txt"
    source.write_text(text, newline="")
    return source


def names(folder):
    catalog = load(folder)
    assert catalog.problems == ()
    return [str(timeline.id) for timeline in catalog.timelines]


def told(result):
    return [str(problem).partition("list.txt: ")[2] for problem in result.problems]


def as_csv(delimiter):
    columns = ["original", "organisation", "kind", "edition", "since", "until"]
    lines = [columns] + [[row.get(column, "") for column in columns] for row in ROWS]
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)


@pytest.mark.parametrize(
    "text",
    [as_csv(","), as_csv(";"), "\ufeff" + as_csv("\t"), "\n".join(json.dumps(row) for row in ROWS) + "\n\n"],
    ids=["commas", "semicolons", "tabs", "json"],
)
def test_every_form_of_a_list_gives_the_same_declarations(tmp_path, text):
    folder = tmp_path / "policies"
    result = add_many(folder, written(tmp_path, text))
    assert result.problems == ()
    assert result.created == 3
    assert names(folder) == NAMES
    (place,) = load(folder).timeline("acme.example/terms~de").locations
    assert str(place.until) == "2020-01-01 12:00:00+00:00"


def test_bare_addresses_need_no_header(tmp_path):
    text = "# found in March\nhttps://acme.example/privacy\r\n\n  # and\n  https://acme.example/terms  # in May\n"
    result = add_many(tmp_path / "p", written(tmp_path, text))
    assert [str(added.timeline) for added in result.added] == ["acme.example/privacy", "acme.example/terms"]


def test_a_list_taken_twice_changes_nothing_the_second_time(tmp_path):
    source = written(tmp_path, as_csv(","))
    first = add_many(tmp_path / "p", source)
    before = {path: path.read_bytes() for path in (tmp_path / "p").iterdir()}
    second = add_many(tmp_path / "p", source)
    assert (first.created, second.created, len(second.added)) == (3, 0, 3)
    assert {path: path.read_bytes() for path in (tmp_path / "p").iterdir()} == before


def test_an_address_twice_in_one_list_is_added_once(tmp_path):
    text = "https://acme.example/privacy\nhttp://www.acme.example/privacy/\n"
    assert add_many(tmp_path / "p", written(tmp_path, text)).created == 1


def test_bad_lines_are_named_and_the_good_ones_are_added(tmp_path):
    text = (
        "url,since,kind\n"
        "https://acme.example/privacy,,\n"
        "acme.example/terms,,\n"
        "https://acme.example/terms,2012,\n"
        "https://acme.example/terms,,Terms of use\n"
        "https://acme.example/terms,,,,\n"
        ",,\n"
        '"https://acme.example/imprint",,\n'
    )
    result = add_many(tmp_path / "p", written(tmp_path, text))
    assert names(tmp_path / "p") == ["acme.example/imprint", "acme.example/privacy"]
    assert told(result) == [
        "line 3: found 'acme.example/terms', expected an absolute address like https://acme.example/privacy",
        "line 4: found '2012', expected a date like 2012-03-01",
        "line 5: found the name 'Terms of use', expected a name of a-z, 0-9, '.', '_', '-' "
        "that begins with a letter or digit (100 characters at most)",
        "line 6: found 5 cells, expected at most 3, as in the header",
    ]


def test_bad_lines_of_json_are_named(tmp_path):
    text = '{"original": "https://acme.example/privacy"}\n[1]\n{"orignal": "x"}\n{"url": 3}\n{"url"\n' + "[" * 100_000
    result = add_many(tmp_path / "p", written(tmp_path, text))
    assert result.created == 1
    for line, message in zip(
        told(result), ["a list", "did you mean 'original'", "3", "no JSON", "no JSON"], strict=True
    ):
        assert message in line
    assert [line.partition(":")[0] for line in told(result)] == [f"line {n}" for n in (2, 3, 4, 5, 6)]


def test_a_misspelt_column_stops_the_list(tmp_path):
    result = add_many(tmp_path / "p", written(tmp_path, "original,untill\nhttps://acme.example/p,2012-01-01\n"))
    assert result.added == ()
    assert "line 1: found the column 'untill'" in told(result)[0]
    assert "(did you mean 'until'?)" in told(result)[0]


def test_a_column_twice_stops_the_list(tmp_path):
    result = add_many(tmp_path / "p", written(tmp_path, "url,kind,kind\nhttps://acme.example/p,a,b\n"))
    assert told(result) == ["line 1: found the column 'kind' twice, expected each column once"]


def test_a_quote_that_never_ends_is_one_problem(tmp_path):
    text = 'url\nhttps://acme.example/p\n"https://acme.example/q' + "\nx" * 100_000
    result = add_many(tmp_path / "p", written(tmp_path, text))
    assert result.created == 1
    assert "no CSV" in told(result)[0]


def test_a_list_that_is_no_text_or_not_there_is_one_problem(tmp_path):
    source = tmp_path / "list.txt"
    assert "No such file" in str(add_many(tmp_path / "p", source).problems[0])
    source.write_bytes(b"\xff\xfe")
    assert "no text" in str(add_many(tmp_path / "p", source).problems[0])


def test_one_file_that_cannot_grow_costs_only_its_own_lines(tmp_path):
    folder = tmp_path / "p"
    folder.mkdir()
    inline = 'privacy = { locations = [{ original = "https://acme.example/old", until = 2012-01-01 }] }\n'
    (folder / "acme.example.toml").write_text(inline)
    text = "url,since\nhttps://acme.example/privacy,2012-01-01\nhttps://acme.example/terms,\nhttps://b.example/terms,\n"
    result = add_many(folder, written(tmp_path, text))
    assert names(folder) == ["acme.example/privacy", "acme.example/terms", "b.example/terms"]
    assert len(told(result)) == 1
    assert told(result)[0].startswith("line 2: ")


def test_thousands_of_lines_take_seconds(tmp_path):
    lines = [f"https://site-{n % 400}.example/privacy/{n}" for n in range(4_000)]
    start = time.perf_counter()
    result = add_many(tmp_path / "p", written(tmp_path, "\n".join(lines)))
    assert time.perf_counter() - start < 20
    assert result.created == 4_000

"""Does what was found come into a declaration with its evidence, and without harm?"""

from catalog import Added, Problem, Wish, add_wishes, load
from model import Range, Rendition

FOUND = Wish(
    original="https://acme.example/legal#privacy",
    organisation="acme.example",
    kind="privacy",
    select=(Range(start_before="#privacy", end_before="#terms"),),
    rendition=Rendition.BROWSER,
    note=("found at acme.example: 'a\ntitle'\x07 \u2028with\ud800 all sorts", "because: " + "x" * 900),
    alone=True,
)


def test_select_rendition_and_evidence_are_written_and_read_again(tmp_path):
    (added,) = add_wishes(tmp_path, [(FOUND, "", "")])
    assert isinstance(added, Added)
    loaded = load(tmp_path)
    assert loaded.problems == ()
    (place,) = loaded.timelines[0].locations
    assert (place.original, place.select, place.rendition) == (FOUND.original, FOUND.select, Rendition.BROWSER)
    comments = [line for line in added.file.read_text("utf-8").splitlines() if line.startswith("#")]
    assert comments[0] == "# found at acme.example: 'a title' with all sorts"
    assert len(comments) == 2
    assert len(comments[1]) < 320


def test_a_kind_that_stands_elsewhere_is_left_as_it_is(tmp_path):
    elsewhere = Wish(original="https://acme.example/p", organisation="acme.example", kind="privacy", alone=True)
    first, second = add_wishes(tmp_path, [(FOUND, "", ""), (elsewhere, "policies", "acme.example")])
    assert isinstance(first, Added)
    assert isinstance(second, Problem)
    assert "declared at https://acme.example/legal#privacy" in str(second)
    (again,) = add_wishes(tmp_path, [(FOUND, "", "")])
    assert isinstance(again, Added)
    assert not again.created

"""Do versions become files that say where they come from, and versions again?"""

import json

import pytest
from hypothesis import given, settings

from exchange import UnreadableFileError
from exchange.choosing import Choice
from exchange.folders import NotOursError
from exchange.markdown import read_markdown, timelines_in, write_markdown
from exchange.telling import path_of
from model import TimelineId
from tests import followed as the
from tests.invented_facts import fill
from tests.told_versions import HISTORIES, derive, show, told

ALL = Choice()


@settings(max_examples=20, deadline=None)
@given(HISTORIES)
def test_every_version_comes_in_again_with_its_words_and_dates(tmp_path_factory, arrivals):
    folder = tmp_path_factory.mktemp("markdown") / "out"
    with the.blank_store() as one, the.blank_store() as other:
        fill(one, arrivals)
        derive(one)
        assert write_markdown(one, folder, ALL, show(one)) == len(told(one))
        assert read_markdown(other, folder).wrong == ()
        (followed,) = timelines_in(folder)
        derive(other, followed)
        assert told(other) == told(one)


@pytest.fixture
def folder(tmp_path):
    with the.blank_store() as store:
        fill(store, [the.response("a", 0, holder="web"), the.response("b", 5), the.response("b", 9)])
        derive(store)
        write_markdown(store, tmp_path / "out", ALL, show(store))
    return tmp_path / "out"


def test_a_file_says_where_its_text_comes_from(folder):
    text = (folder / "acme" / "privacy" / "20200106000000.md").read_text()
    head, _, words = text.removeprefix("---\n").partition("\n---\n\n")
    said = {name: json.loads(value) for name, value in (line.split(": ", 1) for line in head.split("\n"))}
    assert said["Original"] == the.URL
    assert (said["First-Seen"], said["Last-Seen"]) == ("2020-01-06T00:00:00Z", "2020-01-10T00:00:00Z")
    assert said["Digest"] == f"sha256:{the.sha256(the.BODIES['b'])}"
    assert said["Held-By"] == "live"
    assert words.startswith("# Privacy policy\n\n")


def test_only_what_is_asked_for_goes_out(tmp_path):
    with the.blank_store() as store:
        fill(store, [the.response("a", 0), the.response("b", 5), the.response("c", 9)])
        derive(store)
        write_markdown(store, tmp_path / "out", Choice(since=the.at(1), until=the.at(9)), show(store))
    assert [path.name for path in (tmp_path / "out" / "acme" / "privacy").iterdir()] == ["20200106000000.md"]


def test_two_texts_of_one_second_are_two_files(tmp_path):
    with the.blank_store() as store:
        fill(store, [the.response("a", 0), the.response("b", 0)])
        derive(store)
        assert write_markdown(store, tmp_path / "out", ALL, show(store)) == 2
    names = sorted(path.name for path in (tmp_path / "out" / "acme" / "privacy").iterdir())
    assert names == ["20200101000000-2.md", "20200101000000.md"]


@pytest.mark.parametrize(
    "content",
    [b"", b"---\n", b"no header", b"---\nOriginal: [\n---\n\ntext", b"---\nOriginal: {}\n---\n\n", b"\xff" * 99],
)
def test_a_text_that_does_not_say_what_it_is_is_named(folder, content):
    path = folder / "acme" / "privacy" / "20200101000000.md"
    path.write_bytes(content)
    with the.blank_store() as store:
        taken = read_markdown(store, folder)
        assert len(taken.wrong) == 1
        assert taken.wrong[0].startswith(f"{path}: does not tell what it is a text of")
        assert taken.new["capture"] == 1


def test_a_text_that_is_missing_is_told_and_a_link_is_not_followed(folder, tmp_path):
    path = folder / "acme" / "privacy" / "20200101000000.md"
    path.rename(tmp_path / "moved.md")
    path.symlink_to(tmp_path / "moved.md")
    with the.blank_store() as store:
        assert read_markdown(store, folder).wrong == (f"{folder}: 1 texts, clausewatch.json tells of 2",)


def test_others_folders_are_neither_read_nor_overwritten(tmp_path):
    (tmp_path / "diary.md").write_text("mine")
    with the.blank_store() as store:
        with pytest.raises(UnreadableFileError, match="no export as markdown"):
            read_markdown(store, tmp_path)
        with pytest.raises(NotOursError, match="holds something else"):
            write_markdown(store, tmp_path, ALL, show(store))
    assert (tmp_path / "diary.md").read_text() == "mine"


def test_no_text_lies_where_another_timeline_has_its_folder():
    names = ["acme/privacy", "acme/privacy.md/a", "acme/privacy/a", "acme/privacy~a", "acme/privacy/a~b", "acme.md/a"]
    paths = [path_of(TimelineId.parse(name)) for name in names]
    assert len(set(paths)) == len(names)
    assert not [one for one in paths for other in paths if other.startswith(f"{one}.md/")]

"""Do the texts of a folder in the corpus's layout come in, each as what it names?"""

from datetime import UTC, datetime

import pytest

from catalog import Catalog
from exchange import CORPUS, Fate, Layout, UnreadableFileError, arrivals, layout_of, wanted_by
from tests import followed as the
from tests.git_repositories import repository

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = the.markdown(*the.TEXTS["a"])
NONE = Catalog(policies=())


def memento(year, site="acme"):
    return f"https://web.archive.org/web/{year}0501000000id_/https%3A//{site}.example/privacy"


def named(year, site="acme"):
    return f"> *The [original snapshot]({memento(year, site)})*\n\n".encode() + TEXT


def written(folder, files):
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return folder


def found(path):
    assert layout_of(path) is Layout.CORPUS
    return [one for _, several in arrivals(path, Layout.CORPUS, NONE, NOW) for one in several]


def test_every_text_anywhere_in_the_folder_is_a_capture_of_what_its_first_line_names(tmp_path):
    files = {"a/ac/acm/acme.example/2015_A.md": named(2015), "b/br/bra/bramble.example.txt": named(2016, "bramble")}
    first, second = found(written(tmp_path / "tree", files | {"readme.json": b"{}", ".hidden/a.md": b"no"}))
    assert (first.capture.original, first.capture.timestamp.year) == ("https://acme.example/privacy", 2015)
    assert (second.capture.original, second.capture.timestamp.year) == ("https://bramble.example/privacy", 2016)
    assert (first.holding.holder, first.holding.memento) == (CORPUS, memento(2015))
    assert first.body == files["a/ac/acm/acme.example/2015_A.md"]


def test_of_a_repository_every_commit_is_a_text_and_its_message_may_name_it(tmp_path):
    path = "a/ac/acm/acme.example.md"
    commits = [
        (1, "acme 2015", {path: named(2015)}),
        (2, f'{{"snapshot": "{memento(2016)}"}}', {path: TEXT}),
        (3, "nobody says", {path: TEXT + b"more"}),
        (4, "the licence", {"LICENSE": b"words"}),
    ]
    licence, unnamed, late, early = found(repository(tmp_path / "tree", commits))
    assert [one.capture.timestamp.year for one in (early, late)] == [2015, 2016]
    assert late.body == TEXT
    assert [one.fate for one in (unnamed, licence)] == [Fate.UNNAMED, Fate.HOUSEKEEPING]


def test_what_is_to_be_declared_for_them_is_each_address_once(tmp_path):
    files = {f"a/{year}.md": named(year) for year in (2015, 2016)} | {"b.md": named(2015, "bramble")}
    wishes = wanted_by(written(tmp_path / "tree", files), Layout.CORPUS, NONE, NOW)
    assert [one.original for one in wishes] == ["https://bramble.example/privacy", "https://acme.example/privacy"]


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    outside = written(tmp_path / "outside", {"a.md": named(2015)})
    inside = written(tmp_path / "tree", {"b.md": named(2016)})
    (inside / "out").symlink_to(outside, target_is_directory=True)
    assert [one.source for one in found(inside)] == ["b.md"]


def test_a_folder_without_anything_is_refused_with_what_was_expected(tmp_path):
    with pytest.raises(UnreadableFileError, match="expected a clone of an Open Terms Archive repository"):
        layout_of(tmp_path)

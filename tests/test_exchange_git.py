"""Does a history become a git repository that says where its texts come from, and a history again?"""

import subprocess

import pytest
from hypothesis import given, settings

from exchange import UnreadableFileError
from exchange.choosing import Choice
from exchange.folders import NotOursError
from exchange.git import read_git, timelines_in, write_git
from tests import followed as the
from tests.invented_facts import fill
from tests.told_versions import HISTORIES, derive, show, told

ALL = Choice()


def git(repository, *arguments):
    return subprocess.run(["git", *arguments], cwd=repository, check=True, capture_output=True, text=True).stdout


def commits(repository):
    return git(repository, "rev-list", "--reverse", "main").split()


def written(store, to, choice=ALL):
    derive(store)
    return write_git(store, to, choice, show(store))


@settings(max_examples=8, deadline=None)
@given(HISTORIES)
def test_every_version_comes_in_again_with_its_words_and_dates(tmp_path_factory, arrivals):
    folder = tmp_path_factory.mktemp("git")
    with the.blank_store() as one, the.blank_store() as other:
        fill(one, arrivals)
        done = written(one, folder / "one")
        assert done.commits == len(told(one)) == len(commits(folder / "one"))
        assert read_git(other, folder / "one").wrong == ()
        (followed,) = timelines_in(folder / "one")
        derive(other, followed)
        assert told(other) == told(one)


@pytest.fixture
def repository(tmp_path):
    with the.blank_store() as store:
        fill(store, [the.response("a", 0), the.response("b", 5), the.response("b", 9), the.response("a", 12)])
        written(store, tmp_path / "out")
    return tmp_path / "out"


def test_a_commit_is_dated_by_its_capture_and_says_where_its_text_comes_from(repository):
    lines = git(repository, "log", "--reverse", "--format=%cI %an|%s").split("\n")
    assert lines[1] == "2020-01-06T00:00:00+00:00 clausewatch|acme/privacy: version 2, first seen 2020-01-06 (major)"
    trailers = git(repository, "log", "-1", "--skip=1", "--format=%(trailers:only)")
    assert "Citation: acme/privacy@20200106000000\n" in trailers
    assert f"Digest: sha256:{the.sha256(the.BODIES['b'])}\n" in trailers
    assert "Changed: after 2020-01-01T00:00:00Z, by 2020-01-06T00:00:00Z\n" in trailers
    assert git(repository, "fsck", "--strict") == ""


def test_a_clause_is_a_line_so_that_a_difference_is_one(repository):
    shown = git(repository, "diff", "main~2", "main~1", "--", "acme/privacy.md").split("\n")
    assert [line for line in shown if line.startswith(("+", "-")) and line[:3] not in ("+++", "---")] == [
        "-We keep your name and your address for ten days.",
        "+We keep your name and your address for two years.",
    ]


def test_equal_histories_make_equal_commits_and_what_grew_is_added_to(tmp_path):
    arrivals = [the.response("a", 0), the.response("b", 5), the.response("c", 9), the.response("c", 20)]
    with the.blank_store() as one, the.blank_store() as other:
        fill(one, arrivals[:2])
        assert written(one, tmp_path / "one").new == 2
        before = commits(tmp_path / "one")
        fill(one, arrivals[2:])
        done = written(one, tmp_path / "one")
        assert (done.commits, done.new, done.anew) == (3, 1, False)
        again = written(one, tmp_path / "one")
        assert (again.commits, again.new, again.anew) == (3, 0, False)
        fill(other, arrivals[::-1])
        written(other, tmp_path / "other")
        assert commits(tmp_path / "one") == commits(tmp_path / "other")
        assert commits(tmp_path / "one")[:2] == before
        with the.blank_store() as third:
            read_git(third, tmp_path / "one")
            derive(third)
            assert told(third) == told(one)


def test_a_history_that_was_read_anew_is_written_anew(tmp_path):
    with the.blank_store() as store:
        fill(store, [the.response("a", 0), the.response("c", 9)])
        written(store, tmp_path / "out")
        fill(store, [the.response("b", 5)])
        done = written(store, tmp_path / "out")
        assert (done.commits, done.new, done.anew) == (3, 3, True)
        git(tmp_path / "out", "update-ref", "refs/heads/main", "main~1")  # by somebody else
        assert written(store, tmp_path / "out").anew is False
        assert len(commits(tmp_path / "out")) == 3


def test_a_stopped_export_leaves_what_was_there(repository):
    before = commits(repository)

    def stop():
        raise InterruptedError

    with the.blank_store() as store:
        fill(store, [the.response("d", 1)])
        derive(store)
        with pytest.raises(InterruptedError):
            write_git(store, repository, ALL, show(store), stop)
    assert commits(repository) == before
    assert [path.name for path in repository.parent.iterdir()] == [repository.name]


def test_somebody_elses_repository_is_neither_written_nor_read(tmp_path):
    (tmp_path / "out").mkdir()
    git(tmp_path / "out", "init", "--quiet")
    with the.blank_store() as store:
        with pytest.raises(NotOursError, match="holds something else"):
            write_git(store, tmp_path / "out", ALL, show(store))
        with pytest.raises(UnreadableFileError, match="no export as git"):
            read_git(store, tmp_path / "out")


def test_a_commit_that_does_not_tell_what_it_is_is_named(repository):
    empty = git(repository, "commit-tree", "main^{tree}", "-p", "main", "-m", "mine").strip()
    git(repository, "update-ref", "refs/heads/main", empty)
    with the.blank_store() as store:
        taken = read_git(store, repository)
        assert len(taken.wrong) == 1
        assert taken.wrong[0].startswith(f"{repository}, commit {empty}: does not tell what it is a text of")
        assert taken.new["capture"] == 3

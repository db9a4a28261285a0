"""Is a repository read as it is, whatever it holds, and without doing what it says?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from exchange.git_log import GitError, Repository
from tests.git_repositories import git, repository

ODD = ["Élan & Co!/Privacy Policy.md", "--output=x/-c.md", 'a "quoted"/new\nline.md', "plain/Terms.md"]
AT = datetime(2020, 1, 1, tzinfo=UTC)
DAY = 1_577_836_800


def written(folder, *commits, **named):
    return Repository(repository(folder / "repository", commits, **named))


def bodies(found, limit=1000):
    with found.blobs() as blobs:
        return {change.path: blobs.read(change.after, limit) for commit in found.commits() for change in commit.changes}


@pytest.mark.parametrize("bare", [True, False])
def test_every_commit_is_told_with_its_time_words_and_files_the_latest_first(tmp_path, bare):
    commits = (DAY, "First\n\nbody", {"a": b"1", "b": b"2"}), (DAY + 60, "Second", {"a": b"3"})
    found = written(tmp_path, *commits, bare=bare)
    second, first = found.commits()
    assert found.count() == 2
    assert (first.moment, first.message.strip()) == (AT, "First\n\nbody")
    assert [one.path for one in first.changes] == ["a", "b"]
    assert [(one.path, bool(one.before)) for one in second.changes] == [("a", True)]


def test_names_of_any_kind_are_names(tmp_path):
    found = written(tmp_path, (DAY, "odd", {path: path.encode() for path in ODD}))
    assert bodies(found) == {path: path.encode() for path in ODD}


def test_files_that_go_and_what_is_no_file_have_no_bytes(tmp_path):
    found = written(tmp_path, (DAY, "comes", {"a": b"1"}), (DAY, "goes", {"a": None}))
    folder = tmp_path / "repository"
    stream = b"commit refs/heads/main\ncommitter B <b@b.example> 1 +0000\ndata 0\nfrom refs/heads/main^0\n"
    git(folder, "fast-import", "--quiet", given=stream + b"M 120000 inline link\ndata 11\n/etc/passwd\n")
    link, gone, came = found.commits()
    assert [(one.path, one.after) for one in (*link.changes, *gone.changes)] == [("link", ""), ("a", "")]
    assert came.changes[0].after


def test_more_bytes_than_the_limit_are_told_and_the_next_are_read(tmp_path):
    found = written(tmp_path, (DAY, "both", {"a": b"x" * 200_000, "b": b"small"}))
    assert bodies(found) == {"a": 200_000, "b": b"small"}


def test_bytes_that_the_repository_lacks_are_none(tmp_path):
    found = written(tmp_path, (DAY, "one", {"a": b"1"}))
    with found.blobs() as blobs:
        assert blobs.read("0" * 39 + "1", 10) is None
        with pytest.raises(ValueError, match="no name of a blob"):
            blobs.read("--batch-all-objects", 10)


def test_nothing_of_the_repositorys_own_configuration_is_run(tmp_path):
    found = written(tmp_path, (DAY, "one", {"a": b"1"}))
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o755)
    folder = tmp_path / "repository"
    for name, value in {
        "core.fsmonitor": trap,
        "core.pager": trap,
        "diff.external": trap,
        "gpg.program": trap,
        "log.showSignature": "true",
        "core.sshCommand": trap,
        "alias.log": f"!{trap}",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trap}",
    }.items():
        git(folder, "config", name, str(value))
    with found.blobs() as blobs:
        assert blobs.read("0" * 39 + "1", 10) is None
    assert [commit.message.strip() for commit in found.commits()] == ["one"]
    assert not sprung.exists()


def test_what_is_no_repository_is_refused_by_name(tmp_path):
    with pytest.raises(GitError, match=r"no git repository, expected a clone"):
        Repository(tmp_path)
    (tmp_path / "objects").mkdir()
    (tmp_path / "HEAD").write_text("nothing")
    for ask in (Repository(tmp_path).count, lambda: list(Repository(tmp_path).commits())):
        with pytest.raises(GitError, match="not a git repository"):
            ask()


def test_git_is_ended_with_who_reads_it(tmp_path):
    found = written(tmp_path, *((DAY + number, f"commit {number}", {"a": b"%d" % number}) for number in range(50)))
    before, commits = children(), found.commits()
    assert next(commits).message.strip() == "commit 49"
    assert children() - before
    commits.close()
    assert children() <= before


def children():
    return {pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()}

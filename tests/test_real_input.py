"""Real pages and texts, where CLAUSEWATCH_BENCH names a folder of them; they are no part of the project."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import cli
from benchmarks import seams
from crawler.warc import Record, records
from store import open_store

BENCH = Path(os.environ.get("CLAUSEWATCH_BENCH", "nowhere"))
CORPUS = BENCH.parent / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="CLAUSEWATCH_BENCH names no folder with real input")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLAUSEWATCH_HOME", str(tmp_path))
    return tmp_path


def run(*arguments: str) -> None:
    cli.app(list(arguments), standalone_mode=False)


def seed(number: str) -> str:
    return str(next((CORPUS / "seeds").glob(f"{number}_*.txt")))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    run(*arguments, "--json")
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_texts_with_provenance_come_in_by_their_first_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "import", seed("000"), seed("002"), seed("003"))
    assert (answer["texts"], answer["refused"]) == (3, [])


@pytest.mark.parametrize("number", ["001", "004"])
def test_texts_without_provenance_are_refused_and_told_how(
    home: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    assert "--original URL --timestamp" in str(told(capsys, "import", seed(number))["refused"])
    stated = ("--original", "https://acme.example/privacy", "--timestamp", "20140724")
    assert told(capsys, "import", seed(number), *stated)["texts"] == 1
    shown = told(capsys, "show", "acme.example/privacy")
    assert "'holder': 'operator'" in str(shown)


def test_a_text_and_the_page_it_was_made_of_are_one_version(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", seed("002"))
    run("import", str(CORPUS / "archive" / "old-web.warc.gz"))
    history = told(capsys, "log", "contactatonce.com/privacy")
    assert len(history["versions"]) == 1  # type: ignore[arg-type]
    assert history["revisions"] == []
    with open_store(home / "clausewatch.db") as store:
        texts = store.conclusions.readings(store.conclusions.timelines()[0]).values()
    assert len({one.reading.digest for one in texts}) == 1
    assert len(texts) == 2


def test_every_page_of_the_old_web_is_read_as_a_policy(tmp_path: Path) -> None:
    path = CORPUS / "archive" / "old-web.warc.gz"
    pages = [one for one in records(path) if isinstance(one, Record)]
    seams.timeline([str(path)], str(tmp_path / "hashes.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "hashes.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == len(pages)
    assert all(line["hash"] for line in lines)


def test_a_page_becomes_markdown_with_its_headings() -> None:
    page = next(one for one in records(CORPUS / "archive" / "old-web.warc.gz") if isinstance(one, Record))
    assert seams.extraction(page.body, page.original).startswith("# ")

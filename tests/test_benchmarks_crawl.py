"""Do our crawl and the bare one get the same pages, and is it told what each cost?"""

import gzip
import json
import re

import pytest

from benchmarks import crawl
from benchmarks.crawling import standing
from benchmarks.crawling.serving import Standing
from tests import recorded_corpus as the


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """Two policies, three captures each, one of which sends browsers without scripts elsewhere."""
    found = []
    for service in ("larkfield", "tarnbrook"):
        page = the.Page(service, {})
        for day in (0, 40, 80):
            page.capture(day)
        found.append(page)
    captured, body = found[1].bodies[1]
    found[1].bodies[1] = (captured, body.replace(b"<head>", b'<head><meta http-equiv="refresh" content="0;url=/x">'))
    monkeypatch.setenv("CLAUSEWATCH_BENCH", str(the.write(tmp_path, found)))
    return tmp_path


def body_of(response):
    head, _, body = response.partition(b"\r\n\r\n")
    return head.decode(), gzip.decompress(body) if b"gzip" in head else body


def test_the_recorded_pages_of_an_address_stand_there_in_turn(corpus):
    documents = standing.lay_out_corpus(corpus, 5)
    assert standing.laid_out(corpus) == documents
    assert [len(one.bodies) for one in documents] == [3, 2]
    served = Standing(documents, standing.packed_bodies(corpus))
    bodies = [body_of(served.answer(0, documents[0].path))[1] for _ in range(4)]
    assert len(set(bodies)) == 3
    assert bodies[3] == bodies[0]
    assert served.answer(0, "/elsewhere").startswith(b"HTTP/1.1 404 ")


def test_the_archive_lists_what_it_replays(corpus):
    documents = standing.lay_out_corpus(corpus, 5)
    served = Standing(documents, standing.packed_bodies(corpus))
    served.ports = [8001, 8002, 8003]
    original = f"http://127.0.0.1:8002{documents[1].path}"
    fields, *rows = json.loads(body_of(served.answer(2, f"/cdx?url={original}&output=json"))[1])
    moments = [dict(zip(fields, row, strict=True))["timestamp"] for row in rows]
    assert moments == [one.moment for one in documents[1].bodies]
    replayed = [body_of(served.answer(2, f"/web/{moment}id_/{original}")) for moment in moments]
    assert all("Memento-Datetime: " in head for head, _ in replayed)
    assert [body for _, body in replayed] == [body_of(served.answer(1, documents[1].path))[1] for _ in moments]


def test_more_pages_than_the_corpus_has_are_refused(corpus):
    with pytest.raises(ValueError, match="fewer than 6 captures"):
        standing.lay_out_corpus(corpus, 6)


def test_both_crawls_get_every_page_and_it_is_told_what_they_cost(corpus):
    documents = standing.lay_out_corpus(corpus, 5)
    assert min(crawl._pair("fetch", corpus, documents, 5)) > 0  # raises where pages are missing


def test_memory_is_told_of_small_pages(corpus, capsys):
    assert crawl.main(["--small", "20", "--only", "memory"]) in (0, 1)
    assert re.search(r"^kilobytes_a_page \S+ 1 (met|missed)$", capsys.readouterr().out, re.M)


def test_without_the_corpus_it_says_so(monkeypatch, capsys):
    monkeypatch.delenv("CLAUSEWATCH_BENCH", raising=False)
    assert crawl.main([]) == 0
    assert "skipped" in capsys.readouterr().out

import os
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import feed
from alerts.feed import write_feed
from tests.outbox import an_alert

A = "{http://www.w3.org/2005/Atom}"
BEGAN = datetime(2026, 2, 1, tzinfo=UTC)


def numbered(number, **changes):
    name = str(uuid5(UUID(int=0), str(number)))
    return an_alert(name=name, subject=f"Number {number}", made_at=BEGAN + timedelta(hours=number), **changes)


def written(path, alerts, **more):
    write_feed(path, "clausewatch: team", alerts, id="here/team", **more)
    return ElementTree.fromstring(path.read_bytes())


def texts(feed, *way):
    return [node.text for node in feed.findall("/".join(A + tag for tag in way))]


def test_a_feed_has_what_rfc_4287_requires(tmp_path):
    found = written(tmp_path / "a.xml", [numbered(1), numbered(2)])
    assert found.tag == f"{A}feed"
    for required in ("id", "title", "updated", "author"):
        assert len(found.findall(A + required)) == 1
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", texts(found, "id")[0])
    assert texts(found, "author", "name") == ["clausewatch"]
    for entry in found.findall(f"{A}entry"):
        for required in ("id", "title", "updated", "summary", "content"):
            assert len(entry.findall(A + required)) == 1
    assert len({*texts(found, "entry", "id")}) == 2


def test_an_entry_is_the_alert(tmp_path):
    found = written(tmp_path / "a.xml", [an_alert()])
    assert texts(found, "entry", "id") == ["urn:uuid:2f1c1bb2-94a9-5a3e-8f0e-6f4d3a1b9c55"]
    assert texts(found, "entry", "updated") == ["2026-02-04T19:12:05Z"] == texts(found, "updated")
    assert texts(found, "entry", "summary") == ["12 months became 36 months"]
    (content,) = found.findall(f"{A}entry/{A}content")
    assert (content.get("type"), content.text) == ("html", "<p>12 months became 36 months</p>")


def test_the_newest_comes_first_and_none_is_left_out(tmp_path):
    found = written(tmp_path / "a.xml", [numbered(number) for number in range(120)])
    assert texts(found, "entry", "title") == [f"Number {number}" for number in range(119, -1, -1)]
    assert texts(found, "updated") == texts(found, "entry", "updated")[:1]


def test_the_same_alerts_make_the_same_bytes_and_leave_the_file_alone(tmp_path):
    path = tmp_path / "a.xml"
    written(path, [numbered(1), numbered(2)])
    before, inode = path.read_bytes(), path.stat().st_ino
    written(path, [numbered(2), numbered(1)])
    assert (path.read_bytes(), path.stat().st_ino) == (before, inode)


def test_another_name_is_another_feed(tmp_path):
    write_feed(tmp_path / "b.xml", "clausewatch: team", [], id="here/other")
    other = ElementTree.fromstring((tmp_path / "b.xml").read_bytes())
    assert texts(other, "id") != texts(written(tmp_path / "a.xml", []), "id")


def test_a_feed_without_alerts_is_one(tmp_path):
    assert texts(written(tmp_path / "a.xml", [], updated=BEGAN), "updated") == ["2026-02-01T00:00:00Z"]
    assert texts(written(tmp_path / "a.xml", []), "updated") == ["1970-01-01T00:00:00Z"]


@given(st.text(max_size=100), st.text(max_size=200), st.text(max_size=200))
def test_any_text_stands_in_a_feed_that_can_be_read(tmp_path_factory, subject, text, page):
    path = tmp_path_factory.getbasetemp() / "any.xml"
    found = written(path, [an_alert(subject=subject, text=text, html=f"<body>{page}</body>", watch=subject)])
    assert len(found.findall(f"{A}entry")) == 1
    assert texts(found, "entry", "title")[0]


def test_markup_of_strangers_stays_text(tmp_path):
    found = written(tmp_path / "a.xml", [an_alert(subject="</title><entry>", text="]]><b>&amp;")])
    assert texts(found, "entry", "title") == ["</title><entry>"]
    assert texts(found, "entry", "summary") == ["]]><b>&amp;"]


def test_a_long_text_is_cut_in_the_summary(tmp_path):
    (summary,) = texts(written(tmp_path / "a.xml", [an_alert(text="word " * 9_000)]), "entry", "summary")
    assert len(summary) <= 1_000
    assert summary.endswith("[cut: no more is taken in one message]")


def test_a_crash_leaves_the_old_feed_whole(tmp_path, monkeypatch):
    path = tmp_path / "feeds" / "a.xml"
    written(path, [numbered(1)])
    before = path.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_feed(path, "clausewatch: team", [numbered(2)], id="here/team")
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["a.xml"]


def test_an_alert_without_a_name_is_a_mistake(tmp_path):
    with pytest.raises(ValueError, match="no name yet"):
        feed.write_feed(tmp_path / "a.xml", "t", [an_alert(name="")], id="x")
    assert not list(tmp_path.iterdir())

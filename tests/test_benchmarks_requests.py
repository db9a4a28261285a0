"""Does the benchmark of requests count what it says, on timelines that are invented?"""

from datetime import timedelta

from benchmarks.asking import curves
from benchmarks.asking.known import Document, Known, dense
from benchmarks.asking.playing import Played, best_first, bisected
from model import from_timestamp14

BEGIN = from_timestamp14("20200101000000")


def document(texts: str, step: float = 10) -> Document:
    """A letter for each capture: the text that stood; a dot is an error page that nobody knows anything of."""
    return Document(id=texts, captures=tuple(_known(at, text, at * step) for at, text in enumerate(texts)))


def _known(at: int, text: str, day: float) -> Known:
    text = text.strip(".")
    return Known(
        moment=BEGIN + timedelta(days=day),
        place=at,
        digest=f"D{at}",
        length=1000,
        curated=text,
        oracle=text,
        read=text,
        settled=text,
    )


def day(number: float) -> object:
    return BEGIN + timedelta(days=number)


def test_a_change_is_durable_where_its_text_lasts_or_does_not_fall_back() -> None:
    assert document("AAB.C").changes == [(day(10), day(20)), (day(20), day(40))]
    assert document("ABA", 3).changes == []
    assert len(document("ABA", 8).changes) == 2
    assert len(document("ABC", 3).changes) == 2


def test_a_dense_archive_repeats_each_capture_until_the_next() -> None:
    packed = dense(document("ABC"), 2)
    assert [one.curated for one in packed.captures] == ["A"] * 20 + ["B"] * 20 + ["C"]
    assert len({one.digest for one in packed.captures}) == 41
    assert packed.changes == [(day(9.5), day(10)), (day(19.5), day(20))]


def test_playing_dates_the_changes_of_a_dense_archive_with_few_requests() -> None:
    packed = dense(document("AAAABBBBCC"), 2)
    played = Played(packed, "read").to_the_end()
    assert [(one.after.moment, one.by.moment) for one in played.changes()] == packed.changes
    assert len(played.asked) < len(packed.captures) / 5
    assert bisected(packed, "read") <= len(played.asked) + 4


def test_the_more_is_asked_the_more_is_told() -> None:
    documents = {one.id: one for one in (document("AAAABBBBCC"), document("AAAA"), document("ABCDE"))}
    looks = list(best_first(documents.values(), "read"))
    assert len(looks) == len({(name, one.moment) for name, one in looks})
    told = [curves.told(documents, looks[:number]) for number in range(1, len(looks) + 1)]
    assert told == sorted(told, key=lambda one: (one.states, -one.width))
    assert (told[-1].states, told[-1].width) == (1.0, 10.0)


def test_a_sample_is_one_capture_for_each_stretch_of_days() -> None:
    one = document("A" * 40)
    assert len(curves.sampled({"a": one}, 100)) == 4

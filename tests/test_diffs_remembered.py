"""What was found out about a text is kept for that very text, and for the last texts alone."""

from diffs.judgement.remembered import of_texts
from model import Block, Clause


def text(words):
    return (Clause(block=Block.PARAGRAPH, text=words, words=words),)


def counted():
    asked = []

    @of_texts
    def look(clauses):
        asked.append(clauses)
        return [clause.words for clause in clauses]

    return look, asked


def test_a_text_is_looked_at_once():
    look, asked = counted()
    one = text("we sell nothing")
    assert look(one) == look(one) == ["we sell nothing"]
    assert len(asked) == 1


def test_what_can_be_altered_is_looked_at_each_time():
    look, asked = counted()
    altered = list(text("we sell nothing"))
    look(altered)
    altered.clear()
    assert look(altered) == []
    assert len(asked) == 2


def test_only_the_last_texts_are_kept():
    look, asked = counted()
    first, *others = [text(f"clause {number}") for number in range(200)]
    look(first)
    look(first)
    for other in others:
        look(other)
    assert look(first) == ["clause 0"]
    assert len(asked) == 201

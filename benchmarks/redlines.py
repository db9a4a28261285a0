"""Are redlines exact, whole and readable, and how much do they mark?

    CLAUSEWATCH_BENCH=... python -m benchmarks.redlines [--cases 840] [--random 5000]

Every aligned pair of clauses and every whole document of the labelled cases and of the real pairs is compared; edits
applied to the one side have to give the other, and no pair of clauses may have a phrase cut. On all aligned clauses of
the real pairs islands of fewer than three common words are counted, and what is marked is weighed against a plain word
diff: diff-match-patch over words and marks, without a time limit, its islands closed in the same way; the ratio is that
of all deleted and inserted words. Prints a line per goal, and exits 1 if one is missed. Without the variable the texts
are a few invented ones, and it says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from diff_match_patch import diff_match_patch

import diffs
import extract
from benchmarks.corpus import bench, spread
from benchmarks.world.goals import Goal, counted, report
from model import Edit, EditKind

Pair = tuple[str, str]

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_PIECE = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_SIGN = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_MODAL = (
    "may|shall|must|can|will|should|would|could|darf|kann|muss|dürfen|können|müssen|peut|doit|puede|debe|può|deve|pode"
)
_WHOLE = re.compile(
    rf"\b(?:{_MODAL}|do|does|is|are) (?:not|never|nicht|niet)\b|\bn(?:e |['’])(?:peut|doit|est|sont|pouvez|devez) pas\b"
    r"|\b(?:no longer|nicht mehr|no puede|non può|não pode|nie może)\b|\b\w+n['’]t\b"
    r"|[$€£]\d[\d.,]*\d|\d[\d.,]*\d ?[%€]"
    r"|\b\d{1,3} (?:\(\w+\) )?(?:days?|months?|years?|hours?|Tagen?|jours|días|giorni|dagen|dni)\b"
    r"|\b\d{1,2}\.? (?:January|April|May|December|Mai|Dezember|mai|mayo|maggio) \d{4}\b|\b\d{4}-\d\d-\d\d\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"\d|n['’]t\b|\b(?:{_MODAL}|not|no|never|cannot|nicht|kein\w*|pas|ne|non|não|niet|nie)\b", re.IGNORECASE
)
_FEWEST = 3

_INVENTED: tuple[Pair, ...] = (
    ("You may copy our recipes for 30 days.", "You may not copy our recipes for 12 months."),
    ("Ostwind darf Daten 30 Tage speichern.", "Ostwind darf Daten nicht länger als 14 Tage speichern."),
    ("Nous gardons vos lettres 30 jours.", "Nous ne gardons pas vos lettres après le 25 mai 2018."),
    ("A fee of $1,000.50 is due at once.", "A fee of $2,000 (10 % of the price) is due on 3 April 2021."),
    ("We share names with shops and banks near you.", "We sell names to shops and lend them to banks near you."),
    ("個人情報を30日間保存します。", "個人情報を90日間保存しません。"),
)


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if bench() is None:
        print("redlines: CLAUSEWATCH_BENCH names no folder with cases; measured on a few invented texts")
        return report(goals_of((), (), _INVENTED, given.random))
    labelled = spread(_rows("alignment_dev"), given.cases)
    real = _rows("real_pairs_dev")
    documents = [document(row) for row in [*labelled, *real]]
    clauses, real_clauses = ([pair for row in rows for pair in aligned(row)] for rows in (labelled, real))
    return report(goals_of(documents, clauses, real_clauses, given.random))


def goals_of(documents: Sequence[Pair], clauses: Sequence[Pair], real: Sequence[Pair], chance: int) -> list[Goal]:
    """`documents` are only made again, in `clauses` no phrase is cut, and what is marked in `real` is weighed."""
    told = [diffs.redline(*pair) for pair in real]
    edits_of = [diffs.redline(*pair) for pair in clauses] + told
    pairs = zip(
        [*clauses, *real, *documents], chain(edits_of, (diffs.redline(*pair) for pair in documents)), strict=True
    )
    ours, plain = sum(map(marked, told)), sum(marked(closed(plain_diff(*pair))) for pair in real)
    print(f"made again: {len(clauses) + len(real)} pairs of clauses, {len(documents)} of documents")
    print(f"words marked in {len(real)} pairs: {ours}; by the plain word diff with islands closed: {plain}")
    return [
        counted("inexact", [f"{pair[0][:40]!r}" for pair, edits in pairs if not is_exact(pair, edits)]),
        counted(
            "inexact_by_chance",
            [f"{pair[0][:40]!r}" for pair in random_pairs(chance) if not is_exact(pair, diffs.redline(*pair))],
        ),
        counted("cut", (cut for edits in edits_of for cut in cuts(edits))),
        counted("islands", (edit.text for edits in told for edit in islands(edits))),
        Goal(name="marked_in_plain_diffs", figure=ours / max(1, plain), most=1.2),
    ]


def _rows(name: str) -> list[dict[str, Any]]:
    folder = bench()
    if folder is None:
        return []
    with gzip.open(folder / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def aligned(row: dict[str, Any]) -> Iterator[Pair]:
    """Texts of clauses that belong together and are not equal."""
    old, new = ([extract.clause_of_block(block) for block in row[side]] for side in ("old_blocks", "new_blocks"))
    for one in diffs.align(old, new):
        before = " ".join(f"{old[i].label} {old[i].text}".strip() for i in one.before)
        after = " ".join(f"{new[j].label} {new[j].text}".strip() for j in one.after)
        if before and after and before != after:
            yield before, after


def document(row: dict[str, Any]) -> Pair:
    return "\n\n".join(row["old_blocks"]), "\n\n".join(row["new_blocks"])


def is_exact(pair: Pair, edits: Sequence[Edit]) -> bool:
    """Whether edits lead from one text to the other and back."""
    return (side(edits, EditKind.DELETED), side(edits, EditKind.INSERTED)) == pair


def side(edits: Iterable[Edit], kind: EditKind) -> str:
    return "".join(edit.text for edit in edits if edit.kind in (EditKind.KEPT, kind))


def cuts(edits: Sequence[Edit]) -> Iterator[str]:
    """Phrases of one side inside which an edit begins or ends.

    >>> list(cuts([Edit(kind=EditKind.KEPT, text="may "), Edit(kind=EditKind.INSERTED, text="not ")]))
    ['may not']
    """
    for kind in (EditKind.DELETED, EditKind.INSERTED):
        borders, at = set(), 0
        for edit in edits:
            at += len(edit.text) if edit.kind in (EditKind.KEPT, kind) else 0
            borders.add(at)
        for phrase in _WHOLE.finditer(side(edits, kind)):
            if any(border in borders for border in range(phrase.start() + 1, phrase.end())):
                yield phrase.group()


def islands(edits: Sequence[Edit]) -> list[Edit]:
    """Kept runs of fewer than three words between two edits, without a number, a modal verb or a negation."""
    return [edit for edit in edits[1:-1] if edit.kind is EditKind.KEPT and _is_island(edit.text)]


def _is_island(text: str) -> bool:
    chunks = sum(any(c.isalnum() for c in _SIGN.sub("", chunk)) for chunk in text.split())
    return chunks + len(_SIGN.findall(text)) / 2 < _FEWEST and not _TELLING.search(text)


def marked(edits: Iterable[Edit]) -> int:
    """Words deleted and inserted."""
    return sum(len(_WORD.findall(edit.text)) for edit in edits if edit.kind is not EditKind.KEPT)


def plain_diff(before: str, after: str) -> list[Edit]:
    """What diff-match-patch finds over words and marks; white space counts as nothing."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    number = {piece: chr(at if at < 0xD800 else at + 0x800) for at, piece in enumerate(dict.fromkeys([*old, *new]), 1)}
    piece_of = {code: piece for piece, code in number.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main("".join(map(number.__getitem__, old)), "".join(map(number.__getitem__, new)), False)
    kinds = {-1: EditKind.DELETED, 0: EditKind.KEPT, 1: EditKind.INSERTED}
    return [Edit(kind=kinds[sign], text=" ".join(piece_of[code] for code in codes)) for sign, codes in found]


def closed(edits: Sequence[Edit]) -> list[Edit]:
    """The same with its islands given up: each becomes a deletion and an insertion."""
    gone = {id(edit) for edit in islands(edits)}
    rows = ([edit] if id(edit) not in gone else _twice(edit.text) for edit in edits)
    return [edit for row in rows for edit in row]


def _twice(text: str) -> list[Edit]:
    return [Edit(kind=EditKind.DELETED, text=text), Edit(kind=EditKind.INSERTED, text=text)]


_ALPHABET = [
    *("we", "may", "not", "share", "30", "days", "$1,000.50", "25 May 2018", "\n", " ", "  ", ".", ",", "(", ")"),
    *(
        "\0",
        "\ud800",
        "\udfff",
        "e\u0301",
        "\u0301",
        "\u200d",
        "\u00a0",
        "\x1c",
        "🎉",
        "個人",
        "します",
        "ไม่",
        "n'est pas",
    ),
    *("x" * 5_000, "9" * 3_000, "a@b.example", "https://", "1.", "£", "ß", "İ", "\r\n", "\u2028"),
]


def random_pairs(count: int) -> Iterator[Pair]:
    """Texts of nasty pieces, the second an edited first or another one; the same on every run."""
    dice = random.Random(7)
    for _ in range(count):
        before = dice.choices(_ALPHABET, k=dice.randrange(60))
        start, stop = sorted((dice.randrange(61), dice.randrange(61)))
        other = dice.choices(_ALPHABET, k=dice.randrange(20))
        after = [*before[:start], *other, *before[stop:]]
        space = dice.choice(["", " "])
        yield space.join(before), space.join(after)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.redlines")
    parser.add_argument("--cases", type=int, help="that many labelled cases, evenly over all")
    parser.add_argument("--random", type=int, default=5_000, help="pairs of nasty texts")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

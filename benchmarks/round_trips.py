"""Does what other archives keep come in without loss, and does what goes out come back?

    python -m benchmarks.round_trips [--invented N] [--derive]

Writes the labelled histories, or so many invented ones, in other archives' forms (`benchmarks.round_tripping`), takes
them in, and says of each form how much was written, accounted for and equal. With `--derive` it also derives every
history, and says whether an upgrade of an archive's engine passed for a change. Ends with a line for each goal; 1 if
one is missed. Without labelled data (CLAUSEWATCH_BENCH) invented histories are written.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import corpus
from benchmarks.round_tripping import letters, taken_in, terms_archive
from benchmarks.round_tripping.histories import Document, documents, invented
from benchmarks.world.goals import Goal, report
from store import open_store


def main(arguments: Sequence[str]) -> int:
    """Prints what was found; 1 if a goal is missed."""
    asked = _parser().parse_args(arguments)
    if asked.invented is None and corpus.bench() is None:
        asked.invented = 60
        print("round trips: no labelled histories (CLAUSEWATCH_BENCH), so invented ones")
    found = list(documents(corpus.histories()) if asked.invented is None else invented(asked.invented))
    with tempfile.TemporaryDirectory() as folder:
        return report(goals(Path(folder), found, derive=asked.derive))


def goals(folder: Path, found: Sequence[Document], *, derive: bool) -> Iterator[Goal]:
    """Those of every form, each with a store of its own."""
    made = terms_archive.write(folder, found)
    with open_store(folder / "terms_archive.db") as store:
        yield from taken_in.goals(store, folder, made, found, derive=derive)
    yield from letters.goals(folder / "letters", found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.round_trips", description=__doc__)
    parser.add_argument("--invented", type=int, metavar="N", help="so many invented histories, not labelled ones")
    parser.add_argument("--derive", action="store_true", help="derive every history, too")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

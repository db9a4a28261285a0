"""How soon are questions about very many versions answered, against git with the same versions?

    python -m benchmarks.queries [--versions 40000] [--large 1000000] [--asked 300] [--git 9] [--command-line]

Histories are made by a seed from the texts of the corpus that CLAUSEWATCH_BENCH names, or from invented ones. They are
put into a store, and into a repository with one file for each timeline and one commit for each version, whose commit
graph knows changed paths. Then both are asked the same: which version stood on a date, what it says, since when its
lines stand, which versions a timeline has, by which steps they came, and where a phrase was said first; ours through
the store's public functions on an open connection that looks at one state of everything, as each command does, git by a
process for each question. The timeline is a hash and a date of each version in git's answer, a number and two dates in
ours; a step says besides what was not looked at before it. Both blame without authors: git gives a commit and the words
of each line, we give a version, its date and the clause's lasting number. All figures are processor time. A word that
more than one in a hundred wordings has is searched for against plain bm25 over the same table. The same questions are
asked of a larger store, too, of which there is no repository. Prints a line per goal, and exits 1 if one is missed.

With --command-line it tells besides which statements of the command line take longest on the first store, with their
plans.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.answering.asked import Dated, by_lot, dated_questions, phrases
from benchmarks.answering.command_line import slowest
from benchmarks.answering.drafts import Drafts, drafts
from benchmarks.answering.filling import fill
from benchmarks.answering.in_git import Git
from benchmarks.answering.made import Plan, made
from benchmarks.answering.searching import search_goals
from benchmarks.answering.timing import each, others, p95
from benchmarks.world.goals import Goal, report
from store import Store, open_store

_LARGE_TOUCHES = 3.0  # clauses that a step of the larger history changes


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    texts = drafts()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        return report(run(Path(folder), texts, given))


def run(folder: Path, texts: Drafts, given: argparse.Namespace) -> Iterator[Goal]:
    plan = Plan(versions=given.versions, timelines=given.timelines, distinct=given.distinct)
    with _filled(folder / "clausewatch.db", plan, texts) as store, store.looking():
        dated = dated_questions(store, plan, given.asked)
        small = _stood(store, dated)
        peer = Git(folder / "git", made(plan, texts))
        print(f"{peer.commits} commits")
        yield from _against_git(store, peer, plan, dated, given)
        yield from search_goals(store, dated)
        if given.command_line:
            for line in slowest(folder, dated[0].timeline):
                print(line)
    if given.large:
        large = Plan(
            versions=given.large, timelines=given.timelines * 5, distinct=given.distinct, touches=_LARGE_TOUCHES
        )
        with _filled(folder / "large.db", large, texts) as store, store.looking():
            yield from _larger(store, dated_questions(store, large, given.asked), small)


def _filled(path: Path, plan: Plan, texts: Drafts) -> Store:
    store = open_store(path)
    begun = others()
    fill(store, made(plan, texts))
    size = path.stat().st_size / 1e6
    print(f"{plan.versions} versions of {plan.timelines} timelines in {others() - begun:.0f} s, {size:.0f} MB")
    return store


def _against_git(
    store: Store, peer: Git, plan: Plan, dated: Sequence[Dated], given: argparse.Namespace
) -> Iterator[Goal]:
    few = dated[: given.git]
    ask = store.questions
    theirs = median(each(lambda one: peer.standing(one.timeline, one.at), few, others))
    yield faster("standing", _stood(store, dated), theirs, 10_000)
    ids = each(lambda one: ask.clause_ids(one.timeline, one.number), dated)
    print(f"clause ids: median {median(ids):.3f} ms")
    yield Goal(name="clause_ids_p95_ms", figure=p95(ids), most=0.3)
    text = each(lambda one: ask.text(one.timeline, one.number), dated)
    yield Goal(name="text_p95_ms", figure=p95(text), most=3)
    yield faster("text", median(text), median(each(lambda one: peer.text(one.timeline, one.at), few, others)), 100)
    timelines = by_lot(plan, given.asked)
    lasts = [(one, ask.size(one)[0]) for one in timelines]
    blame = median(each(lambda one: ask.blame(*one), lasts))
    yield faster("blame", blame, median(each(peer.blame, timelines[: given.git], others)), 1_000)
    theirs = median(each(peer.timeline, timelines[: given.git], others))
    yield faster("timeline", median(each(ask.seen, timelines)), theirs, 1_000)
    print(f"timeline with captures: median {median(each(ask.versions, timelines)):.3f} ms")
    yield faster("steps", median(each(ask.brackets, timelines)), theirs, 1_000)
    said_first = list(phrases(store, dated))
    said = median(each(lambda one: store.lives.first_said(f'"{one}"', limit=1), said_first))
    yield faster("first_use", said, median(each(peer.first, said_first[:1], others)), 500)


def _stood(store: Store, dated: Sequence[Dated]) -> float:
    """Milliseconds, the median of three medians, with everything read before."""
    ask = store.questions.standing
    return median(median(each(lambda one: ask(one.timeline, one.at), dated)) for _ in range(3))


def _larger(store: Store, dated: Sequence[Dated], small: float) -> Iterator[Goal]:
    stood = _stood(store, dated)
    print(f"standing: {small:.4f} ms, {stood:.4f} ms of many")
    yield Goal(name="standing_of_many", figure=stood / small, most=1.5)
    ids = each(lambda one: store.questions.clause_ids(one.timeline, one.number), dated)
    yield Goal(name="clause_ids_of_many_p95_ms", figure=p95(ids), most=0.3)
    text = each(lambda one: store.questions.text(one.timeline, one.number), dated)
    yield Goal(name="text_of_many_p95_ms", figure=p95(text), most=3)


def faster(name: str, ours: float, theirs: float, times: float) -> Goal:
    """That we are so many times as fast: how much of what we may take we take."""
    print(f"{name}: {ours:.4f} ms, {theirs:.1f} ms in git, {theirs / ours:,.0f} times as fast ({times:,.0f} asked for)")
    return Goal(name=f"{name}_in_what_git_takes", figure=ours / theirs, most=1 / times)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queries", description=__doc__.partition("\n")[0])
    parser.add_argument("--versions", type=int, default=40_000, help="of which git has a commit each")
    parser.add_argument("--timelines", type=int, default=1_000, help="among which they are")
    parser.add_argument("--distinct", type=int, default=230_000, help="wordings, about")
    parser.add_argument("--large", type=int, default=1_000_000, help="versions of a larger store; 0 for none")
    parser.add_argument("--asked", type=int, default=300, help="questions of each kind")
    parser.add_argument("--git", type=int, default=9, help="questions of each kind to git")
    parser.add_argument("--folder", type=Path, default=None, help="where all that is made stands meanwhile")
    parser.add_argument("--command-line", action="store_true", help="tell the slowest statements of the command line")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

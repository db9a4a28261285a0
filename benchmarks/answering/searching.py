"""How soon are the best found of what holds a word, against bm25 over all that hold it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median

from benchmarks.answering.asked import Dated
from benchmarks.answering.timing import each
from benchmarks.world.goals import Goal, counted
from store import Store
from store.matching import Asked, asked

_BEST = 10
_OFTEN = 0.01  # of the wordings
_WORDS = 12  # that are searched for, from the most frequent one to the least of those that are frequent
_TIMES = 5


def search_goals(store: Store, dated: Sequence[Dated]) -> Iterator[Goal]:
    """Of words that more than one in a hundred wordings has how soon; of rarer ones, too, whether these are best."""
    ranking = store.questions.searching.ranking
    words = _words(store, dated)
    hits = {word: ranking.hits(asked(word)) for word in words}
    often = sorted((word for word in words if hits[word] > _OFTEN * ranking.wordings()), key=lambda word: -hits[word])
    rarely = [word for word in words if 1 < hits[word] <= _OFTEN * ranking.wordings()]
    chosen, took, whole, sooner = often[:: max(1, len(often) // _WORDS)], [], [], []
    for word in chosen:
        ours, plain = (_took(partial(way, most=_BEST), word) for way in (ranking.best, ranking.by_bm25))
        whole.append(median(each(lambda one: store.questions.search(one, limit=_BEST), [word] * _TIMES)))
        print(f"{word}: {hits[word]} hits, {ours:.2f} ms, {plain:.2f} ms by bm25, the whole answer {whole[-1]:.2f} ms")
        took.append(ours)
        sooner.append(ours / plain)
    yield Goal(name="search_ms", figure=max(whole, default=0), most=50)
    yield Goal(name="search_in_what_bm25_takes", figure=median(sooner or [0]), most=1 / 4)
    every = [asked(word) for word in (*chosen, *rarely[:: max(1, len(rarely) // 100)])]
    wrong = [one.query for one in every if ranking.best(one, _BEST)[0][:_BEST] != ranking.by_bm25(one, _BEST)]
    yield counted("not_the_best", wrong)


def _took(way: Callable[[Asked], object], word: str) -> float:
    return median(each(way, [asked(word)] * _TIMES))


def _words(store: Store, dated: Sequence[Dated]) -> list[str]:
    """Of some of the texts, in the order of how many clauses have them."""
    counts: Counter[str] = Counter()
    for one in dated[:100]:
        for clause in store.questions.text(one.timeline, one.number).clauses:
            counts.update({word for word in clause.words.split() if word.isalpha()})
    return [word for word, _ in counts.most_common(2_000)]

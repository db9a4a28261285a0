"""Do workers of a Dask cluster make what one process makes, also where one of them is killed half-way?"""

import os
import shutil
import signal

import pytest

from deriving import ElsewhereError
from model import Location, TimelineId
from scheduler import Makers, derive_stale, rebuild
from settings import Home
from store import open_store
from tests import followed as the

distributed = pytest.importorskip("distributed")

from deriving import cluster as ours  # noqa: E402 - it needs what may not be there

URLS = [f"https://acme.example/{number}" for number in range(8)]
TIMELINES = [
    the.timeline(Location(original=url), name=TimelineId.parse(f"acme{number}/privacy"))
    for number, url in enumerate(URLS)
]


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as running:
        yield running


@pytest.fixture
def home(tmp_path):
    place = Home(tmp_path / "home")
    with open_store(place.database) as store:
        for number, (timeline, url) in enumerate(zip(TIMELINES, URLS, strict=True)):
            texts = "abdcab"[: 6 - number % 4]
            arrivals = [the.response(text, day * 10 + number, original=url) for day, text in enumerate(texts)]
            the.arrive(store, the.catalog_of(timeline), *arrivals)
    return place


def exported(place):
    with open_store(place.database, readonly=True) as store:
        return the.concluded(store, *TIMELINES)


def by_one(home):
    own = Home(shutil.copytree(home.path, home.path.with_name("alone")))
    list(rebuild(own, TIMELINES))
    return exported(own)


def test_a_cluster_makes_what_one_process_makes_also_when_a_worker_is_killed_half_way(home, cluster):
    alone, makers = by_one(home), Makers(cluster=cluster.scheduler_address)
    assert len(list(rebuild(home, TIMELINES, makers=makers))) == len(TIMELINES)
    assert exported(home) == alone
    assert list(derive_stale(home, TIMELINES, makers=makers)) == []
    begun = rebuild(home, TIMELINES, makers=makers)
    made = [next(begun)]
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        pids = client.run(os.getpid)
    os.kill(next(iter(pids.values())), signal.SIGKILL)
    made += begun
    assert len(made) == len(TIMELINES)
    assert exported(home) == alone


def test_a_worker_with_other_code_is_refused_before_anything_is_dropped(home, cluster, monkeypatch):
    list(rebuild(home, TIMELINES))
    before = exported(home)
    monkeypatch.setattr(ours, "_own_code", lambda: "another")
    with pytest.raises(ElsewhereError, match=r"the worker tcp://.* has other code: .*, expected"):
        list(rebuild(home, TIMELINES, makers=Makers(cluster=cluster.scheduler_address)))
    assert exported(home) == before


def test_a_scheduler_that_is_not_there_is_named(home, monkeypatch):
    monkeypatch.setattr(ours, "_PATIENCE", 0.5)
    with pytest.raises(ElsewhereError, match=r"tcp://127.0.0.1:9: no Dask scheduler answers there; expected one as"):
        list(rebuild(home, TIMELINES, makers=Makers(cluster="tcp://127.0.0.1:9")))

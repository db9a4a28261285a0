"""Is it kept which hosts are surveyed, and what they told so far?"""

from model import LIVE, RunKind
from store import open_store
from tests import followed as the


def test_a_survey_goes_on_with_its_pages_until_it_has_its_findings(tmp_path):
    with open_store(tmp_path / "a.db") as store, store.writing():
        surveys = store.surveys
        assert surveys.add(1, ["acme.example", "borel.example"], {"most": 20}) == 2
        assert surveys.add(1, ["acme.example"], {"most": 3}) == 0
        first, second = surveys.unfinished()
        assert (first.host, first.wish, first.findings) == ("acme.example", {"most": 20}, None)
        assert [one.host for one in surveys.unfinished(1)] == ["acme.example"]
        assert [one.host for one in surveys.unfinished(9, first.id)] == ["borel.example"]
        surveys.keep_page(first.id, "https://acme.example/", "plain", {"title": "half a \ud800 character"})
        surveys.keep_page(first.id, "https://acme.example/p", "plain", {"title": "P"})
        assert [page["title"] for page in surveys.pages(first.id)] == ["half a \ud800 character", "P"]
        surveys.end(first.id, {"state": "found"})
        assert surveys.pages(first.id) == []
        assert [one.host for one in surveys.unfinished()] == [second.host]
        assert [one.findings for one in surveys.of(1)] == [{"state": "found"}, None]
        assert surveys.left(1) == 1


def test_visits_of_a_survey_stay_in_its_account_when_others_are_taken_over(tmp_path):
    with open_store(tmp_path / "a.db") as store, store.writing():
        visits, survey = (store.frontier.begin(kind, the.TAKEN) for kind in (RunKind.VISITS, RunKind.SURVEY))
        store.frontier.add_visits(["https://acme.example/p"], visits, the.TAKEN)
        store.frontier.add_visits(["https://borel.example/"], survey, the.TAKEN)
        later = store.frontier.begin(RunKind.VISITS, the.TAKEN)
        store.frontier.take_over_visits(later)
        runs = {task.original: task.run for task in store.frontier.due_visits(the.TAKEN, 9, [])}
        assert runs == {"https://acme.example/p": later, "https://borel.example/": survey}
        assert all(task.archive == LIVE for task in store.frontier.due_visits(the.TAKEN, 9, []))

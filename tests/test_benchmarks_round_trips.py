"""Does the benchmark of round trips find what is lost?"""

from dataclasses import replace

import pytest

from benchmarks.round_tripping import taken_in, terms_archive
from benchmarks.round_tripping.histories import invented
from benchmarks.round_trips import main
from store import open_store

DOCUMENTS = list(invented(16))


def missed(folder, made, documents, *, derive=False):
    with open_store(folder / "kept.db") as store:
        goals = taken_in.goals(store, folder, made, documents, derive=derive)
        return {one.name for one in goals if not one.met}


def test_invented_histories_come_in_whole(monkeypatch, capsys):
    monkeypatch.delenv("CLAUSEWATCH_BENCH", raising=False)
    assert main(["--invented", "16", "--derive"]) == 0
    out = capsys.readouterr().out
    assert "ota_upgrades_that_passed_for_changes 0 0 met" in out
    assert "letters_repository_missing 0 0 met" in out


def test_what_is_lost_is_missed(tmp_path):
    made = terms_archive.write(tmp_path, DOCUMENTS)
    further = replace(DOCUMENTS[0].texts[0], text=b"a text that nobody wrote")
    documents = [replace(DOCUMENTS[0], texts=(*DOCUMENTS[0].texts, further)), *DOCUMENTS[1:]]
    made.texts += 1
    lost = {"ota_texts_unaccounted", "ota_texts_not_taken_in", "ota_texts_that_differ"}
    assert missed(tmp_path, made, documents) == lost


def test_an_upgrade_that_passes_for_a_change_is_missed(tmp_path, monkeypatch):
    monkeypatch.setattr("history.versions.extracted_again", lambda _: frozenset())
    made = terms_archive.write(tmp_path, DOCUMENTS)
    monkeypatch.setattr("versions.sights.extracted_again", lambda _: frozenset())
    assert "ota_upgrades_that_passed_for_changes" in missed(tmp_path, made, DOCUMENTS, derive=True)


@pytest.mark.parametrize("kind", ["Start tracking", "First record of", "Refilter", "Apply technical", "Rename Former"])
def test_what_is_written_has_every_form_that_there_was(tmp_path, kind):
    from exchange.git_log import Repository

    made = terms_archive.write(tmp_path, DOCUMENTS)
    commits = list(Repository(made.versions).commits())
    assert any(one.message.startswith(kind) for one in commits)
    moments = [one.moment for one in commits]
    assert moments != sorted(moments, reverse=True)

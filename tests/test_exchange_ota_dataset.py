"""Do the texts of a published dataset come in as what the repository of versions gives?"""

import zipfile
from datetime import UTC, datetime

import pytest

from exchange import Fate, Layout, UnreadableFileError, arrivals, layout_of, wanted_by
from exchange.arrivals import Left
from tests import followed as the
from tests.test_exchange_ota_repository import NOW, OLD, declarations

TEXT = the.markdown(*the.TEXTS["a"])
NAME = "Bramble/Privacy Policy/2020-01-06T10-20-30Z.md"


def packed(folder, files):
    path = folder / "dataset.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path


def found(folder, files):
    path = packed(folder, files)
    assert layout_of(path) is Layout.DATASET
    return {name: one for name, (one,) in arrivals(path, Layout.DATASET, declarations(folder), NOW)}


@pytest.mark.parametrize("around", ["", "bramble-2024-01-01/"])
def test_a_text_is_a_capture_of_the_time_in_its_name(tmp_path, around):
    (one,) = found(tmp_path, {around + NAME: TEXT}).values()
    assert one.capture.timestamp == datetime(2020, 1, 6, 10, 20, 30, tzinfo=UTC)
    assert (one.capture.original, one.body) == (OLD, TEXT)


def test_what_is_no_text_of_declared_terms_is_left_by_name(tmp_path):
    left = found(
        tmp_path,
        {
            "README.md": b"words",
            "Bramble/Privacy Policy/2020-31-01T10-20-30Z.md": TEXT,
            "Nobody/Imprint/2020-01-01T10-20-30Z.md": TEXT,
        },
    )
    assert all(isinstance(one, Left) for one in left.values())
    assert [one.fate for one in left.values()] == [Fate.NO_DATE, Fate.UNDECLARED, Fate.NO_RECORD]


def test_a_text_that_unpacks_to_more_than_any_is_left(tmp_path):
    (one,) = found(tmp_path, {NAME: b"a" * 20_000_001}).values()
    assert one.fate is Fate.TOO_LARGE


@pytest.mark.parametrize("cut", [10, 200])
def test_a_damaged_file_is_told_as_such(tmp_path, cut):
    path = packed(tmp_path, {NAME: TEXT})
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(UnreadableFileError, match=r"dataset\.zip: no ZIP file"):
        list(arrivals(path, Layout.DATASET, declarations(tmp_path), NOW))


def test_what_nothing_declares_can_be_declared(tmp_path):
    path = packed(tmp_path, {"Nobody/Imprint/2020-01-01T10-20-30Z.md": TEXT, NAME: TEXT})
    (wish,) = wanted_by(path, Layout.DATASET, declarations(tmp_path), NOW)
    assert wish.original == "https://open-terms-archive.invalid/Nobody/Imprint"

"""Do the files by which it is run elsewhere hold together?"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app

ROOT = Path(__file__).parent.parent
UNITS = sorted(ROOT.glob("deploy/*.service")) + sorted(ROOT.glob("deploy/*.timer"))


def test_there_are_units_for_the_service_and_for_rounds():
    assert [unit.name for unit in UNITS] == [
        "clausewatch-once.service",
        "clausewatch.service",
        "clausewatch-once.timer",
    ]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_accepts_the_units(tmp_path):
    for unit in UNITS:
        # What they start is not installed here, nor is there such a user; all else is looked at as it stands.
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(re.sub(r"(?m)^User=.*$", "User=daemon", text), encoding="utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)], capture_output=True, text=True
    )
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_is_there(unit):
    (command,) = re.findall(r"(?m)^ExecStart=\S+/clausewatch (.*)$", unit.read_text("utf-8"))
    assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0


def test_the_image_is_made_of_what_the_lock_names():
    text = (ROOT / "Containerfile").read_text("utf-8")
    assert "--require-hashes -r /srv/clausewatch/requirements.txt" in text
    (version,) = set(re.findall(r"python:(3\.\d+)-slim", text))
    supported = re.search(r"(?m)^SUPPORTED := (.*)$", (ROOT / "Makefile").read_text("utf-8"))[1].split()
    assert version in supported


def test_the_image_takes_in_nothing_of_an_installation():
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {"home", "home-demo", ".git", ".venv*"} <= set(ignored)

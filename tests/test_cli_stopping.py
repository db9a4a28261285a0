"""Does a command that is told to stop end with a sentence, keeping what it did?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.exits import Exit
from tests.cli_service import own
from tests.demo_home import run

__all__ = ["own"]

ROOT = Path(__file__).parent.parent

# What is started in the background of a shell is born deaf to Ctrl-C, and so is all that it starts.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"

# Signals itself while the third timeline is derived, as a person would from outside.
STOPPED = f"""{HEARING}
import os, sys
import pipeline, cli
derive, done = pipeline.derive, []
def third(*arguments, **options):
    done.append(arguments)
    if len(done) == 3:
        os.kill(os.getpid(), int(sys.argv[1]))
    return derive(*arguments, **options)
pipeline.derive = third
cli.main(sys.argv[2:])
"""


def stopped(home, number, *arguments):
    line = [sys.executable, "-c", STOPPED, str(int(number)), *arguments]
    variables = os.environ | {"CLAUSEWATCH_HOME": str(home)}
    return subprocess.run(line, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_rebuild_that_is_stopped_says_how_far_it_came_and_what_goes_on(own, number):
    before = run(own, "export").out
    ran = stopped(own, number, "rebuild")
    assert ran.returncode == Exit.INCOMPLETE
    said = "stopped: 2 timelines derived and kept; `clausewatch rebuild --stale` derives the rest"
    assert ran.stderr == f"clausewatch: {said}\n"
    assert run(own, "rebuild", "--stale").out.startswith("3 timelines derived")
    assert run(own, "export").out == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_any_other_command_that_is_stopped_says_so(own, number):
    stop = f"lambda *_, **__: os.kill(os.getpid(), {int(number)})"
    script = f"{HEARING}import os, cli\nfrom store import Exporting\nExporting.facts = {stop}\ncli.main(['export'])"
    line = [sys.executable, "-c", script]
    variables = os.environ | {"CLAUSEWATCH_HOME": str(own)}
    ran = subprocess.run(line, cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == Exit.INCOMPLETE
    assert ran.stderr == "clausewatch: stopped; what was done until then is kept\n"


def test_a_command_leaves_the_handlers_of_its_process_alone(own):
    before = signal.getsignal(signal.SIGTERM)
    run(own, "list")
    assert signal.getsignal(signal.SIGTERM) is before

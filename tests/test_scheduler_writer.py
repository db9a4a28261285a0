"""Does one process write at a time, and does a dead one leave the way free?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler import AnotherWriterError, only_writer

ROOT = Path(__file__).parent.parent
HOLD = "import sys; from pathlib import Path; from scheduler.writer import only_writer\n"
HOLD += "with only_writer(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def lock(tmp_path):
    return tmp_path / "home" / "lock"


@pytest.fixture
def holder(lock):
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_with_the_pid_of_the_first(lock, holder):
    with pytest.raises(AnotherWriterError, match=rf"process {holder.pid}\).*{lock}") as refused, only_writer(lock):
        pass
    assert refused.value.pid == str(holder.pid)
    assert lock.read_text() == f"{holder.pid}\n"  # the refused one did not touch it


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_is_killed_leaves_the_way_free(lock, holder, end):
    holder.send_signal(end)
    holder.wait(10)
    with only_writer(lock):
        assert lock.read_text() == f"{os.getpid()}\n"


def test_a_process_that_is_done_leaves_the_way_free(lock, holder):
    holder.stdin.close()
    assert holder.wait(10) == 0
    with only_writer(lock):
        pass


def test_the_same_process_is_refused_as_well_until_it_is_done(lock):
    with only_writer(lock):
        with pytest.raises(AnotherWriterError, match=str(os.getpid())), only_writer(lock):
            pass
        with pytest.raises(AnotherWriterError), only_writer(lock):
            pass  # the first refusal freed nothing
    with only_writer(lock):
        pass
    assert lock.read_text() == ""


def test_an_error_frees_the_lock(lock):
    with pytest.raises(KeyError), only_writer(lock):
        raise KeyError
    with only_writer(lock):
        pass


@pytest.mark.parametrize("left", [b"", b"999999\n", b"\xff\xfe not a pid " * 1000])
def test_what_stands_in_the_file_without_a_holder_is_no_lock(lock, left):
    lock.parent.mkdir()
    lock.write_bytes(left)
    with only_writer(lock):
        assert lock.read_text() == f"{os.getpid()}\n"

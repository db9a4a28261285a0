"""Does `clausewatch add` say of every host on a long list how it stands, and find the policies of those that have any?

    python -m benchmarks.surveys --hosts 500

The hosts are served on loopback (`benchmarks.surveying`): four fifths are invented companies in eight languages, each
with its own way to lead to its policies; a fifth is dead, parked, closed or without a policy. The command runs as it
is installed, in a process of its own. A host is right if its state and the places of its policies are the expected
ones.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.surveying.crowd import Crowd
from benchmarks.surveying.serving import Hosts, served

_WITHIN = 1_200.0  # seconds
_TIMEOUT = 5.0  # seconds; all hosts are served by one thread, beside the command on the same machine
_PER_HOST = 20  # requests, the default
_COMMAND = "from cli import main; main()"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=500)
    crowd = Crowd.of(parser.parse_args().hosts)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(("juridico", "parking", *crowd.names), crowd.pages, crowd.silent) as hosts,
    ):
        begun = time.monotonic()
        told = survey(Path(folder), crowd, hosts)
        seconds = time.monotonic() - begun
        wrong = faults(crowd, hosts, told)
        most = max(len(hosts.asked[name]) for name in crowd.names)
    for one in wrong[:20]:
        print(one)
    right = len(crowd.names) - len(wrong)
    requests = sum(map(len, hosts.asked.values()))
    print(f"{len(crowd.names)} hosts, {requests} requests as the hosts counted them, {seconds:.0f} s")
    goals = (
        ("hosts_right", right, len(crowd.names), right == len(crowd.names)),
        ("most_asked", most, _PER_HOST, most <= _PER_HOST),
    )
    for name, figure, goal, met in goals:
        print(f"{name} {figure} {goal} {'met' if met else 'missed'}")
    return 0 if all(met for *_, met in goals) else 1


def survey(folder: Path, crowd: Crowd, hosts: Hosts) -> Mapping[str, Any]:
    """What the command tells, as JSON."""
    home, listed = folder / "home", folder / "hosts.txt"
    home.mkdir()
    (home / "settings.toml").write_text(hosts.settings(timeout=_TIMEOUT), "utf-8")
    listed.write_text("\n".join(map(hosts.host, crowd.names)), "utf-8")
    command = [sys.executable, "-c", _COMMAND, "add", "--from", str(listed), "--json"]
    environment = os.environ | {"CLAUSEWATCH_HOME": str(home)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=_WITHIN)
    if ran.returncode not in (0, 1) or not ran.stdout:
        raise RuntimeError(f"it ended with {ran.returncode}: {ran.stderr[-2000:]}")
    told: Mapping[str, Any] = json.loads(ran.stdout)
    return told


def faults(crowd: Crowd, hosts: Hosts, told: Mapping[str, Any]) -> Sequence[str]:
    """A line for each host of which something else was said than is so."""
    surveys = {one["host"]: one for one in told["surveys"]}
    lines = []
    for name in crowd.names:
        state, places = crowd.expected(name)
        one = surveys.get(hosts.host(name))
        front = f"http://{hosts.host(name)}"
        found = one and {row["kind"]: row["address"].removeprefix(front) for row in one["found"]}
        if one is None or one["state"] != state.value or found != places:
            said = f"{one['state']} ({one['why']}) {found}" if one else "nothing"
            lines.append(f"{name}: {said}, expected {state.value} {dict(places)}")
    return lines


if __name__ == "__main__":
    sys.exit(main())

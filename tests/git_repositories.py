"""Real git repositories, written commit by commit."""

import os
import subprocess

SAFE = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"]}


def git(folder, *arguments, given=None):
    ran = subprocess.run(["git", "-C", str(folder), *arguments], input=given, capture_output=True, check=True, env=SAFE)
    return ran.stdout


def quoted(path):
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def repository(folder, commits, *, bare=False):
    """`commits`: (seconds since 1970, message, {path: bytes or None for a file that goes}), the earliest first."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main", *(["--bare"] if bare else []))
    stream = b""
    for at, message, files in commits:
        said = message.encode()
        who = b"Bot <bot@archive.example> %d +0200" % at
        stream += b"commit refs/heads/main\nauthor %s\ncommitter %s\ndata %d\n%s\n" % (who, who, len(said), said)
        for path, body in files.items():
            if body is None:
                stream += f"D {quoted(path)}\n".encode()
            else:
                stream += f"M 100644 inline {quoted(path)}\ndata {len(body)}\n".encode() + body + b"\n"
        stream += b"\n"
    git(folder, "fast-import", "--quiet", given=stream)
    return folder

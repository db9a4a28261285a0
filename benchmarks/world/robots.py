"""What does the robots.txt of a host say?"""

from __future__ import annotations

from benchmarks.world.happenings import Host, Role, World

_HUGE = 5_000_000  # bytes; RFC 9309 has crawlers read the first 500 KiB at least


def robots_of(world: World, host: Host) -> bytes:
    """The file as it stands from the first day to the last."""
    if host.role is Role.HUGE_ROBOTS:
        rules = b"User-agent: *\nDisallow: /private\n"
        return rules + b"# nothing to see here, and plenty of it\n" * (_HUGE // 40)
    closed = [page.path for page in world.pages if page.host == host.number and page.unseen]
    lines = ["User-agent: *", "Disallow: /private", *(f"Disallow: {path}" for path in closed)]
    return "\n".join(lines).encode() + b"\n"

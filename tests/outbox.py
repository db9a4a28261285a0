"""An alert, ready to be sent."""

from dataclasses import replace
from datetime import UTC, datetime

from model import Alert, AlertKind, Message

PAGE = "<!doctype html><html><head><title>Acme</title></head><body><p>12 months became 36 months</p></body></html>"


def an_alert(*, subject="Acme Privacy: 1 major change", text="12 months became 36 months\n", html=PAGE, **changes):
    alert = Alert(
        watch="law",
        timeline="acme/privacy",
        kind=AlertKind.CHANGE,
        cause="acme/privacy@20260204191200",
        channel="team",
        made_at=datetime(2026, 2, 4, 19, 12, 5, tzinfo=UTC),
        message=Message(subject=subject, text=text, html=html),
        evidence={},
        name="2f1c1bb2-94a9-5a3e-8f0e-6f4d3a1b9c55",
    )
    return replace(alert, **changes)

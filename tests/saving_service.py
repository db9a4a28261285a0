"""A service that saves pages, in the dialect of Save Page Now 2, on loopback; it notes everything that it is asked."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from model import timestamp14

KEY, SECRET = "Kq7-access", "zS3-very-hidden"
AUTHORIZATION = f"LOW {KEY}:{SECRET}"


class SavePageNow:
    """`faults` are answered first, one each: (status, headers, body). `pending` is how often a job is not over yet.

    As the real one it makes no second memento within `if_not_archived_within`, and gives the one that it has.
    """

    def __init__(self, clock):
        self.clock, self.pending, self.most_at_once = clock, 0, 0
        self.on_look = lambda: None
        self.robots, self.faults, self.errors = None, [], {}
        self.asked, self.others, self.headers, self.connections = [], [], [], []
        self.mementos, self.jobs, self._looks = {}, {}, {}
        self.hold = threading.Event()
        self.hold.set()
        self.entered = threading.Event()

    @property
    def saved(self):
        """Page -> how many mementos were made."""
        return {url: len(made) for url, made in self.mementos.items()}

    def save(self, form):
        self.asked.append(form)
        url, now = form["url"], self.clock()
        if url in self.errors:
            return {"status": "error", "status_ext": f"error:{self.errors[url]}", "message": f"no: {self.errors[url]}"}
        within = int(form["if_not_archived_within"].removesuffix("s"))
        made = self.mementos.setdefault(url, [])
        if not made or (now - made[-1]).total_seconds() > within:
            made.append(now)
        job = f"spn2-{len(self.jobs)}"
        self.jobs[job] = (url, made[-1])
        self.most_at_once = max(self.most_at_once, sum(self._looks.get(one, 0) <= self.pending for one in self.jobs))
        return {"url": url, "job_id": job}

    def status(self, job):
        self.on_look()
        if job not in self.jobs:
            return {"status": "pending", "job_id": job, "resources": []}
        self._looks[job] = self._looks.get(job, 0) + 1
        if self._looks[job] <= self.pending:
            return {"status": "pending", "job_id": job, "resources": []}
        url, moment = self.jobs[job]
        return {"status": "success", "job_id": job, "original_url": url, "timestamp": timestamp14(moment)}

    def answer(self, request, form):
        self.headers.append(request.headers)
        self.connections.append(request.client_address)
        if request.path == "/robots.txt":
            self.others.append(request.path)
            return (404, {}, b"") if self.robots is None else (200, {}, self.robots)
        if self.faults:
            (self.asked if form else self.others).append(form or request.path)
            return self.faults.pop(0)
        if request.headers["Authorization"] != AUTHORIZATION:
            return 401, {}, b"{}"
        if form:
            told = self.save(form)
            self.entered.set()
            self.hold.wait(20)
        else:
            self.others.append(request.path)
            told = self.status(request.path.removeprefix("/save/status/"))
        return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()


@contextmanager
def serving(service):
    """The address of the service."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # with which connections are kept open

        def do_GET(self):
            self.reply({})

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.reply(dict(parse_qsl(body.decode(), strict_parsing=True)))

        def reply(self, form):
            status, headers, body = service.answer(self, form)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/save"
        finally:
            service.hold.set()
            server.shutdown()
            thread.join(5)

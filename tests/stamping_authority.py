"""A small time-stamping authority on loopback, which signs with OpenSSL, and can be told to misbehave."""

import shutil
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = here
[here]
dir = {folder}
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(folder, *arguments, given=None):
    return subprocess.run(
        ["openssl", *map(str, arguments)], cwd=folder, input=given, check=True, capture_output=True, timeout=60
    ).stdout


class Stamper:
    """Keys of its own in a folder. `twist` makes another answer of one, `status` and `headers` go with it."""

    def __init__(self, folder):
        self.folder, self.asked = folder, []
        self.twist, self.status, self.headers, self.hold = (lambda answer: answer), 200, {}, threading.Event()
        self.hold.set()
        folder.mkdir()
        (folder / "serial").write_text("01\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        for name in ("ca", "tsa"):
            (folder / f"{name}.cnf").write_text(CONFIG.format(folder=folder, name=f"{name} of {folder.name}"))
        own = ("-config", "ca.cnf", "-extensions", "ca", "-days", "30")
        openssl(folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", *own)
        openssl(folder, "req", "-new", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-config", "tsa.cnf")
        given = ("-CA", "ca.pem", "-CAkey", "ca.key", "-extfile", "tsa.cnf", "-extensions", "stamping", "-days", "30")
        openssl(folder, "x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", "-set_serial", "7", *given)

    @property
    def certificates(self):
        return self.folder / "ca.pem"

    def reply(self, question):
        (self.folder / "question.tsq").write_bytes(question)
        options = ("-queryfile", "question.tsq", "-config", "tsa.cnf", "-section", "here")
        return openssl(self.folder, "ts", "-reply", *options)


@contextmanager
def serving(stamper):
    """Its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            question = self.rfile.read(int(self.headers["content-length"]))
            stamper.asked.append((dict(self.headers), question))
            stamper.hold.wait(30)
            answer = stamper.twist(stamper.reply(question))
            self.send_response(stamper.status)
            for name, value in {"content-type": "application/timestamp-reply", **stamper.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for piece in [answer] if isinstance(answer, bytes) else answer:
                    self.wfile.write(piece)
            except OSError:
                return

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads, block_on_close = True, False

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/stamp"
        finally:
            stamper.hold.set()
            server.shutdown()
            thread.join()

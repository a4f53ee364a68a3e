"""A council's sign-in on the loopback address that speaks OpenID Connect: discovery, keys, codes with PKCE, tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT, SECRET = "wardmote-test", "a made-up secret"


def new_key() -> RSAPrivateKey:
    """A key to sign with."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Council:
    """The provider. Tests set what it says of who signs in, and how it misbehaves."""

    address: str = ""
    signing: RSAPrivateKey = field(default_factory=new_key)
    shown: RSAPrivateKey | None = None
    """Another key in the place of the one that signs."""
    person: dict[str, Any] = field(default_factory=dict)
    spoils: dict[str, Any] = field(default_factory=dict)
    """Claims of the token that are set otherwise; None takes one away."""
    algorithm: str = "RS256"
    beside: dict[str, Any] | None = None
    """What is told outside the token: None is nothing at all."""
    calls_itself: str = ""
    without_token: bool = False
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    """By code: what the browser was sent with."""

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to, with a code."""
        code = f"code-{len(self.asked)}"
        self.asked[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, told: dict[str, str]) -> dict[str, Any]:
        """What a code is worth, once and with its verifier."""
        asked = self.asked.pop(told["code"])
        digest = hashlib.sha256(told["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked["code_challenge_method"] != "S256" or proof != asked["code_challenge"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked.get("nonce"),
        } | self.person | self.spoils  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        key: Any = {"RS256": self.signing, "HS256": "x" * 32, "none": None}[self.algorithm]
        signed = jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "one"})
        made = {"access_token": "opens-userinfo", "token_type": "Bearer", "expires_in": 300}
        return made if self.without_token else made | {"id_token": signed}

    def answer(self, path: str) -> Any:
        """What it tells whoever asks."""
        if path == "/.well-known/openid-configuration":
            told = {
                "issuer": self.calls_itself or self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
            }
            return told if self.beside is None else told | {"userinfo_endpoint": f"{self.address}/userinfo"}
        if path == "/keys":
            public = (self.shown or self.signing).public_key()
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public))
            return {"keys": [key | {"kid": "one", "use": "sig", "alg": "RS256"}]}
        return self.beside if path == "/userinfo" else None


@contextmanager
def council() -> Iterator[Council]:
    """One that listens."""
    made = Council()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(made.answer(urlsplit(self.path).path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(made.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _say(self, told: Any) -> None:
            self.send_response(200 if told is not None else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *words: Any) -> None:
            del words

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

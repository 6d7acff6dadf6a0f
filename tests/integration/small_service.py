"""The smallest process that can be supervised: it answers its health addresses and says what it was told at its start."""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from deploy.services import Service
from deploy.supervisor import Supervisor
from deploy.voice import Voice
from services.runtime.settings import Settings, StackSettings

SMALL = Service("small", "tests.integration.small_service", 8101, "小服务")


class Health(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        told = {
            name: value for name, value in os.environ.items() if name.startswith(("MEDIATION_", "KAFKA_", "MONGODB_"))
        }
        body = json.dumps({"lag": 0, "version": "1", "told": told}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def serve() -> None:
    settings = Settings.from_environment()
    ThreadingHTTPServer((settings.host, settings.port), Health).serve_forever()


def supervise() -> None:
    """What `mediate run` does, with this process as the only service."""
    Supervisor(StackSettings.from_environment(), Settings.from_environment(), (SMALL,), Voice()).run()


if __name__ == "__main__":
    supervise() if sys.argv[1:] == ["supervise"] else serve()

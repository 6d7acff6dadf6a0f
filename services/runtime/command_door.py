"""The short way in: a command finds its endpoint by method and path, past the framework's middleware and router.

FastAPI describes the commands and serves everything else; what it does around an endpoint (dependency solving, exit
stacks, five layers of middleware, trying one pattern after the other) costs more than our own reading of the request and
gives a command nothing. What the door does not know goes the long way, so that 404, 405 and redirects stay FastAPI's.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from services.runtime.command_routes import CASE_CODE

Answer = Callable[[Request], Awaitable[Response]]
"""Answers a request and never raises."""


class DoorRoute:
    """What stands as `route` in the scope of a request: `path` is what metrics call it."""

    def __init__(self, path: str, answer: Answer) -> None:
        self.path = path
        self.answer = answer


class CommandDoor:
    """The commands of a service by method and path."""

    def __init__(self) -> None:
        self._routes: dict[tuple[str, str], DoorRoute] = {}
        self._places: set[int] = set()
        """At which segments of their paths the commands name their case."""

    def add(self, method: str, path: str, answer: Answer) -> None:
        """`path` may name the case by one segment `{case_code}`."""
        self._routes[method, path] = DoorRoute(path, answer)
        if CASE_CODE in path:
            self._places.add(path.split("/").index(CASE_CODE))

    def takes(self, scope: Scope) -> bool:
        """Whether this is a command; if so the scope tells its route and the case code as FastAPI's would."""
        if scope["type"] != "http" or scope.get("root_path"):
            return False
        route, case_code = self._found(scope["method"], scope["path"])
        if route is None:
            return False
        scope["route"], scope["path_params"] = route, {"case_code": case_code} if case_code else {}
        return True

    def _found(self, method: str, path: str) -> tuple[DoorRoute | None, str]:
        route = self._routes.get((method, path))
        if route is not None and CASE_CODE not in path:
            return route, ""
        segments = path.split("/")
        for place in self._places:
            if place < len(segments) and (case_code := segments[place]):
                template = "/".join((*segments[:place], CASE_CODE, *segments[place + 1 :]))
                if (route := self._routes.get((method, template))) is not None:
                    return route, case_code
        return None, ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that `takes` said yes to."""
        route: DoorRoute = scope["route"]
        response = await route.answer(Request(scope, receive))
        await response(scope, receive, send)


class Application(FastAPI):
    """A FastAPI application whose commands come in by the door."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.door = CommandDoor()
        self.through_the_door: ASGIApp = self.door
        """The door with whatever is put around it, e.g. metrics."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Commands by the door, everything else as FastAPI does."""
        if self.door.takes(scope):
            await self.through_the_door(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

"""TCP ports of this machine: whether one can be had, and which are free."""

import random
import socket
from collections.abc import Iterable
from contextlib import ExitStack

from deploy.embedded.problems import port_is_busy

HOST = "127.0.0.1"
_given_away = ExitStack()
"""The signs of ports that this process has given away; they end with it."""


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` now; a port in TIME_WAIT counts as free, as it does for the servers."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return not answers(port)


def answers(port: int) -> bool:
    """Whether something accepts connections on `port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def require_free_port(port: int, purpose: str, variable: str) -> None:
    """Raise OperatorProblem, naming the environment variable that moves the port, unless `port` is free."""
    if not is_free(port):
        raise port_is_busy(port, purpose, variable)


def free_ports(count: int) -> int:
    """The first of `count` consecutive ports that nothing listens on, below the range that outgoing connections use.

    No port is given twice while this process lives, by this or another process: between the answer and the server that
    listens there lie seconds. The datagram socket of the same number, which nobody here uses, is held as the sign.
    """
    while True:
        first = random.randrange(15000, 32000)
        if all(is_free(port) for port in range(first, first + count)) and _took(range(first, first + count)):
            return first


def _took(ports: Iterable[int]) -> bool:
    """Whether all of them could be marked as given away."""
    with ExitStack() as stack:
        for port in ports:
            sign = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            try:
                sign.bind((HOST, port))
            except OSError:
                return False
        _given_away.enter_context(stack.pop_all())
        return True

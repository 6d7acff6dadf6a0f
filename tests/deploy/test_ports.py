"""Ports for servers that start seconds later: none is given twice, in this process or in another."""

import random
import subprocess
import sys

from deploy.embedded.ports import free_ports, is_free

GIVES = "import random; random.seed(7); from deploy.embedded.ports import free_ports; print(free_ports(3), flush=True); input()"


def test_no_port_is_given_twice_although_nobody_listens_on_it_yet() -> None:
    state = random.getstate()
    first = free_ports(3)
    random.setstate(state)
    second = free_ports(3)
    assert {first, first + 1, first + 2}.isdisjoint({second, second + 1, second + 2})
    assert is_free(first)


def test_another_process_does_not_give_it_either() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", GIVES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        theirs = int(other.stdout.readline())
        random.seed(7)
        try:
            ours = free_ports(3)
        finally:
            random.seed()
            other.communicate("\n", timeout=20)
    assert {ours, ours + 1, ours + 2}.isdisjoint({theirs, theirs + 1, theirs + 2})

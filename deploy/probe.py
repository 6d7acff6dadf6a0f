"""`python -m deploy.probe PORT`: exits 0 when the service on this port says that it is ready (a container's health check)."""

import sys

import httpx


def main(port: str) -> int:
    """0 when ready, 1 otherwise."""
    try:
        return 0 if httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=3).status_code == 200 else 1
    except httpx.HTTPError:
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""`python -m services.views`: the views' process."""

from services.views.worker import run

if __name__ == "__main__":
    run()

"""How often one address may come to the public ways, and how often a short code may be wrong."""

from services.runtime.limiter import Limiter


class Limits:
    """The limits of the public ways."""

    def __init__(self) -> None:
        self.visits = Limiter(60, 60)
        """By address, a minute: a household or an office may share one."""
        self.wrong_codes = Limiter(5, 3600)
        """By case, an hour: of 100,000,000 codes nobody guesses one."""
        self.wrong_codes_of_address = Limiter(10, 3600)
        self.matters = Limiter(5, 3600)
        """Reports of unresolved matters by address, an hour."""

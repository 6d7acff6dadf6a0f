"""Whom a local token speaks for: an office of a body, never a person. Which offices exist is data of the jurisdiction."""

from schemas.base import Value


class Account(Value):
    """One office that may ask for tokens of the local issuer."""

    id: str
    """Account id, e.g. `clerk.wuhu.jinghu.fangcun.pmc`."""
    organisation: str
    """Id of the body in the profile's organisation tree."""
    office: str
    """The office in Chinese, as shown to people."""
    roles: tuple[str, ...]

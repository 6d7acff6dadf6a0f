"""Grounds of the law by which a court declines or dismisses: CPL-I 355 and 358, read from the profile's grounds.yaml."""

from services.judicial_confirmation.domain.law import ConfirmationLaw
from services.jurisdiction.grounds import Ground, GroundKind

DOCKETED_ELSEWHERE = "docketed_elsewhere"
"""Another court docketed first and is alone competent (CPL-I 352)."""
NOT_STATED = "not_stated"
"""The published source of a played case does not tell the ground."""


def ground_to_decline(law: ConfirmationLaw, code: str) -> Ground | None:
    """The ground of CPL-I 355 with this code."""
    return _of(law, code, GroundKind.CONFIRMATION_NOT_ACCEPTED)


def ground_to_dismiss(law: ConfirmationLaw, code: str) -> Ground | None:
    """The ground of CPL-I 358 with this code, or one of 355 that came out after docketing."""
    return _of(law, code, GroundKind.CONFIRMATION_DISMISSED) or ground_to_decline(law, code)


def may_decline(law: ConfirmationLaw, code: str, *, story: bool) -> bool:
    """Whether the court may decline with this code; only a played public case may leave the ground open."""
    return (story and code == NOT_STATED) or ground_to_decline(law, code) is not None


def may_dismiss(law: ConfirmationLaw, code: str, *, story: bool) -> bool:
    """Whether the court may dismiss with this code; only a played public case may leave the ground open."""
    return (story and code == NOT_STATED) or ground_to_dismiss(law, code) is not None


def words(law: ConfirmationLaw, code: str) -> str:
    """The ground in the words of the law; the code itself where the profile has no words for it."""
    ground = law.grounds.find(code)
    return ground.text_zh if ground else code


def _of(law: ConfirmationLaw, code: str, kind: GroundKind) -> Ground | None:
    ground = law.grounds.find(code)
    return ground if ground is not None and ground.kind is kind else None

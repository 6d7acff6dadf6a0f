"""What of a case a party can withdraw, and whether it declared so and waits for an answer: pure, from a case document."""

from collections.abc import Mapping
from typing import Any

from schemas.intake import CaseReopened, WithdrawalAnswered, WithdrawalDeclared
from schemas.petitions import PetitionWithdrawalAnswered, PetitionWithdrawalDeclared
from services.views.case_file.story_of_case import of_source

PETITION_ENDED = (None, "petition_concluded", "petition_ended", "recheck_opinion")
"""Stages of a petition in which nothing is left to withdraw."""


def petition_to_withdraw(document: Mapping[str, Any], party_id: str) -> bool:
    """Whether the party is a petitioner of a petition that goes on."""
    petition = (document.get("petitions") or {}).get("facts") or {}
    return party_id in petition.get("petitioners", ()) and petition.get("stage") not in PETITION_ENDED


def is_withdrawing(document: Mapping[str, Any], party_id: str) -> bool:
    """Whether a withdrawal of the case, or this party's of the petition, was declared and nobody has answered it."""
    case = petition = False
    for event in of_source(document, "intake"):
        match event:
            case WithdrawalDeclared():
                case = True
            case WithdrawalAnswered() | CaseReopened():
                case = False
    for event in of_source(document, "petitions"):
        match event:
            case PetitionWithdrawalDeclared(party_id=declared) if declared == party_id:
                petition = True
            case PetitionWithdrawalAnswered():
                petition = False
    return case or petition

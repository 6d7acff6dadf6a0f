"""Who may act on which round: only the agency that has it; for anybody else the case does not exist (design.md section 6)."""

from typing import Any

from schemas.command import Command, Refused
from services.administrative_mediation.domain.commands.base import AgreementCommand
from services.administrative_mediation.domain.state import CaseState, Track
from services.jurisdiction.own_rounds import own_round


def find_round(state: CaseState, command: Command[Any]) -> Track | Refused:
    """The round a person's command is about: the one named, else the body's latest open round, else its latest."""
    return own_round(state.tracks.values(), command, with_agreement=isinstance(command.body, AgreementCommand))

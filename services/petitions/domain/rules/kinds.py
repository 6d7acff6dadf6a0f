"""The two kinds that have no opinion: suggestions are answered, accusations go to the discipline organ (XF 29, 30)."""

from schemas.command import Command, Refused
from schemas.petitions_receiving import AccusationHandedOver, SuggestionAnswered
from schemas.petitions_values import PetitionKind
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.jurisdiction.vocabulary import BodyKind
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import AnswerSuggestion, HandOverAccusation
from services.petitions.domain.refusals import only_in
from services.petitions.domain.rules.sealing import not_to_the_accused
from services.petitions.domain.situations import Accepted, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition


def hand_over_accusation(
    state: CaseState, petition: Petition, command: Command[HandOverAccusation], law: Law
) -> Answer:
    """To the discipline organ, or to the body that has to deal with the official; never to the accused."""
    body = command.body
    if petition.kind is not PetitionKind.ACCUSATION:
        return Refused("not_an_accusation", "本信访事项不是检举控告。", source="XF 30")
    refused = only_in(petition, Registered, WithUnit, Accepted) or not_to_the_accused(
        petition, body.to_body, law, "to_body"
    )
    if refused:
        return refused
    known = law.organisation(body.to_body)
    if known is not None and known.kind is not BodyKind.DISCIPLINE_ORGAN:
        return Refused("not_a_discipline_organ", "检举控告由纪检监察机关依规依纪依法处理。", "to_body", "XF 30")
    handed = AccusationHandedOver(**stamp(command, petition), to_body=body.to_body, reference=body.reference)
    return handed, *clocks.stop_several(state, _RECEIVING, moment(command), "检举控告已移送")


def answer_suggestion(state: CaseState, petition: Petition, command: Command[AnswerSuggestion], law: Law) -> Answer:
    """Adopted or not: the suggestion gets an answer."""
    body = command.body
    if petition.kind is not PetitionKind.SUGGESTION:
        return Refused("not_a_suggestion", "本信访事项不是建议意见。", source="XF 29")
    if refused := only_in(petition, Registered, WithUnit, Accepted):
        return refused
    answered = SuggestionAnswered(
        **stamp(command, petition), by_body=command.actor.organisation, adopted=body.adopted, reply=body.reply
    )
    return answered, *clocks.stop_several(state, _RECEIVING, moment(command), "建议意见已答复")


_RECEIVING = (clocks.FORWARDING, clocks.NOTICE, clocks.OBJECTION, clocks.SIMPLE_ACCEPTANCE, clocks.SIMPLE_HOP)

"""The key rule (XF 31): which lawful way a grievance has. Only (6) is handled as a petition and has the 60 days (XF 34)."""

from collections.abc import Mapping

from schemas.command import Command, Refused
from schemas.petitions_handling import PetitionClassified, PetitionDiverted
from schemas.petitions_values import Article31, PetitionKind
from schemas.values import Channel
from services.jurisdiction.law import Law
from services.jurisdiction.moments import moment
from services.petitions.domain import clocks
from services.petitions.domain.answers import Answer, stamp
from services.petitions.domain.commands import ClassifyPetition
from services.petitions.domain.refusals import only_in
from services.petitions.domain.situations import Accepted, Diverted, Handling, Registered, WithUnit
from services.petitions.domain.state import CaseState, Petition

ROUTES: Mapping[Article31, tuple[Channel | None, ...]] = {
    Article31.LITIGATION: (Channel.LITIGATION, Channel.RECONSIDERATION, Channel.POLICE, Channel.ENFORCEMENT, None),
    Article31.ARBITRATION: (Channel.ARBITRATION,),
    Article31.PARTY_APPEAL: (None,),
    Article31.ADMINISTRATIVE_PROCEDURE: (
        Channel.RECONSIDERATION, Channel.ADJUDICATION, Channel.LAW_ENFORCEMENT, Channel.ADMIN_MEDIATION, None,
    ),
    Article31.DUTY_TO_ACT: (Channel.LAW_ENFORCEMENT, None),
}  # fmt: skip
"""Which channels are ways of which paragraph; None is a way that is no channel of ours (procuratorate, party, licence …)."""


def classify(state: CaseState, petition: Petition, command: Command[ClassifyPetition], law: Law) -> Answer:
    """(1)-(5): the statutory route is told and no clock of handling runs. (6): the 60 days run from acceptance."""
    if petition.kind is not PetitionKind.GRIEVANCE:
        return Refused("not_a_grievance", "只有申诉求决事项才按第三十一条区分办理途径。", source="XF 31")
    if command.body.article is Article31.PETITION_PROCEDURE:
        return _handle(state, petition, command, law)
    return _divert(state, petition, command)


def _handle(state: CaseState, petition: Petition, command: Command[ClassifyPetition], law: Law) -> Answer:
    if refused := only_in(petition, Accepted, Diverted):
        return refused
    if petition.accepted is None:
        return Refused("not_admitted", "信访事项尚未受理，请先受理。", source="XF 31(6)")
    at = moment(command)
    classified = PetitionClassified(
        **stamp(command, petition), responsible_unit=petition.unit or petition.office, article=command.body.article,
        accepted_at=petition.accepted.at, reason=command.body.reason,
    )  # fmt: skip
    simple = clocks.start(state, law, clocks.SIMPLE_OPINION, petition.accepted, at) if petition.simple else ()
    return classified, *clocks.start(state, law, clocks.HANDLING, petition.accepted, at), *simple


def _divert(state: CaseState, petition: Petition, command: Command[ClassifyPetition]) -> Answer:
    """Before acceptance too: what is the courts' leaves the petition system at once (诉访分离, XF 22, 28)."""
    body = command.body
    refused = only_in(petition, Registered, WithUnit, Accepted, Handling) or _route_refused(body)
    if refused:
        return refused
    diverted = PetitionDiverted(
        **stamp(command, petition), body=command.actor.organisation, article=body.article, route=body.route,
        to_body=body.to_body, notice=body.notice,
    )  # fmt: skip
    return diverted, *clocks.stop_all(
        state, moment(command), "已引导到法定途径并告知信访人", answered=(clocks.FORWARDING, clocks.NOTICE)
    )


def _route_refused(body: ClassifyPetition) -> Refused | None:
    if body.route not in ROUTES[body.article]:
        return Refused("route_does_not_fit", "所选途径与第三十一条的这一项不符。", "route", "XF 31")
    if not body.to_body:
        return Refused("body_of_route_missing", "请填写该法定途径的受理机关。", "to_body", "XF 31")
    if not body.notice:
        return Refused("notice_missing", "须告知信访人应当通过的法定途径，请填写告知内容。", "notice", "XF 31")
    return None

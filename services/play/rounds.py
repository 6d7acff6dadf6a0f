"""A round of people's mediation in a played case: hand-over, consent, mediator, rights, sessions, its end."""

from schemas.intake import HandOverReason
from schemas.values import Channel
from services.jurisdiction.vocabulary import Tier
from services.play.acts import PartyAt
from services.play.opening import CLERK, register, tier_of
from services.play.progress import INTAKE, PEOPLE_MEDIATION, Progress, Round

MEDIATOR = "mediator"
ROUTES = ("仲裁", "行政途径", "向人民法院起诉")
_OFFERED = ((PEOPLE_MEDIATION, "offer_received"),)
_HANDED_OVER = ((PEOPLE_MEDIATION, "custody_received"),)


def referred(progress: Progress) -> None:
    """A court, the police or a petition office hands the case to people's mediation."""
    register(progress)
    court = progress.step.channel is Channel.LITIGATION
    reason = HandOverReason.COURT_DELEGATION_BEFORE_FILING if court else HandOverReason.REFERRAL
    open_round(progress, tier_of(progress, Tier.COUNTY) if progress.step.tier else Tier.COUNTY, reason, told=True)


def open_round(progress: Progress, tier: Tier, reason: HandOverReason, *, told: bool) -> None:
    """Offer and acceptance: the committee holds the case from here on."""
    holder, committee = progress.custodian, progress.committee(tier)
    heard = _HANDED_OVER if holder == committee else _OFFERED
    offer = {
        "to_body": committee.id,
        "channel": Channel.PEOPLE_MEDIATION.value,
        "reason": reason.value,
        "explanation": progress.step.what if told else "",
    }
    if told:
        progress.stated(INTAKE, "offer_custody", offer, holder, CLERK, hears=heard)
    else:
        why = "来源未写移送，调解前案件须移交调委会"
        progress.assumed(INTAKE, "offer_custody", offer, holder, CLERK, why=why, hears=heard)
    if holder != committee:  # within one body it moves at once
        why = "来源未写接收，调解前须接收"
        progress.assumed(PEOPLE_MEDIATION, "accept_offer", {}, committee, CLERK, why=why, hears=_HANDED_OVER)
    progress.holder, progress.agency = committee, None
    progress.round = Round(committee, delegated=reason is HandOverReason.COURT_DELEGATION_BEFORE_FILING)
    progress.agreed = False


def in_round(progress: Progress, *, talks: bool = False) -> Round:
    """The round the present step belongs to, opened when there is none; `talks` after its end are another round."""
    register(progress)
    if progress.round is None or (talks and progress.round.over):
        usual = Tier.COUNTY if progress.step.channel is Channel.INDUSTRY_MEDIATION else Tier.TOWNSHIP
        open_round(progress, tier_of(progress, usual), HandOverReason.ROUTE, told=False)
    assert progress.round is not None
    return progress.round


def mediating(progress: Progress) -> Round:
    """A round in which talks may begin: consent, acceptance, mediator and rights notice are there."""
    here = in_round(progress, talks=True)
    if not here.consented:
        _consent(progress, here)
    if not here.accepted and not progress.resolved_elsewhere:
        here.accepted = True
        why = "来源未写受理，调解前须受理"
        progress.assumed(PEOPLE_MEDIATION, "accept_mediation", {}, here.committee, CLERK, why=why)
    if not here.mediator:
        here.mediator = True
        name = {"mediator": f"调解员（{progress.step.actor}）"}
        why = "来源未写指定调解员（人民调解法第十九条）"
        progress.assumed(PEOPLE_MEDIATION, "assign_mediator", name, here.committee, CLERK, why=why)
    if not here.rights_told:
        here.rights_told = True
        why = "来源未写权利义务告知，调解前须告知"
        progress.assumed(PEOPLE_MEDIATION, "notify_rights", {"orally": True}, here.committee, MEDIATOR, why=why)
    return here


def _consent(progress: Progress, here: Round) -> None:
    here.consented = True
    why = "来源未写当事人同意，双方自愿参加调解即表示同意（人民调解法第十七条）"
    if progress.consent_told is not None:
        why = f"同意见第 {progress.consent_told + 1} 步"
    for position in progress.disputants:
        progress.assumed(
            PEOPLE_MEDIATION, "give_consent", {"party_id": PartyAt(position)}, here.committee, CLERK, why=why
        )


def consent_given(progress: Progress) -> None:
    """The parties agree to mediate."""
    here = in_round(progress, talks=True)
    here.consented = True
    for position in progress.disputants:
        progress.stated(PEOPLE_MEDIATION, "give_consent", {"party_id": PartyAt(position)}, here.committee, CLERK)


def consent_refused(progress: Progress) -> None:
    """A party refuses: the respondents, where the source names nobody."""
    here = in_round(progress)
    position = progress.disputants[-1]
    body = {"party_id": PartyAt(position), "reason": progress.step.what, "routes_told": ROUTES}
    progress.stated(PEOPLE_MEDIATION, "refuse_consent", body, here.committee, CLERK)
    here.over = True


def accepted(progress: Progress) -> None:
    """The committee takes the case up."""
    here = in_round(progress)
    if not here.consented:
        _consent(progress, here)
    here.accepted = True
    progress.stated(PEOPLE_MEDIATION, "accept_mediation", {}, here.committee, CLERK)


def mediator_assigned(progress: Progress) -> None:
    """A mediator, or the office that is to mediate, is named."""
    here = in_round(progress)
    here.mediator = True
    body = {"mediator": f"调解员（{progress.step.what}）"}
    progress.stated(PEOPLE_MEDIATION, "assign_mediator", body, here.committee, CLERK)


def session_held(progress: Progress) -> None:
    """Talks were held."""
    here = mediating(progress)
    step = progress.step
    body = {"count": step.count or 1, "minutes": step.what, "invited": [step.actor]}
    progress.stated(PEOPLE_MEDIATION, "hold_session", body, here.committee, MEDIATOR)


def evidence_gathered(progress: Progress) -> None:
    """Facts were looked into."""
    here = in_round(progress)
    body = {"what": progress.step.what, "by": progress.step.actor}
    progress.stated(PEOPLE_MEDIATION, "gather_evidence", body, here.committee, MEDIATOR)


def joint_handling(progress: Progress) -> None:
    """Several bodies look into the matter together."""
    here = in_round(progress, talks=True)
    body = {"what": f"联合办理：{progress.step.what}", "by": progress.step.actor}
    progress.stated(PEOPLE_MEDIATION, "gather_evidence", body, here.committee, MEDIATOR)


def ended(progress: Progress, reason: str) -> None:
    """The round ended without agreement; the other routes are told (PML 26). Ended already, the written notice is filed."""
    if progress.round is not None and progress.round.over:
        body: dict[str, object] = {"item": "file_note", "description": f"终止调解通知书：{progress.step.what}"}
        progress.stated(PEOPLE_MEDIATION, "add_file_item", body, progress.round.committee, CLERK)
        return
    here = mediating(progress)
    body = {"reason": reason, "explanation": progress.step.what, "routes_told": ROUTES}
    progress.stated(PEOPLE_MEDIATION, "terminate_mediation", body, here.committee, MEDIATOR)
    here.over = True


def escalated(progress: Progress) -> None:
    """The case goes up a level: to the committee of the level that the step names."""
    tier = Tier(progress.step.tier.value) if progress.step.tier else Tier.COUNTY
    open_round(progress, tier, HandOverReason.ESCALATION, told=True)

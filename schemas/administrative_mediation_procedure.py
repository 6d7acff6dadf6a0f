"""Events of administrative mediation between acceptance and agreement: consent, people, meetings, appraisal (domain.md 2.2)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from schemas import people_mediation_rounds as rounds
from schemas.base import MediationText, PersonalText
from schemas.people_mediation_rounds import TrackEvent
from schemas.values import PartyRole


class ConsentRequested(rounds.ConsentRequested):
    """A party was asked in writing whether it agrees to mediation (征求意见书)."""


class ConsentGiven(rounds.ConsentGiven):
    """A party agrees to mediation by the agency."""


class ConsentRefused(rounds.ConsentRefused):
    """A party clearly refused: the agency may not mediate (SD 22, SZ 21)."""


class MediationOpened(TrackEvent):
    """Everybody whose consent is needed has agreed: talks may begin."""


class DamageBasis(StrEnum):
    """From when ten days are counted in a traffic accident (TR 94-96)."""

    FUNERAL_ENDED = "funeral_ended"
    TREATMENT_ENDED = "treatment_ended"
    DISABILITY_RATED = "disability_rated"
    LOSS_FIXED = "loss_fixed"


class DamageFixed(TrackEvent):
    """The day from which the traffic police's ten days run: funeral, treatment, disability rating or loss settled."""

    basis: DamageBasis
    on: date


class RepresentativesNamed(TrackEvent):
    """A side with many people acts through representatives; how many a side may have is the sector's (MED 30, TRP 89, SAMR 11)."""

    side: PartyRole
    persons: int
    represented: tuple[str, ...]
    """party_ids."""


class MediatorAssigned(rounds.MediatorAssigned):
    """An official of the agency is to mediate."""


class RecusalRequested(rounds.RecusalRequested):
    """A party asked that the mediating official step aside, or the official declared an interest."""


class MediatorRecused(rounds.MediatorRecused):
    """The mediating official stepped aside; who leads the talks is replaced."""


class RightsNotified(rounds.RightsNotified):
    """Nature, principles, effect, rights and duties were told before mediating (权利义务告知书)."""


class MeetingNotified(TrackEvent):
    """The parties were told when and where talks will be (调解会通知书); traffic: three days ahead (TRP 85-94)."""

    held_at: AwareDatetime
    place: str = ""
    party_ids: tuple[str, ...]


class EvidenceGathered(rounds.EvidenceGathered):
    """The agency looked into the facts: inspection, sampling, documents."""


class AppraisalStarted(TrackEvent):
    """An appraisal or test began; its time does not count where the sector's law excludes it (MED 38, 40; SAMR 20)."""

    appraisal_id: str
    kind: str
    """The period as the law names it: 鉴定, 检测, 检验, 检定 or 评估."""
    by: str = ""
    """Who appraises; an institution, never a person's name."""
    agreed_by: tuple[str, ...] = ()
    time_excluded: bool


class AppraisalEnded(TrackEvent):
    """The appraisal is there, or was given up; the time counts again."""

    appraisal_id: str
    findings: PersonalText = ""


class SessionHeld(rounds.SessionHeld):
    """Talks led by the agency. What was said is `minutes`: it stays with the agency."""

    version: ClassVar[int] = 1

    failed: bool = False
    """The talks ended without agreement; at the police a second and last time follows within seven working days (PSP 183)."""
    minutes: MediationText = ""


class DangerSignsSeen(rounds.DangerSignsSeen):
    """Signs of violence or escalation were seen at the agency."""

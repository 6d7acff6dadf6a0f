"""A sealed accusation is read by the bodies that have it, each for itself, and by nobody else (XF 30; design.md section 6)."""

from typing import Any

import pytest

from schemas import intake, petitions
from schemas.intake import CaseSummary
from schemas.personal import MASK
from schemas.values import CaseSource, Channel, DisputeType, ReceivedVia
from services.jurisdiction.law import Law
from services.views.case_file.reading import case_file
from services.views.reader import Reader
from services.views.sealing import accused_of, unsealed_or_own
from services.views.words import words_of
from tests.domain.views.log import Log, actor, at, view_named
from tests.domain.views.village import CITY, COMMITTEE, HUB, PARTIES, STREET, registered

LAW = Law.load("wuhu")
DISCIPLINE = "wuhu.discipline"


def reader(organisation: str, role: str = "clerk") -> Reader:
    return Reader.of(actor(organisation, role), LAW)


def accusation(*accused: str, registering: str = HUB) -> Log:
    """An accusation registered by a body, against others."""
    case = CaseSummary(
        dispute_type=DisputeType.OTHER, source=CaseSource.APPLICATION, received_via=ReceivedVia.COUNTER,
        summary="检举某负责人收受财物", parties=PARTIES, sealed=True, accused=accused,
    )  # fmt: skip
    log = Log()
    log.decide(
        "intake",
        intake.CaseRegistered(
            occurred_at=at("2026-03-02"), registering_body=registering, first_handler=registering,
            handler="clerk", case=case,
        ),
        by=actor(registering, "clerk"),
    )  # fmt: skip
    return log


def document_of(log: Log, view: str = "case_file") -> dict[str, Any]:
    document = log.document(view_named(view))
    assert document is not None
    return dict(document)


@pytest.mark.parametrize("view", ["case_file", "boards"])
def test_the_body_that_took_it_in_reads_it_and_no_superior_does(view: str) -> None:
    document = document_of(accusation(STREET), view)
    assert accused_of(document) == (STREET,)
    assert reader(HUB).may_be_shown(document)
    for stranger in (CITY, STREET, COMMITTEE):
        assert not reader(stranger).may_be_shown(document)


def test_the_accused_reads_nothing_even_where_it_has_the_case_itself() -> None:
    named = LAW.organisation(HUB)
    assert named is not None
    for accused in (HUB, named.name_zh):
        assert not reader(HUB).may_read(document_of(accusation(accused)))


def test_a_body_below_the_accused_reads_nothing() -> None:
    assert not reader(COMMITTEE).may_read(document_of(accusation(STREET, registering=COMMITTEE)))


def test_the_discipline_organ_reads_it_once_it_was_referred_there() -> None:
    log = accusation(STREET)
    organ = LAW.organisation(DISCIPLINE)
    assert organ is not None
    assert not reader(DISCIPLINE).may_read(document_of(log))
    log.decide(
        "intake",
        intake.ReferredOutside(
            occurred_at=at("2026-03-03"), channel=Channel.PETITION, body=organ.name_zh, follow_up_on=None
        ),
    )
    assert reader(DISCIPLINE).may_read(document_of(log))


def test_what_is_sealed_later_is_hidden_from_then_on() -> None:
    log = Log()
    registered(log)
    assert reader(CITY).may_read(document_of(log))
    log.decide("intake", intake.CaseSealed(occurred_at=at("2026-03-10"), accused=("某局",), source="XF 30"))
    assert not reader(CITY).may_read(document_of(log))
    assert reader(COMMITTEE).may_read(document_of(log))


def test_a_search_asks_for_the_readers_own_body_and_not_for_those_below() -> None:
    condition = unsealed_or_own((HUB,))["$or"]
    assert condition[0] == {"intake.facts.sealed": {"$ne": True}, "petitions.facts.sealed": {"$ne": True}}
    assert {"intake.facts.bodies": {"$in": [HUB]}} in condition


def note(channel: Channel | None) -> intake.NoteRecorded:
    return intake.NoteRecorded(occurred_at=at("2026-03-06"), channel=channel, text="被申请人表示愿意承担三成")


@pytest.mark.parametrize(
    ("channel", "by", "asked", "shown"),
    [
        (Channel.PEOPLE_MEDIATION, COMMITTEE, COMMITTEE, True),
        (Channel.PEOPLE_MEDIATION, COMMITTEE, HUB, False),
        (None, COMMITTEE, HUB, True),
        (Channel.LITIGATION, COMMITTEE, HUB, True),
    ],
)
def test_a_note_about_the_talks_stays_with_the_body_that_wrote_it(
    channel: Channel | None, by: str, asked: str, shown: bool
) -> None:
    log = Log()
    registered(log)
    log.decide("intake", note(channel), by=actor(by, "clerk"))
    timeline = case_file(document_of(log), reader(asked), words_of(LAW)).timeline
    [entry] = [entry for entry in timeline if entry.event == "note_recorded"]
    assert (entry.data["text"] == MASK) is not shown
    assert ("愿意承担三成" in entry.sentence) is shown


def test_what_was_said_when_a_unit_mediated_a_petition_stays_with_that_unit() -> None:
    log = Log()
    registered(log)
    log.decide(
        "petitions",
        petitions.PetitionMediated(
            occurred_at=at("2026-03-06"), track_id="track-2", custody_number=2, by_body=STREET, consenting=("p1", "p2"),
            minutes="双方表示各退一步",
        ),
        by=actor(STREET, "clerk"),
    )  # fmt: skip
    for asked, shown in ((STREET, True), (HUB, False)):
        timeline = case_file(document_of(log), reader(asked), words_of(LAW)).timeline
        [entry] = [entry for entry in timeline if entry.event == "petition_mediated"]
        assert (entry.data["minutes"] == MASK) is not shown
        assert ("各退一步" in entry.sentence) <= shown

"""Agreements that wait for signatures, as staff and parties see them: whose turn it is, of which text, and what was given."""

from schemas import administrative_mediation as agencies
from schemas import people_mediation as told
from schemas.base import Event
from schemas.intake import HandOverReason
from schemas.network import BodySealed
from schemas.signatures import HowSigned, SignatureImage
from schemas.values import Agreed
from services.jurisdiction.law import Law
from services.views.party_case.reading import party_case
from services.views.signing.answers import SigningFile
from services.views.signing.reading import agreement_of, images_in, signing_files, to_sign
from services.views.words import words_of
from tests.domain.views.log import Log, actor, at
from tests.domain.views.test_case_status import document_of
from tests.domain.views.test_party_case import linked
from tests.domain.views.village import COMMITTEE, PARTIES, ROUND, SUMMARY, TERMS, registered

WORDS = words_of(Law.load("wuhu"))
TEXT = "c" * 64
TRAFFIC, AGENCY = "wuhu.jinghu.traffic-committee", "wuhu.jinghu.market-regulation"
ON_PHONE = SignatureImage(
    how=HowSigned.ON_OWN_PHONE, content_hash="a" * 64, media_type="image/png", size=4_000, text_hash=TEXT
)


def agreed(agreement_id: str, text_hash: str = TEXT, **more: object) -> told.AgreementReached:
    """A written agreement on everything."""
    said = {"form": Agreed.WRITTEN, "party_ids": ("p1", "p2"), "terms": TERMS, **more}
    return told.AgreementReached(
        occurred_at=at("2026-03-10"), agreement_id=agreement_id, text_hash=text_hash, **said, **ROUND
    )


def village(*events: Event) -> Log:
    """The case of the village at the committee, and then this."""
    log = Log()
    registered(log)
    for event in events:
        log.decide("people_mediation", event, by=actor(COMMITTEE, "mediator"))
    return log


def only(log: Log) -> SigningFile:
    """The one written agreement of the case."""
    [file] = signing_files(document_of(log), WORDS)
    return file


def party_signed(party_id: str, image: SignatureImage | None = None) -> told.PartySigned:
    """A party signs the first agreement."""
    return told.PartySigned(
        occurred_at=at("2026-03-11"), agreement_id="a1", party_id=party_id, signature_image=image, **ROUND
    )


def test_the_text_is_told_in_full_with_the_hash_by_which_it_is_signed() -> None:
    text = only(village(agreed("a1"))).text
    assert [party.name for party in text.parties] == [party.name for party in PARTIES]
    assert text.terms == TERMS.terms
    assert "于2026年4月15日前" in text.items[0]
    assert PARTIES[1].name in text.items[0]
    assert text.text_hash == TEXT


def test_who_has_signed_and_how_stands_at_the_signers_place() -> None:
    file = only(village(agreed("a1"), party_signed("p2", ON_PHONE), party_signed("p1")))
    places = {place.party_id or place.kind: place for place in file.places}
    assert list(places) == ["p1", "p2", "mediator", "seal"]
    assert (places["p2"].how_name, places["p2"].content_hash) == ("在本人手机上手写", "a" * 64)
    assert (places["p1"].signed_at, places["p1"].how) == (at("2026-03-11"), "")
    assert places["mediator"].signed_at is None


def test_the_photograph_of_the_seal_is_an_image_of_the_case_and_so_is_a_signature() -> None:
    photo = ON_PHONE.model_copy(update={"how": HowSigned.PHOTOGRAPHED_PAPER, "content_hash": "b" * 64})
    sealed = told.CommitteeSealed(
        occurred_at=at("2026-03-11"), agreement_id="a1", body=COMMITTEE, seal_photo=photo, **ROUND
    )
    log = village(agreed("a1"), party_signed("p1", ON_PHONE), party_signed("p2"), sealed)
    assert [image.content_hash for image in images_in(document_of(log))] == ["a" * 64, "b" * 64]


def test_it_waits_for_a_party_until_that_party_has_signed() -> None:
    document = document_of(village(agreed("a1"), party_signed("p1")))
    assert to_sign(document, "p1", WORDS) == ()
    assert [one.agreement_id for one in to_sign(document, "p2", WORDS)] == ["a1"]


def test_a_later_text_takes_the_place_of_the_former_and_a_partial_one_does_not() -> None:
    document = document_of(village(agreed("a1"), agreed("a2", "d" * 64)))
    assert [one.agreement_id for one in to_sign(document, "p1", WORDS)] == ["a2"]
    document = document_of(village(agreed("a1"), agreed("a2", "d" * 64, partial=True)))
    assert [one.agreement_id for one in to_sign(document, "p1", WORDS)] == ["a1", "a2"]


def test_nothing_waits_after_the_round_ended_nor_where_the_text_was_never_fixed() -> None:
    ended = told.MediationTerminated(
        occurred_at=at("2026-03-12"), body=COMMITTEE, reason=told.TerminationReason.DEADLOCK, routes_told=("诉讼",),
        **ROUND,
    )  # fmt: skip
    assert to_sign(document_of(village(agreed("a1"), ended)), "p1", WORDS) == ()
    assert to_sign(document_of(village(agreed("a1", ""))), "p1", WORDS) == ()


def test_an_agreement_is_shown_to_those_it_binds_alone() -> None:
    document = document_of(village(agreed("a1", party_ids=("p1",), partial=True)))
    assert agreement_of(document, "p1", "a1", WORDS) is not None
    assert agreement_of(document, "p2", "a1", WORDS) is None
    assert agreement_of(document, "p1", "a9", WORDS) is None


def test_an_agreement_at_a_body_of_the_network_is_signed_in_the_same_way() -> None:
    log, photo = village(), ON_PHONE.model_copy(update={"how": HowSigned.PHOTOGRAPHED_PAPER})
    received = told.CustodyReceived(
        occurred_at=at("2026-03-04"),
        body=TRAFFIC,
        from_body=COMMITTEE,
        reason=HandOverReason.ROUTE,
        case=SUMMARY,
        **ROUND,
    )
    sealed = BodySealed(occurred_at=at("2026-03-12"), agreement_id="a1", body=TRAFFIC, seal_photo=photo, **ROUND)
    for event in (received, agreed("a1"), party_signed("p1", ON_PHONE), sealed):
        log.decide("network", event)
    file = only(log)
    assert (file.service, file.body, file.waits) == ("network", TRAFFIC, True)
    assert [place.label for place in file.places if place.content_hash] == ["申请人（楼下住户）", "调解组织印章"]
    assert [one.agreement_id for one in to_sign(document_of(log), "p2", WORDS)] == ["a1"]


def test_an_agencys_paper_is_signed_in_the_same_way_under_its_own_name_and_seal() -> None:
    log, photo = village(), ON_PHONE.model_copy(update={"how": HowSigned.PHOTOGRAPHED_PAPER})
    received = agencies.CustodyReceived(
        occurred_at=at("2026-03-04"),
        body=AGENCY,
        from_body=COMMITTEE,
        reason=HandOverReason.ROUTE,
        case=SUMMARY,
        **ROUND,
    )
    reached = agencies.AgreementReached(**dict(agreed("a1")))
    signed = agencies.PartySigned(**dict(party_signed("p1", ON_PHONE)))
    for event in (received, reached, signed):
        log.decide("administrative_mediation", event)
    file = only(log)
    assert (file.service, file.body, file.waits) == ("administrative_mediation", AGENCY, True)
    assert file.text.title == "行政调解协议书"
    assert [place.label for place in file.places][2:] == ["调解人员", "机关印章"]
    assert [one.agreement_id for one in to_sign(document_of(log), "p2", WORDS)] == ["a1"]
    sealed = agencies.AgencySealed(
        occurred_at=at("2026-03-12"), agreement_id="a1", body=AGENCY, seal_photo=photo, **ROUND
    )
    archived = agencies.FileArchived(occurred_at=at("2026-03-13"), volume_number="1", **ROUND)
    log.decide("administrative_mediation", sealed)
    log.decide("administrative_mediation", archived)
    assert [place.label for place in only(log).places if place.content_hash] == ["申请人（楼下住户）", "机关印章"]
    assert [image.how for image in images_in(document_of(log))] == [
        HowSigned.ON_OWN_PHONE,
        HowSigned.PHOTOGRAPHED_PAPER,
    ]
    assert not only(log).waits


def test_an_oral_agreement_waits_for_no_signature() -> None:
    assert signing_files(document_of(village(agreed("a1", form=Agreed.ORAL))), WORDS) == ()


def test_the_partys_page_says_that_an_agreement_waits_and_nothing_once_it_binds() -> None:
    assert party_case(document_of(linked()), "p1", WORDS).to_sign == ()

"""Signing on a screen: what counts as handwriting, who may hold the pen, and how a signature stands on the printed agreement."""

import base64
import io
from dataclasses import replace

import pytest
from docx import Document
from PIL import Image, ImageDraw
from pypdf import PdfReader

from schemas.signatures import HowSigned
from services.console.documents.in_pdf import in_pdf
from services.console.documents.in_word import in_word
from services.console.session import FormKeeper
from services.console.signing.images import KeptImage, NotGiven, needed
from services.console.signing.ink import BEGINNING, LONGEST, NoInk, ink_in
from services.console.signing.places import acting, layer_of, open_to, signers_of, unsigned_before_seal
from services.console.signing.print_ink import ink_for_print
from services.jurisdiction.document_content import content_of, sheet_of
from services.jurisdiction.document_facts import CaseFacts, Told
from services.jurisdiction.document_filling import fill
from services.jurisdiction.document_sheet import Sheet, Signatures
from services.jurisdiction.signing_notice import load_signing_notice
from tests.console.test_printing import TEMPLATES, a_case_for, told
from tests.jurisdiction.test_documents import Names

CLERK, KEEPER = frozenset({"clerk"}), frozenset({"committee_seal_keeper"})
PARTY = {
    "party_id": "p1", "name": "申请人甲", "guardian": None,
    "agents": [
        {"agent_id": "a1", "name": "代理律师", "may_settle": True}, {"agent_id": "a2", "name": "近亲属", "may_settle": False},
    ],
}  # fmt: skip


def pad(*strokes: tuple[int, int, int, int], size: tuple[int, int] = (900, 300)) -> bytes:
    """What the pad of a page makes of these strokes."""
    picture = Image.new("RGB", size, "white")
    for stroke in strokes:
        ImageDraw.Draw(picture).line(stroke, fill="black", width=7)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def sent(content: bytes) -> str:
    return BEGINNING + base64.b64encode(content).decode()


NAME = pad((200, 100, 500, 180), (300, 60, 320, 250))


def test_handwriting_comes_back_as_it_was_written() -> None:
    assert ink_in(sent(NAME)) == NAME


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (sent(pad()), "没有写下名字"),
        (sent(pad((10, 10, 12, 12))), "没有写下名字"),
        (sent(pad((0, 0, 3_000, 1_000), size=(3_001, 1_000))), "太大"),
        (sent(NAME[: len(NAME) // 2]), "没有完整收到"),
        (BEGINNING + "不是图像", "没有完整收到"),
        (sent(b"\xff\xd8\xff not a png"), "没有完整收到"),
        ("data:image/svg+xml;base64,AAAA", "没有收到笔迹"),
        (sent(NAME) + "A" * LONGEST, "没有收到笔迹"),
    ],
)
def test_what_is_no_handwriting_is_told_in_a_sentence(what: str, why: str) -> None:
    with pytest.raises(NoInk, match=why):
        ink_in(what)


def test_an_image_that_was_handed_in_is_kept_for_its_own_signer_alone() -> None:
    keeper = FormKeeper.of("a key of this console")
    kept = KeptImage(HowSigned.ON_OWN_PHONE, "a" * 64, "image/png", 4_000)
    text = kept.sealed(keeper, "p1 of an agreement")
    assert KeptImage.opened(keeper, "p1 of an agreement", text) == kept
    assert KeptImage.opened(keeper, "p2 of an agreement", text) is None
    assert KeptImage.opened(FormKeeper.of("another key"), "p1 of an agreement", text) is None
    assert KeptImage.opened(keeper, "p1 of an agreement", "") is None
    with pytest.raises(NotGiven, match="手写签名"):
        needed(None)


def test_a_party_signs_itself_or_by_an_agent_who_may_settle() -> None:
    assert [value for value, _ in signers_of(PARTY)] == ["itself", "agent:a1"]
    assert acting(PARTY, "agent:a1") == {"through": "agent", "agent_id": "a1", "by": "代理律师"}
    assert acting(PARTY, "agent:a2") is None
    assert acting(PARTY, "guardian") is None


def test_a_page_of_signing_is_open_to_whose_office_it_is_at_the_body_that_has_the_agreement() -> None:
    places = [
        {"kind": "party", "party_id": "p1", "signed_at": "2026-03-06"}, {"kind": "party", "party_id": "p2", "signed_at": None},
        {"kind": "seal", "party_id": "", "signed_at": None},
    ]  # fmt: skip
    file = {
        "service": "people_mediation", "waits": True, "body": "a committee", "text": {"text_hash": "a" * 64}, "places": places,
    }  # fmt: skip
    assert open_to(file, "a committee", CLERK) == ["p2"]
    assert open_to(file, "a committee", KEEPER) == ["seal"]
    assert open_to(file, "another", CLERK) == []
    assert open_to({**file, "waits": False}, "a committee", CLERK) == []
    assert open_to({**file, "text": {"text_hash": ""}}, "a committee", CLERK) == []


def test_an_agencys_seal_is_put_by_who_keeps_it_and_a_committees_keeper_has_no_part_in_it() -> None:
    places = [
        {"kind": "mediator", "party_id": "", "signed_at": None},
        {"kind": "seal", "party_id": "", "signed_at": None},
    ]
    file = {
        "service": "administrative_mediation", "waits": True, "body": "an agency", "text": {"text_hash": "a" * 64},
        "places": places,
    }  # fmt: skip
    assert open_to(file, "an agency", frozenset({"agency_seal_keeper"})) == ["seal"]
    assert open_to(file, "an agency", KEEPER) == []
    assert open_to(file, "an agency", frozenset({"mediator"})) == ["mediator"]
    seal = layer_of("administrative_mediation", "seal")
    assert (seal.act, seal.field, seal.screen, seal.title) == ("seal_document", "seal_photo", None, "加盖机关印章")
    assert layer_of("network", "seal").act == layer_of("people_mediation", "seal").act == "seal_agreement"


@pytest.mark.parametrize(
    ("service", "kind", "signed_at", "warned"),
    [
        ("administrative_mediation", "seal", None, True),
        ("administrative_mediation", "seal", "2026-03-09", False),
        ("administrative_mediation", "party", None, False),
        ("people_mediation", "seal", None, False),
    ],
)
def test_who_seals_an_agencys_document_is_told_that_its_official_has_not_signed(
    service: str, kind: str, signed_at: str | None, warned: bool
) -> None:
    file = {"service": service, "places": [{"kind": "mediator", "party_id": "", "signed_at": signed_at}]}
    assert unsigned_before_seal(file, kind) is warned


def test_an_agency_tells_its_own_law_before_anybody_signs_and_marks_what_was_not_read_of_it() -> None:
    notice = load_signing_notice("wuhu")
    agency = notice.before("administrative_mediation")
    assert not any("PML" in one.source or "OL 19" in one.source for one in agency)
    assert [one.mark.value for one in agency if "加盖机关印章之日" in one.text] == ["INF"]
    assert ["[GK]" in one.rests_on for one in agency if "没有全国统一的法律" in one.text] == [True]
    everywhere = {one.text for one in notice.told if not one.of}
    for service in ("people_mediation", "administrative_mediation", "network"):
        told = {one.text for one in notice.before(service)}
        assert everywhere < told
        assert any("代理人即使有特别授权，也不能凭链接代签" in text for text in told)


def test_what_was_not_read_in_a_source_says_so_before_anybody_signs() -> None:
    notice = load_signing_notice("wuhu").before("people_mediation")
    electronic = next(one for one in notice if "电子签名留存" in one.text)
    assert "[GK]" in electronic.rests_on
    assert any(one.rests_on == "PML 29" for one in notice)


SEALS = {
    "pm_agreement": "people_mediation.committee_sealed", "am_agreement": "administrative_mediation.agency_sealed",
    "nw_agreement": "network.body_sealed",
}  # fmt: skip
"""Printed agreements, and the event by which each is sealed."""


def signed_sheet(code: str = "pm_agreement") -> Sheet:
    """An agreement that a party signed on its telephone and whose seal was photographed; the mediator signed the paper."""
    template = TEMPLATES[code]
    service = SEALS[code].partition(".")[0]
    occasion, facts = a_case_for(template)
    about = {name: occasion.data[name] for name in ("track_id", "agreement_id")}
    image = {
        "how": "on_own_phone",
        "content_hash": "a" * 64,
        "media_type": "image/png",
        "size": 1,
        "text_hash": "c" * 64,
    }
    photo = {**image, "how": "photographed_paper", "content_hash": "b" * 64}
    first = facts.parties[0]["party_id"]
    events: tuple[Told, ...] = (
        told(f"{service}.party_signed", **about, party_id=first, by="", signature_image=image),
        told(f"{service}.mediator_signed", **about, signature_image=None),
        told(SEALS[code], **about, seal_photo=photo),
    )
    known = CaseFacts(facts.file, (*facts.told, *events))
    return fill(template, occasion, known, Names(), {}).sheet


def inked(sheet: Sheet) -> Sheet:
    """With the handwriting, as it is fetched before printing."""
    parts = tuple(
        replace(part, given=tuple(replace(one, ink=ink_for_print(NAME) if one.ink_hash else "") for one in part.given))
        if isinstance(part, Signatures)
        else part
        for part in sheet.parts
    )
    return replace(sheet, parts=parts)


def test_a_signature_stands_at_the_signers_place_and_one_given_on_paper_leaves_room_for_the_pen() -> None:
    [signatures] = [part for part in signed_sheet().parts if isinstance(part, Signatures)]
    [party], [seal] = signatures.at(0), signatures.at(3)
    assert (party.said[:5], party.ink_hash) == ("申请人甲，", "a" * 64)
    assert signatures.at(1) == signatures.at(2) == ()
    assert "照片附卷，校验码 bbbbbbbbbbbb" in seal.said
    assert seal.ink_hash == ""


@pytest.mark.parametrize("code", SEALS)
def test_on_every_printed_agreement_the_handwriting_stands_with_its_party_and_the_seals_photograph_with_the_seal(
    code: str,
) -> None:
    [signatures] = [part for part in signed_sheet(code).parts if isinstance(part, Signatures)]
    given = {place: one for place in range(len(signatures.who)) for one in signatures.at(place)}
    assert sorted(given) == [0, len(signatures.who) - 1]
    assert (given[0].said[:5], given[0].ink_hash) == ("申请人甲，", "a" * 64)
    assert "校验码 bbbbbbbbbbbb" in given[len(signatures.who) - 1].said


def test_the_handwriting_is_on_both_kinds_of_file_and_these_are_the_same_bytes_each_time() -> None:
    sheet = inked(signed_sheet())
    pdf, word = in_pdf(sheet), in_word(sheet)
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages) == 1
    assert len(Document(io.BytesIO(word)).inline_shapes) == 1
    assert (in_pdf(sheet), in_word(sheet)) == (pdf, word)


def test_a_signed_sheet_is_kept_whole_and_one_without_such_signatures_is_written_as_ever() -> None:
    sheet = inked(signed_sheet())
    assert sheet_of(content_of(sheet)) == sheet
    assert b'"given"' not in content_of(
        fill(TEMPLATES["pm_agreement"], *a_case_for(TEMPLATES["pm_agreement"]), Names(), {}).sheet
    )


def test_handwriting_is_small_on_paper_and_the_same_each_time() -> None:
    small = ink_for_print(NAME)
    assert small == ink_for_print(NAME)
    with Image.open(io.BytesIO(base64.b64decode(small))) as picture:
        assert picture.height <= 160
        assert picture.width < 900
    assert len(small) < 4_000

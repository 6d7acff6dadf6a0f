"""Custody, agreements and confirmations of a case file, from the folds."""

from collections.abc import Mapping, Sequence

from services.views.answers import AgreementRow, ConfirmationRow, CustodyRow
from services.views.case_answers import DocumentRow, SupervisionRow
from services.views.facts.confirmations import not_yet_served
from services.views.facts.documents import documents_of
from services.views.facts.sources import Facts
from services.views.facts.tracks import body_of, missing_for_effect
from services.views.petition_status.answers import PetitionRow
from services.views.words import Words

_LACKING = {"mediator": "调解员签名", "seal": "调解委员会印章", "agency_seal": "机关印章"}


def custody(facts: Facts, words: Words) -> tuple[CustodyRow, ...]:
    """Who held the case since when, in order."""
    return tuple(
        CustodyRow(
            custody_number=held["custody_number"], body=held["body"], body_name=words.body(held["body"]),
            from_body=held["from_body"], channel=held["channel"], since=held["since"],
            channel_name=words.word(held["channel"]) if held["channel"] else "",
            reason=words.word(held["reason"]) if held["reason"] else "登记",
        )
        for held in facts.get("history", ())
    )  # fmt: skip


def supervision(facts: Facts, words: Words) -> tuple[SupervisionRow, ...]:
    """Supervision orders (督办) by number, with how they stand."""
    found = sorted(facts.get("orders", {}).items(), key=lambda pair: pair[1]["number"])
    return tuple(
        SupervisionRow(
            order_id=order_id, number=order["number"], body=order["body"], body_name=words.body(order["body"]),
            supervisor=order["supervisor"], supervisor_name=words.body(order["supervisor"]),
            ground_name=words.word(order["ground"]), limit_name=order["limit_name"], since=order["since"],
            status=order["status"], status_name=words.word(order["status"]),
        )
        for order_id, order in found
    )  # fmt: skip


def agreements(facts: Facts | None, parties: Mapping[str, str], words: Words) -> tuple[AgreementRow, ...]:
    """Agreements in the order in which they were reached."""
    found = (facts or {"agreements": {}})["agreements"].items()
    return tuple(
        AgreementRow(
            agreement_id=agreement_id, number=agreement["number"], form=agreement["form"],
            form_name=words.word(agreement["form"]), partial=agreement["partial"],
            body=body_of(facts or {}, agreement["track_id"]),
            body_name=words.body(body_of(facts or {}, agreement["track_id"]) or ""),
            party_ids=tuple(agreement["party_ids"]), reached_at=agreement["reached_at"],
            effective_at=agreement["effective_at"], missing=lacking(missing_for_effect(agreement), parties),
        )
        for agreement_id, agreement in sorted(found, key=lambda pair: (pair[1]["reached_at"], pair[0]))
    )  # fmt: skip


def confirmations(facts: Facts | None, parties: Mapping[str, str], words: Words) -> tuple[ConfirmationRow, ...]:
    """Applications in the order in which they were filed."""
    found = (facts or {"applications": {}})["applications"].items()
    return tuple(
        ConfirmationRow(
            application_id=application_id, agreement_id=application["agreement_id"], court=application["court"],
            court_name=words.body(application["court"]), status=application["status"], status_name=words.word(application["status"]),
            case_number=application["case_number"], ruling_number=application["ruling_number"],
            filed_at=application["filed_at"], ruled_at=application["ruled_at"],
            not_yet_served=tuple(parties.get(party, "当事人") for party in not_yet_served(application)),
        )
        for application_id, application in sorted(found, key=lambda pair: (pair[1]["filed_at"], pair[0]))
    )  # fmt: skip


def documents(service: str, facts: Facts | None, parties: Mapping[str, str], words: Words) -> tuple[DocumentRow, ...]:
    """What a source gave that has to be served, and whom it has not reached."""
    return tuple(
        DocumentRow(
            document=one.document, document_name=words.word(one.document), body=one.body, body_name=words.body(one.body),
            issued_at=one.issued_at, subject=one.subject, served=_called(one.served, parties),
            not_yet_served=_called(one.waiting, parties), limit=one.limit, limit_name=words.limit(one.limit or ""),
        )
        for one in documents_of(service, facts)
    )  # fmt: skip


def _called(party_ids: Sequence[str], parties: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(parties.get(party, "当事人") for party in party_ids)


def lacking(missing: Sequence[str], parties: Mapping[str, str]) -> tuple[str, ...]:
    """What is missing, said in Chinese."""
    return tuple(
        _LACKING.get(entry) or f"{parties.get(entry.removeprefix('party:'), '当事人')}签名" for entry in missing
    )


def petition(facts: Facts | None, words: Words) -> PetitionRow | None:
    """The petition in the case file; None where none is registered."""
    if facts is None or facts["registered_at"] is None:
        return None
    return PetitionRow(
        kind=facts["kind"], kind_name=words.word(facts["kind"]), sealed=facts["sealed"], stage=facts["stage"],
        stage_name=words.word(facts["stage"]), since=facts["since"], registered_at=facts["registered_at"],
        office_name=words.body(facts["office"] or ""), unit_name=words.body(facts["unit"] or ""),
        first_handler_name=words.body(facts["first_handler"] or ""), leader=facts["leader"], simple=facts["simple"],
    )  # fmt: skip

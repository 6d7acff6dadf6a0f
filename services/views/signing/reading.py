"""Agreements with their text and signatures: pure, from a case document. Written ones of committees, agencies and bodies of the network."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from schemas import administrative_mediation as agencies
from schemas import people_mediation as mediation
from schemas.base import Event
from schemas.network import BodySealed
from schemas.signatures import SignatureImage
from schemas.values import Agreed
from services.jurisdiction.clock_values import SHANGHAI
from services.jurisdiction.document_facts import CaseFacts
from services.jurisdiction.document_values import items_in_chinese
from services.views.case_file.story_of_case import of_source
from services.views.signing.answers import AgreementText, AgreementToSign, SigningFile, SigningParty, SigningPlace
from services.views.signing.paper import CHANNELS, PAPERS
from services.views.signing.people import People
from services.views.words import Words

Document = Mapping[str, Any]
Sealed = mediation.CommitteeSealed | agencies.AgencySealed | BodySealed
Signed = mediation.PartySigned | mediation.MediatorSigned | Sealed
_ENDS = mediation.MediationTerminated | mediation.CustodyLost | mediation.FileArchived | agencies.FileArchived
"""After these an agreement of the round waits for nobody."""


@dataclass(frozen=True)
class _Agreement:
    """A written agreement with what was put under it."""

    service: str
    reached: mediation.AgreementReached
    body: str
    signatures: tuple[Signed, ...] = ()
    effective: mediation.AgreementEffective | None = None
    over: bool = False
    """Its round ended, or another text took its place."""


@dataclass(frozen=True)
class _Rounds:
    """Of one service."""

    service: str
    bodies: Mapping[str, str] = field(default_factory=dict)
    """By track."""
    agreements: Mapping[str, _Agreement] = field(default_factory=dict)


def signing_files(document: Document, words: Words) -> tuple[SigningFile, ...]:
    """Every written agreement in the order in which they were reached."""
    people = People.of(document)
    return tuple(_file(one, people, words) for one in _agreements(document))


def to_sign(document: Document, party_id: str, words: Words) -> tuple[AgreementToSign, ...]:
    """Agreements that wait for this party's signature and whose text is fixed."""
    found = (one for one in signing_files(document, words) if one.waits and one.text.text_hash)
    return tuple(
        AgreementToSign(
            agreement_id=one.agreement_id, track_id=one.track_id, number=one.text.number,
            body_name=one.text.body_name, reached_on=one.text.reached_on,
        )
        for one in found
        if any(place.party_id == party_id and place.signed_at is None for place in one.places)
    )  # fmt: skip


def agreement_of(document: Document, party_id: str, agreement_id: str, words: Words) -> SigningFile | None:
    """The agreement, where it is one of this party's."""
    found = next((one for one in signing_files(document, words) if one.agreement_id == agreement_id), None)
    if found is None or all(place.party_id != party_id for place in found.places):
        return None
    return found


def images_in(document: Document) -> Iterator[SignatureImage]:
    """Every image that stands under an agreement of the case."""
    for service in CHANNELS:
        for event in of_source(document, service):
            if isinstance(event, Signed) and (image := _image(event)) is not None:
                yield image


def _agreements(document: Document) -> tuple[_Agreement, ...]:
    found = [one for service in CHANNELS for one in _of(document, service)]
    return tuple(sorted(found, key=lambda one: one.reached.occurred_at))


def _of(document: Document, service: str) -> Iterable[_Agreement]:
    rounds = _Rounds(service)
    for event in of_source(document, service):
        rounds = _after(rounds, event)
    return rounds.agreements.values()


def _after(rounds: _Rounds, event: Event) -> _Rounds:
    match event:
        case mediation.OfferReceived() | mediation.CustodyReceived():
            return replace(rounds, bodies={**rounds.bodies, event.track_id: event.body})
        case mediation.AgreementReached():
            before = rounds.agreements if event.partial else _over(rounds, event.track_id)
            written = event.form is Agreed.WRITTEN
            added = _Agreement(rounds.service, event, rounds.bodies.get(event.track_id, ""))
            return replace(rounds, agreements={**before, event.agreement_id: added} if written else before)
        case _ if isinstance(event, Signed):
            return _changed(rounds, event.agreement_id, lambda one: replace(one, signatures=(*one.signatures, event)))
        case mediation.AgreementEffective():
            return _changed(rounds, event.agreement_id, lambda one: replace(one, effective=event))
        case _ if isinstance(event, _ENDS):
            return replace(rounds, agreements=_over(rounds, event.track_id))
        case _:
            return rounds


def _over(rounds: _Rounds, track_id: str) -> dict[str, _Agreement]:
    """What was agreed in this round waits for nobody any more."""
    return {
        agreement_id: replace(one, over=one.over or one.reached.track_id == track_id)
        for agreement_id, one in rounds.agreements.items()
    }


def _changed(rounds: _Rounds, agreement_id: str, change: Any) -> _Rounds:
    known = rounds.agreements.get(agreement_id)
    if known is None:
        return rounds
    return replace(rounds, agreements={**rounds.agreements, agreement_id: change(known)})


def _file(one: _Agreement, people: People, words: Words) -> SigningFile:
    reached = one.reached
    return SigningFile(
        agreement_id=reached.agreement_id, service=one.service, track_id=reached.track_id, body=one.body,
        effective_at=one.effective.occurred_at if one.effective else None,
        waits=one.effective is None and not one.over,
        text=_text(one, people, words), places=tuple(_places(one, people, words)),
    )  # fmt: skip


def _text(one: _Agreement, people: People, words: Words) -> AgreementText:
    reached, terms = one.reached, one.reached.terms
    parties = people.of_agreement(reached.party_ids)
    everybody = CaseFacts({"parties": [party.model_dump(mode="json") for party in people.parties.values()]}, ())
    return AgreementText(
        title=PAPERS[one.service].title, number=reached.number, partial=reached.partial, body_name=words.body(one.body),
        reached_on=reached.occurred_at.astimezone(SHANGHAI).date(),
        parties=tuple(
            SigningParty(party_id=party.party_id, role_name=words.word(party.role.value), name=party.name)
            for party in parties
        ),
        facts=terms.facts, responsibility=terms.responsibility, terms=terms.terms,
        items=items_in_chinese([item.model_dump(mode="json") for item in terms.items], everybody), place=terms.place,
        text_hash=reached.text_hash,
    )  # fmt: skip


def _places(one: _Agreement, people: People, words: Words) -> Iterator[SigningPlace]:
    """Every party, the mediator, the seal, in the order of PML 29, as the paper of this channel calls them."""
    paper = PAPERS[one.service]
    for party in people.of_agreement(one.reached.party_ids):
        of_party = [
            event
            for event in one.signatures
            if isinstance(event, mediation.PartySigned) and people.now(event.party_id) == party.party_id
        ]
        label = people.labels[party.party_id]
        yield _place("party", label, of_party, words).model_copy(update={"party_id": party.party_id})
    mediators = [event for event in one.signatures if isinstance(event, mediation.MediatorSigned)]
    yield _place("mediator", paper.mediator, mediators, words)
    seals = [event for event in one.signatures if isinstance(event, Sealed)]
    yield _place("seal", paper.seal, seals, words)


def _place(kind: str, label: str, signatures: Iterable[Signed], words: Words) -> SigningPlace:
    """The last signature in this place."""
    last = next(iter(reversed(list(signatures))), None)
    if last is None:
        return SigningPlace(kind=kind, label=label)
    image = _image(last)
    if image is None:
        return SigningPlace(kind=kind, label=label, signed_at=last.occurred_at)
    return SigningPlace(
        kind=kind, label=label, signed_at=last.occurred_at, how=image.how.value, how_name=words.word(image.how.value),
        content_hash=image.content_hash, media_type=image.media_type,
    )  # fmt: skip


def _image(event: Signed) -> SignatureImage | None:
    return event.seal_photo if isinstance(event, Sealed) else event.signature_image

"""Signatures and seals on a document that were given on a screen or photographed (issue 8, item 1). Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.signatures import HowSigned
from services.jurisdiction.document_facts import CaseFacts, Names, Told
from services.jurisdiction.document_sheet import SignatureGiven
from services.jurisdiction.document_templates import FieldSource, Part
from services.jurisdiction.document_values import day

_SHORT = 12
"""Characters of a photograph's hash that are printed."""
_IMAGES = ("signature_image", "seal_photo")


def signatures_given(part: Part, occasion: Told, facts: CaseFacts, names: Names) -> Iterator[SignatureGiven]:
    """Place by place what the case tells; a signature recorded from the paper alone is on that paper and not here."""
    for place, event in enumerate(part.signed):
        for signed in facts.around(occasion, FieldSource(event=event, take="agreement_id")) if event else ():
            image = next((found for name in _IMAGES if (found := signed.value(name))), None)
            if image:
                yield _given(place, signed, image, facts, names)


def _given(place: int, signed: Told, image: Mapping[str, Any], facts: CaseFacts, names: Names) -> SignatureGiven:
    who, when = _who(signed, facts, names), day(signed.occurred_at)
    if image["how"] == HowSigned.PHOTOGRAPHED_PAPER:
        short = image["content_hash"][:_SHORT]
        return SignatureGiven(place, f"{who}，{when}，已在纸质件上签署，照片附卷，校验码 {short}")
    return SignatureGiven(place, f"{who}，{when}", image["content_hash"])


def _who(signed: Told, facts: CaseFacts, names: Names) -> str:
    if party_id := signed.value("party_id"):
        by = signed.value("by")
        return f"{facts.name_of(party_id)}（{by}代签）" if by else facts.name_of(party_id)
    if mediator := signed.value("mediator"):
        return names.post(mediator)
    return names.body(signed.value("body"))

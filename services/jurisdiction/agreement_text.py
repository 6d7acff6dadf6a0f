"""What an agreement says, as one hash: by it a signature on a screen tells which text was shown (issue 8, item 1). Pure."""

from collections.abc import Sequence
from hashlib import sha256

import orjson

from schemas.people_mediation import AgreementTerms


def agreement_text_hash(
    agreement_id: str, number: str, partial: bool, party_ids: Sequence[str], terms: AgreementTerms
) -> str:
    """SHA-256 (hex) of the text in canonical JSON: whom it binds, facts, responsibility, terms, and what is to be done.

    Parties stand in it by their ids, so that a corrected particular of a person is no other agreement.
    """
    told = {
        "agreement_id": agreement_id, "number": number, "partial": partial, "party_ids": list(party_ids),
        "terms": terms.model_dump(mode="json"),
    }  # fmt: skip
    return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()

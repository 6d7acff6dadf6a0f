"""Bodies that a reform abolished take no new case; their successor is named (issue 6, item 2)."""

from datetime import datetime

from schemas.intake import CustodyOffered
from schemas.values import Channel
from services.intake.domain.custody_commands import OfferCustody
from services.jurisdiction.law import Law
from tests.domain.intake.window import SHANGHAI, WindowCase, clerk, nothing_yet, registration

HUB, GONE, SUCCESSOR = "hantai.hub", "hantai.industry-commerce", "hantai.market-regulation"


def registered_in_hantai(moment: datetime) -> WindowCase:
    told = registration(place="陕西省汉中市汉台区")
    return nothing_yet(law=Law.load("hantai")).when(told, clerk(HUB), moment)


def test_a_case_is_not_handed_to_an_abolished_body_and_the_successor_is_named() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
    offer = OfferCustody(to_body=GONE, channel=Channel.ADMIN_MEDIATION)

    refused = registered_in_hantai(moment).when(offer, clerk(HUB), moment).then_refused("body_abolished", "to_body")

    assert refused.parameters == {"successor": SUCCESSOR}
    assert "汉台区市场监督管理局" in refused.message


def test_before_the_reform_the_case_went_to_the_body_of_the_day() -> None:
    moment = datetime(2018, 6, 1, 9, tzinfo=SHANGHAI)
    offer = OfferCustody(to_body=GONE, channel=Channel.ADMIN_MEDIATION)

    case = registered_in_hantai(moment).when(offer, clerk(HUB), moment)

    assert case.happened(CustodyOffered).to_body == GONE

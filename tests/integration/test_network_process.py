"""One story on real servers: a court delegates a dispute, a body of the network mediates it, the court confirms the agreement.

Window, network, court and views run as processes of their own and hear one another over the broker.
"""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from deploy.embedded.process import wait_until
from schemas.identity import body_key
from tests.conftest import Services
from tests.integration.serving import as_account
from tests.servers import ServiceProcess

COURT, TRAFFIC, STRANGER = "wuhu.jinghu.court", "wuhu.jinghu.traffic-pmc", "wuhu.jinghu.property-pmc"
LEAD = f"mediator-1.{TRAFFIC}"
PARTIES = [
    {"role": "applicant", "kind": "natural", "name": "申请人甲", "identity_number": "证件甲"},
    {"role": "respondent", "kind": "natural", "name": "被申请人乙", "identity_number": "证件乙"},
]
DISPUTE = {
    "dispute_type": "TRAFFIC",
    "summary": "追尾事故赔偿",
    "place": "安徽省芜湖市镜湖区方村街道",
    "parties": PARTIES,
}
WAIT_SECONDS = 60


class City:
    """The processes of one test and the accounts that use them."""

    def __init__(self, services: Services) -> None:
        names = ("intake", "network", "judicial_confirmation", "views")
        self.processes: dict[str, ServiceProcess] = {name: services.start(name) for name in names}
        for process in self.processes.values():
            process.wait_ready()
        own = services.installation
        self.accounts = {
            "court": as_account(own, "court-clerk.court", COURT, "court_clerk"),
            "clerk": as_account(own, "clerk.traffic", TRAFFIC, "clerk"),
            "mediator": as_account(own, "mediator.traffic", TRAFFIC, "mediator"),
            "keeper": as_account(own, "seal-keeper.traffic", TRAFFIC, "committee_seal_keeper"),
            "stranger": as_account(own, "clerk.property", STRANGER, "clerk"),
        }
        self.case = ""
        self.sequences: dict[str, int] = {}
        """The last sequence of the case each service told: what its next act has seen."""

    def get(self, service: str, who: str, path: str, **query: Any) -> httpx.Response:
        """A read."""
        url = f"{self.processes[service].url}{path}"
        return httpx.get(url, params=query, headers=self.accounts[who], timeout=30, trust_env=False)

    def post(self, service: str, who: str, path: str, sequence: int | None = None, **body: Any) -> httpx.Response:
        """A command, once."""
        headers = self.accounts[who] | {"Idempotency-Key": str(uuid4())}
        if sequence is not None:
            headers["If-Match"] = f'"{sequence}"'
        url = f"{self.processes[service].url}{path}"
        return httpx.post(url, json=body, headers=headers, timeout=30, trust_env=False)

    def does(self, service: str, who: str, path: str, **body: Any) -> dict[str, Any]:
        """The act, asked again until the service has heard of what went before."""
        answer = None

        def taken() -> bool:
            nonlocal answer
            answer = self.post(service, who, path.format(case=self.case), self.sequences.get(service, 0), **body)
            if answer.status_code in (200, 412):
                self.sequences[service] = int(answer.headers["ETag"].strip('"'))
            return answer.status_code == 200

        wait_until(taken, WAIT_SECONDS, pause=0.05)
        assert answer is not None
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def network(self, who: str, path: str, **body: Any) -> list[str]:
        """An act in the network; the names of its events."""
        told = self.does("network", who, "/network/cases/{case}/" + path, **body)
        return [event["name"] for event in told["events"]]


@pytest.fixture
def city(services: Services) -> City:
    return City(services)


def test_the_court_delegates_the_network_mediates_and_the_court_confirms(city: City) -> None:
    registered = city.post("intake", "court", "/cases", **DISPUTE)
    assert registered.status_code == 201, registered.text
    city.case = registered.json()["case_code"]
    parties = [one["party_id"] for one in registered.json()["events"][0]["data"]["case"]["parties"]]
    offer = {"to_body": TRAFFIC, "channel": "INDUSTRY_MEDIATION", "reason": "court_delegation_before_filing"}
    city.does("intake", "court", "/cases/{case}/offer", **offer)
    assert city.network("clerk", "offer/accept") == ["offer_accepted"]
    assert city.network("clerk", "acceptance") == ["mediation_accepted"], "the court has the consent"

    proposals = f"/network/cases/{city.case}/proposals"
    proposal = city.get("network", "clerk", proposals, own="1").json()
    assert next(one["mediator"] for one in proposal["ranked"]) == LEAD
    assert city.get("network", "stranger", proposals).status_code == 404
    chosen = {"mediator": LEAD, "proposal_id": proposal["proposal_id"], "proposal_followed": True}
    assert city.network("clerk", "mediators", **chosen) == ["mediator_assigned"]
    assert city.network("mediator", "rights-notice") == ["rights_notified"]
    assert city.network("mediator", "sessions", present=parties) == ["session_held"]

    def load() -> int:
        rows = city.get("views", "clerk", "/network/mediators").json()
        return next(row["load"] for row in rows if row["mediator"] == LEAD)

    assert wait_until(lambda: load() == 1, WAIT_SECONDS, pause=0.05), "the register counts the round"
    item = {"item_id": "i1", "what": "赔偿5000元", "debtor": parties[1], "due_on": "2030-01-01"}
    reached = {"terms": {"terms": ["赔偿5000元"], "items": [item]}}
    assert city.network("mediator", "agreements", **reached) == [
        "agreement_reached",
        "clock_stopped",
    ]
    for party_id in parties:
        city.network("clerk", "agreements/party-signature", party_id=party_id)
    city.network("mediator", "agreements/mediator-signature", mediator=LEAD)
    assert city.network("keeper", "agreements/seal") == ["body_sealed", "agreement_effective"]
    assert wait_until(lambda: load() == 0, WAIT_SECONDS, pause=0.05), "the register lets the mediator go"

    agreement = next(one for one in _file(city).json()["agreements"])
    applied = {
        "agreement_id": agreement["agreement_id"],
        "court": COURT,
        "applicants": [{"party_id": one} for one in parties],
    }
    path = "/judicial-confirmation/cases/{case}/"
    city.does("judicial_confirmation", "clerk", path + "applications", **applied)
    about = {"agreement_id": agreement["agreement_id"]}
    city.does("judicial_confirmation", "court", path + "docket", **about)
    city.does("judicial_confirmation", "court", path + "verification", **about, present=parties)
    city.does("judicial_confirmation", "court", path + "confirm", **about)
    closed = city.does("intake", "clerk", "/cases/{case}/close", result="confirmed")
    assert closed["events"][0]["name"] == "case_closed"
    assert wait_until(lambda: _file(city).json()["status"] == "closed", WAIT_SECONDS, pause=0.05)
    said = [entry["sentence"] for entry in _file(city).json()["timeline"]]
    assert f"指定调解员：{LEAD}（主持调解），采用建议" in said
    assert any("裁定调解协议有效" in sentence for sentence in said)

    lacking = city.get("views", "clerk", "/network/gaps").json()
    assert [gap["code"] for row in lacking["rows"] for gap in row["gaps"]] == ["full_time_mediators_missing"]
    key = body_key(TRAFFIC)
    (body,) = city.get("views", "clerk", "/network/bodies").json()
    assert (body["key"], body["sequence"]) == (key, 2)
    fresh = {"title": "专职人民调解员三", "full_time": True, "load_limit": 5, "term_began_on": "2025-07-01"}
    entry = {"body": TRAFFIC, "mediator": f"mediator-4.{TRAFFIC}", **fresh}
    entered = city.post("network", "clerk", f"/network/registers/{key}/mediators", body["sequence"], **entry)
    assert [event["name"] for event in entered.json()["events"]] == ["mediator_registered"]
    assert city.post("network", "stranger", f"/network/registers/{key}/mediators", 3, **entry).status_code == 404
    assert wait_until(
        lambda: city.get("views", "clerk", "/network/gaps").json()["bodies_with_gaps"] == 0, WAIT_SECONDS, pause=0.05
    )
    assert city.get("views", "clerk", f"/cases/{key}").status_code == 404, "a register is nobody's case"


def _file(city: City) -> httpx.Response:
    return city.get("views", "clerk", f"/cases/{city.case}")

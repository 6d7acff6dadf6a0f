"""An old version goes on decoding: session_held was split from one list of participants into parties and invited persons."""

from schemas.document_service import ServiceMethod
from schemas.envelope import decode_event
from schemas.judicial_confirmation import RulingServed
from schemas.people_mediation import SessionHeld
from schemas.registry import decode, event_types, upcasters
from schemas.samples import FOLDER
from schemas.topics import DECIDING_SERVICES


def test_a_session_recorded_in_version_1_tells_parties_from_invited_persons() -> None:
    old = decode_event((FOLDER / "people_mediation.session_held.v1.json").read_bytes())
    new = decode_event((FOLDER / "people_mediation.session_held.v2.json").read_bytes())

    session = decode(old.service, old.name, old.version, old.data)

    assert old.version == 1
    assert "participants" in old.data
    assert isinstance(session, SessionHeld)
    assert session == decode(new.service, new.name, new.version, new.data)
    assert session.invited == ("双方的共同邻居",)
    assert session.count == 1


def test_a_ruling_served_in_version_1_tells_the_method_in_kind_and_counts() -> None:
    old = decode_event((FOLDER / "judicial_confirmation.ruling_served.v1.json").read_bytes())

    served = decode(old.service, old.name, old.version, old.data)

    assert (old.version, old.data["method"]) == (1, "直接送达")
    assert isinstance(served, RulingServed)
    assert (served.service.method, served.service.counts) == (ServiceMethod.DIRECT, True)
    assert served.service.proof == old.data["proof"]


def test_a_way_of_serving_that_nobody_named_is_kept_in_its_own_words() -> None:
    old = decode_event((FOLDER / "judicial_confirmation.ruling_served.v1.json").read_bytes())
    told = {**old.data, "method": "托人捎带", "proof": "", "refused": True}

    served = decode(old.service, old.name, 1, told)

    assert isinstance(served, RulingServed)
    assert (served.service.method, served.service.refused) == (ServiceMethod.UNKNOWN, True)
    assert served.service.proof == "托人捎带"


def test_upcasting_leaves_the_record_as_it_was() -> None:
    old = decode_event((FOLDER / "people_mediation.session_held.v1.json").read_bytes())
    before = dict(old.data)
    decode(old.service, old.name, old.version, old.data)
    assert old.data == before


def test_every_version_has_a_step_to_the_next_and_no_step_leads_nowhere() -> None:
    needed = {
        (service, name, version)
        for service in DECIDING_SERVICES
        for name, event_type in event_types(service).items()
        for version in range(1, event_type.version)
    }
    assert set(upcasters()) == needed

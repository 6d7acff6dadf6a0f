"""An old version goes on decoding: session_held was split from one list of participants into parties and invited persons."""

from schemas.envelope import decode_event
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

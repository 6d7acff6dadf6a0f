"""Messages that ask a party of a closed case for a rating."""

from dataclasses import dataclass
from datetime import datetime

from schemas.command import CommandBody
from services.runtime.qr import qr_svg
from services.satisfaction.delivery.contacts import ContactBook
from services.satisfaction.delivery.message import Message, compose
from services.satisfaction.delivery.posts import Unsent
from services.satisfaction.domain.delivery_commands import Outcome, RecordDelivery, StartDelivery
from services.satisfaction.domain.state import Delivery, State, Waiting
from services.satisfaction.domain.validity import SERVICE, VALIDITY
from services.satisfaction.survey_links import SurveyLinks


@dataclass(frozen=True)
class SurveyPost:
    """See Post."""

    links: SurveyLinks
    book: ContactBook
    public_address: str
    """What links begin with."""
    asked_by = f"{SERVICE}.delivery_requested."
    settled_by = (f"{SERVICE}.invitation_expired.", f"{SERVICE}.survey_cancelled.")

    def attempt(self, state: State, delivery_id: str) -> Delivery | None:
        """See Post."""
        return state.deliveries.get(delivery_id)

    def start(self, state: State, delivery_id: str, courier: str, via: str) -> CommandBody:
        """See Post."""
        link_hash = self.links.link_hash(state.deliveries[delivery_id].invitation_id)
        return StartDelivery(delivery_id=delivery_id, courier=courier, via=via, link_hash=link_hash)

    def record(self, delivery_id: str, via: str, outcome: Outcome, reason: str, reference: str) -> CommandBody:
        """See Post."""
        return RecordDelivery(delivery_id=delivery_id, via=via, outcome=outcome, reason=reason, reference=reference)

    def write(self, case_code: str, state: State, delivery_id: str) -> Message | Unsent | None:
        """See Post; the closing may not have been heard yet."""
        delivery = state.deliveries[delivery_id]
        phone = self.book.phone(case_code, state.invitations[delivery.invitation_id].party_id)
        if not phone:
            return None if phone is None else Unsent(Outcome.UNDELIVERABLE, "unsafe_contact")
        link = self.public_address + self.links.page(case_code, delivery.invitation_id)
        kept = state.clocks.latest(VALIDITY, delivery.invitation_id)
        until: datetime | None = kept.clock.lapses_at if kept else None
        code = (case_code, self.links.short_code(delivery.invitation_id))
        return compose(delivery_id, phone, delivery.purpose, link, code, until, qr_svg(link))

    def tidy(self, case_code: str, state: State) -> None:
        """See Post."""
        if not any(isinstance(one.situation, Waiting) for one in state.invitations.values()):
            self.book.forget(case_code)

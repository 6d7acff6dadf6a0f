"""Messages that bring a party its personal link; nobody of the staff sees it on the way (issue 8, item 2)."""

from dataclasses import dataclass

from schemas.command import CommandBody
from services.jurisdiction.party_link_address import OwnLink, PartyLinks
from services.runtime.qr import qr_svg
from services.satisfaction.delivery.contacts import ContactBook
from services.satisfaction.delivery.message import Message, bring_link
from services.satisfaction.delivery.posts import Unsent
from services.satisfaction.domain.delivery_commands import Outcome
from services.satisfaction.domain.link_commands import RecordLinkMessage, StartLinkMessage
from services.satisfaction.domain.situations import Failed, Settled
from services.satisfaction.domain.state import LinkMessage, State
from services.satisfaction.domain.validity import SERVICE


@dataclass(frozen=True)
class LinkPost:
    """See Post."""

    links: PartyLinks
    book: ContactBook
    public_pages: str
    """What the addresses of the public pages begin with."""
    asked_by = f"{SERVICE}.link_message_requested."
    settled_by = (
        f"{SERVICE}.link_message_sent.", f"{SERVICE}.link_message_failed.", f"{SERVICE}.link_message_dropped.",
    )  # fmt: skip

    def attempt(self, state: State, delivery_id: str) -> LinkMessage | None:
        """See Post."""
        return state.link_messages.get(delivery_id)

    def start(self, state: State, delivery_id: str, courier: str, via: str) -> CommandBody:
        """See Post."""
        return StartLinkMessage(delivery_id=delivery_id, courier=courier, via=via)

    def record(self, delivery_id: str, via: str, outcome: Outcome, reason: str, reference: str) -> CommandBody:
        """See Post."""
        return RecordLinkMessage(delivery_id=delivery_id, via=via, outcome=outcome, reason=reason, reference=reference)

    def write(self, case_code: str, state: State, delivery_id: str) -> Message | Unsent | None:
        """See Post. A link that became void since it was asked for, whatever the cause, is not sent."""
        message = state.link_messages[delivery_id]
        phone = self.book.phone_for_link(case_code, message.party_id, message.link_number)
        if not phone:
            return None if phone is None else Unsent(Outcome.UNDELIVERABLE, "link_replaced")
        link = self.public_pages + self.links.path(OwnLink(case_code, message.party_id, message.link_number))
        return bring_link(delivery_id, phone, link, message.expires_at, qr_svg(link))

    def tidy(self, case_code: str, state: State) -> None:
        """See Post."""
        if all(_is_over(one) for one in state.link_messages.values()):
            self.book.forget_links(case_code)


def _is_over(message: LinkMessage) -> bool:
    """Nothing more is done about it."""
    match message.situation:
        case Settled() | Failed(retry_at=None):
            return True
        case _:
            return False

"""The courier beside the case loop: its contacts, its channel, and how it is."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from services.jurisdiction.party_link_address import PartyLinks
from services.runtime.listener import Listener
from services.runtime.loop_settings import LoopSettings
from services.runtime.probes import Report
from services.runtime.process import Background
from services.runtime.settings import Settings
from services.satisfaction.delivery.contacts import ContactBook, ContactReader
from services.satisfaction.delivery.courier import Courier, CourierSettings
from services.satisfaction.delivery.link_post import LinkPost
from services.satisfaction.delivery.settings import DeliverySettings
from services.satisfaction.delivery.survey_post import SurveyPost
from services.satisfaction.domain.validity import SERVICE
from services.satisfaction.survey_links import SurveyLinks


class Deliveries:
    """What a process of satisfaction runs beside its case loop."""

    def __init__(
        self,
        listener: Listener,
        settings: Settings,
        loop: LoopSettings,
        links: SurveyLinks,
        party_links: PartyLinks,
        delivery: DeliverySettings,
        now: Callable[[], datetime],
    ) -> None:
        self._listener = listener
        self._settings = settings
        self._about = CourierSettings(
            settings.kafka, settings.installation, loop.group(f"{SERVICE}.courier"), settings.replica, settings.session_timeout_ms,
            life=uuid4().hex[:12],
        )  # fmt: skip
        self._links = links
        self._party_links = party_links
        self._delivery = delivery
        self._now = now
        self._courier: Courier | None = None

    def start(self, background: Background) -> None:
        """See Companion."""
        book = ContactBook.at(self._settings.folder / "contacts")
        posts = (
            SurveyPost(self._links, book, self._delivery.public_address),
            LinkPost(self._party_links, book, self._delivery.public_pages),
        )
        self._courier = courier = Courier(self._listener, self._about, self._delivery.channel, posts, self._now)
        background.run("contacts", self._contacts(book))
        background.run("courier", courier.run())

    def report(self) -> Report:
        """See Probe. A courier that ends by an error is told by the background work of the process."""
        sent = self._courier.sent if self._courier else 0
        return Report("deliveries", True, True, details={"sent": sent, "channel": self._delivery.channel.name})

    async def _contacts(self, book: ContactBook) -> None:
        try:
            await ContactReader(self._settings.kafka, self._settings.installation, book).run()
        finally:
            book.close()

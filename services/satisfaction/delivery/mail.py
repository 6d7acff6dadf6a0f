"""SMTP: for a mail-to-message bridge or the mailboxes that carriers give to numbers. The one module that knows aiosmtplib."""

from email.message import EmailMessage

import aiosmtplib
from aiosmtplib.errors import SMTPConnectError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from services.satisfaction.delivery.channel import NotTaken, OutcomeUnknown
from services.satisfaction.delivery.message import Message

_PERMANENT_FROM = 500


class Mail:
    """One mail per message. A mail server does not know a repetition, so what may have been taken is not sent again."""

    name = "smtp"
    knows_repeats = False

    def __init__(
        self,
        host: str,
        port: int,
        sender: str,
        to: str,
        user: str = "",
        password: str = "",
        seconds: float = 20.0,
        *,
        tls: bool = False,
    ) -> None:
        """`to`: the address of a number, e.g. `{phone}@139.com`. `tls`: from the first byte; STARTTLS is used where offered."""
        self._to = to
        self._sender = sender
        self._about: dict[str, object] = {"hostname": host, "port": port, "timeout": seconds, "use_tls": tls}
        if user:
            self._about |= {"username": user, "password": password}

    async def send(self, message: Message) -> str:
        """See Channel: until the connection stands nothing was taken; after that a silence leaves the outcome unknown."""
        mail = self._mail(message)
        client = aiosmtplib.SMTP(**self._about)  # type: ignore[arg-type]  # one place for what is optional
        try:
            await client.connect()
        except (SMTPConnectError, SMTPException, OSError) as error:
            raise NotTaken("unreachable") from error
        try:
            await client.send_message(mail)
        except SMTPRecipientsRefused as error:
            raise NotTaken(
                "message_refused", permanent=all(one.code >= _PERMANENT_FROM for one in error.recipients)
            ) from error
        except SMTPResponseException as error:
            raise NotTaken("message_refused", permanent=error.code >= _PERMANENT_FROM) from error
        except (SMTPException, OSError) as error:
            raise OutcomeUnknown from error
        finally:
            client.close()
        return str(mail["Message-ID"])

    async def close(self) -> None:
        """Every mail has a connection of its own."""

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"] = self._sender, self._to.format(phone=message.phone)
        mail["Subject"] = message.subject
        mail["Message-ID"] = f"<{message.delivery_id}@{self._sender.rpartition('@')[2]}>"
        mail.set_content(message.text)
        mail.add_attachment(message.qr_svg.encode(), maintype="image", subtype="svg+xml", filename="二维码.svg")
        return mail

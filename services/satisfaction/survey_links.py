"""The secret half of a survey link: made and checked at the edge, and written into no command, event, store or log."""

import base64
import hashlib
import hmac

SECRET_VARIABLE = "MEDIATION_SURVEY_SECRET"
"""At least 32 characters, the same for all replicas; where it is not set, one file of the data folder holds it."""
SECRET_FILE = "survey-secret"
_CODES = 10**8


class SurveyLinks:
    """Tokens of invitations: HMAC-SHA256 of the invitation's id, 43 URL-safe characters; not to be guessed from the id."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def token(self, invitation_id: str) -> str:
        """The token that belongs to this invitation."""
        made = hmac.new(self._secret, invitation_id.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def verify(self, invitation_id: str, token: str) -> bool:
        """Whether the token belongs to the invitation, in a time that tells nothing."""
        return hmac.compare_digest(self.token(invitation_id).encode(), token.encode())

    def path(self, case_code: str, invitation_id: str) -> str:
        """The path that takes the answer."""
        return f"{self.page(case_code, invitation_id)}/rating"

    def page(self, case_code: str, invitation_id: str) -> str:
        """The path that the party's link ends with: the survey itself."""
        return f"/surveys/{case_code}/{invitation_id}/{self.token(invitation_id)}"

    def link_hash(self, invitation_id: str) -> str:
        """SHA-256 (hex) of the token: shows which link was sent, and opens nothing."""
        return hashlib.sha256(self.token(invitation_id).encode()).hexdigest()

    def short_code(self, invitation_id: str) -> str:
        """Eight digits for the telephone and the counter; with the case's code they stand for the link."""
        made = hmac.new(self._secret, f"code/{invitation_id}".encode(), hashlib.sha256).digest()
        return f"{int.from_bytes(made[:8], 'big') % _CODES:08}"

    def verify_code(self, invitation_id: str, code: str) -> bool:
        """Whether the short code belongs to the invitation, in a time that tells nothing."""
        return hmac.compare_digest(self.short_code(invitation_id).encode(), code.encode())

    def address_hash(self, address: str) -> str:
        """The keyed hash under which answers of one network address are seen together; the address stands nowhere."""
        return hmac.new(self._secret, f"address/{address}".encode(), hashlib.sha256).hexdigest()[:32]

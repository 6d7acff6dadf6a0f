"""The addresses of parties' links, as the public pages name them."""

from services.jurisdiction.party_link_address import OwnLink as OwnLink
from services.jurisdiction.party_link_address import PartyLinks as PartyLinks

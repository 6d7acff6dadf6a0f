"""Bodies of the demonstration jurisdiction: keyed by place, channel and tier, made when first asked for (issue 3, item 6)."""

from base64 import b32decode, b32encode
from binascii import Error as NotBase32

from schemas.values import Channel
from services.jurisdiction.organisations import Organisation
from services.jurisdiction.vocabulary import BodyKind, Tier, load_vocabulary

PROFILE = "demonstration"
"""Name of the profile these bodies belong to."""

_KINDS = {
    Channel.PEOPLE_MEDIATION: BodyKind.PEOPLE_MEDIATION_COMMITTEE,
    Channel.INDUSTRY_MEDIATION: BodyKind.INDUSTRY_PMC,
    Channel.ADMIN_MEDIATION: BodyKind.AGENCY,
    Channel.PETITION: BodyKind.PETITION_OFFICE,
    Channel.JUDICIAL_CONFIRMATION: BodyKind.PEOPLE_COURT,
    Channel.COURT_MEDIATION: BodyKind.PEOPLE_COURT,
    Channel.LITIGATION: BodyKind.PEOPLE_COURT,
    Channel.ENFORCEMENT: BodyKind.PEOPLE_COURT,
    Channel.POLICE: BodyKind.POLICE,
    Channel.ARBITRATION: BodyKind.ARBITRATION_COMMISSION,
    Channel.RECONSIDERATION: BodyKind.RECONSIDERATION_ORGAN,
    Channel.ADJUDICATION: BodyKind.GOVERNMENT,
    Channel.LEGAL_AID: BodyKind.LEGAL_AID_CENTER,
    Channel.SOCIAL_AID: BodyKind.GOVERNMENT,
    Channel.STATE_COMPENSATION: BodyKind.GOVERNMENT,
    Channel.LAW_ENFORCEMENT: BodyKind.AGENCY,
    Channel.PLATFORM: BodyKind.HUB_CENTER,
    Channel.NEGOTIATION: BodyKind.HUB_CENTER,
}
_HUB = "hub"
_PUBLIC_ORDER = "public_order"
"""Police that mediate (治安调解): an agency, while the police as they intervene stay a body outside."""
_ABOVE = {
    Tier.GRID: Tier.VILLAGE,
    Tier.VILLAGE: Tier.TOWNSHIP,
    Tier.COMMUNITY: Tier.STREET,
    Tier.TOWNSHIP: Tier.COUNTY,
    Tier.STREET: Tier.COUNTY,
    Tier.COUNTY: Tier.CITY,
    Tier.CITY: Tier.PROVINCE,
}
_HUB_CHANNELS = (Channel.PEOPLE_MEDIATION, Channel.PLATFORM)
_HOSTED = {
    BodyKind.HUB_CENTER: _HUB_CHANNELS,
    BodyKind.INDUSTRY_PMC: (Channel.INDUSTRY_MEDIATION, Channel.PEOPLE_MEDIATION),
}
"""A committee of a trade is a people's mediation committee and mediates as one (domain.md 2.5)."""


def demonstration_organisation(place: str, channel: Channel, tier: Tier) -> Organisation:
    """The body for this place, channel and tier; the same three give the same body and id."""
    kind, words = _KINDS[channel], load_vocabulary()
    return Organisation(
        id=_id(channel.value.lower(), tier, place),
        name_zh=f"{place}{words.name(kind)}（{words.name(tier)}级，演示）",
        kind=kind,
        tier=tier,
        parent=_parent(place, channel, tier),
        channels=_HOSTED.get(kind, (channel,)),
        place=place,
    )


def demonstration_hub(place: str, tier: Tier = Tier.COUNTY) -> Organisation:
    """The hub (综治中心) of this place, which registers its cases."""
    return Organisation(
        id=_id(_HUB, tier, place),
        name_zh=f"{place}综治中心（{load_vocabulary().name(tier)}级，演示）",
        kind=BodyKind.HUB_CENTER,
        tier=tier,
        parent=_id(_HUB, Tier.CITY, place) if tier is Tier.COUNTY else None,
        channels=_HUB_CHANNELS,
        place=place,
    )


def demonstration_public_order(place: str, tier: Tier = Tier.TOWNSHIP) -> Organisation:
    """The police station of this place as the agency that mediates breaches of public order (PSL 9; domain.md 2.2)."""
    return Organisation(
        id=_id(_PUBLIC_ORDER, tier, place),
        name_zh=f"{place}公安机关（治安调解，{load_vocabulary().name(tier)}级，演示）",
        kind=BodyKind.AGENCY,
        tier=tier,
        parent=_id(_HUB, Tier.CITY if tier is Tier.CITY else Tier.COUNTY, place),
        channels=(Channel.ADMIN_MEDIATION,),
        place=place,
        sectors=(_PUBLIC_ORDER,),
    )


def demonstration_by_id(organisation_id: str) -> Organisation | None:
    """The body an id of ours names: the id tells place, channel and tier, so nothing is kept. None for any other id."""
    parts = organisation_id.split(".")
    if len(parts) != 4 or parts[0] != "demo":
        return None
    _, channel, tier, encoded = parts
    try:
        place = b32decode(encoded.upper() + "=" * (-len(encoded) % 8)).decode()
        if channel == _HUB:
            found = demonstration_hub(place, Tier(tier))
        elif channel == _PUBLIC_ORDER:
            found = demonstration_public_order(place, Tier(tier))
        else:
            found = demonstration_organisation(place, Channel(channel.upper()), Tier(tier))
    except (ValueError, NotBase32):
        return None
    return found if found.id == organisation_id else None


def _parent(place: str, channel: Channel, tier: Tier) -> str | None:
    """Committees rise from village to township to the county hub; every other body stands below the hub of its tier."""
    if tier is Tier.PROVINCE:
        return None
    above = _ABOVE[tier]
    if channel is Channel.PEOPLE_MEDIATION and above.rank < Tier.COUNTY.rank:
        return _id(channel.value.lower(), above, place)
    return _id(_HUB, Tier.CITY if tier is Tier.CITY else Tier.COUNTY, place)


def _id(channel: str, tier: Tier, place: str) -> str:
    """ASCII, so that it fits into tokens, addresses and headers; the place can be read back from it."""
    encoded = b32encode(place.encode()).decode().rstrip("=").lower()
    return f"demo.{channel}.{tier.value}.{encoded}"

"""How the report names what the code names in English, and how it keeps the names of bodies short."""

import re

from services.jurisdiction.vocabulary import load_vocabulary
from services.views.words import load_view_vocabulary


def in_chinese(word: str) -> str:
    """The Chinese of a channel, an act of the form, a result, a service or an event; the word itself where it has none."""
    own = load_view_vocabulary()
    for table in (own.acts, own.words, own.events):
        if word in table:
            return table[word]
    return load_vocabulary().name(word)


def short_bodies(text: str, place: str) -> str:
    """Demonstration bodies of `place` without the place and the word 演示, which the report says once for all of them."""
    body = re.compile(re.escape(place) + r"([^，。：；（）]{2,16})（(县（市、区）|[^（），]{1,4})级，演示）")
    return body.sub(lambda found: f"{found[1]}（{'县' if '县' in found[2] else found[2]}级）", text)

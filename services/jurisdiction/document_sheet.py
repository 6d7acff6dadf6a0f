"""A document as it is to be printed, whatever prints it: paragraphs, tables, room for signatures, the foot."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: str
    at_right: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of two columns: what a field is called and what it says. A line break in a value is kept."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SignatureGiven:
    """A signature or seal that was given already, at the place of whoever gave it."""

    place: int
    """Of `Signatures.who`, from 0."""
    said: str
    """Who, when and how."""
    ink_hash: str = ""
    """SHA-256 (hex) of the handwriting's image; empty where none was written on a screen."""
    ink: str = ""
    """The handwriting as PNG in base64, made small for printing; empty until it is fetched, and where there is none."""


@dataclass(frozen=True)
class Signatures:
    """Room for everyone who signs or seals by hand, with what was signed on a screen or photographed."""

    who: tuple[str, ...]
    given: tuple[SignatureGiven, ...] = ()

    def at(self, place: int) -> tuple[SignatureGiven, ...]:
        """What was given at a place, in the order of the case."""
        return tuple(one for one in self.given if one.place == place)


@dataclass(frozen=True)
class Sheet:
    """One document."""

    title: str
    parts: tuple[Paragraph | Grid | Signatures, ...]
    foot: str
    """Whose layout it is, and what it rests on."""

    def all_text(self) -> str:
        """Every character of the sheet: what a font has to have."""
        told = [self.title, self.foot]
        for part in self.parts:
            match part:
                case Paragraph(text):
                    told.append(text)
                case Grid(rows):
                    told += [text for row in rows for text in row]
                case Signatures(who, given):
                    told += [*who, *(one.said for one in given)]
        return "\n".join(told)

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
class Signatures:
    """Room for everyone who signs or seals by hand."""

    who: tuple[str, ...]


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
                case Signatures(who):
                    told += who
        return "\n".join(told)

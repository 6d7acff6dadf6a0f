"""An option of two words that may be repeated, which Typer does not know: `--pause A B` is read as `--pause A,B`."""

from typing import Any, ClassVar

from typer.core import TyperCommand


class PairedOption(TyperCommand):
    """A command one of whose options, `paired`, takes the next two words; one word with a comma is taken as it is."""

    paired: ClassVar[str]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Join the two words before the command reads its arguments."""
        return super().parse_args(ctx, joined(args, self.paired))


def joined(words: list[str], option: str) -> list[str]:
    """The words with every `option A B` made `option A,B`; a lone word stays, for the command to refuse."""
    found: list[str] = []
    rest = [part for word in words for part in (word.split("=", 1) if word.startswith(f"{option}=") else [word])]
    while rest:
        found.append(rest.pop(0))
        if found[-1] == option and rest:
            first = rest.pop(0)
            is_pair = "," not in first and rest and not rest[0].startswith("--")
            found.append(f"{first},{rest.pop(0)}" if is_pair else first)
    return found

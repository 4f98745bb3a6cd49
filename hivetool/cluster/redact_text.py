"""One text of a hive without its names, addresses and SIDs. Every different text is worked out once."""

from __future__ import annotations

from hivetool.hive.upcase import upcase

from .redact_addresses import Addresses
from .redact_names import Hit, Index
from .redact_tokens import Token, tokens

_ROUNDS = 3
"""How often what is put together is looked through again for names that came about by that."""

_FILL = "x"


class Redactor:
    """Redacts texts; ``seen`` are the tokens that were replaced, by kind and spelling in upper case."""

    def __init__(self, index: Index, addresses: Addresses) -> None:
        self.addresses = addresses
        self.index = index
        self.seen: dict[tuple[str, str], tuple[str, str]] = {}
        self._texts: dict[str, str] = {}

    def text(self, text: str, *, fitted: bool = False) -> str:
        """The text redacted, its NULs kept; ``fitted``: of the same length in UTF-16."""
        known = self._texts.get(text) if not fitted else None
        if known is None:
            known = "\0".join([self._part(part, fitted) if part else part for part in text.split("\0")])
            if not fitted:
                self._texts[text] = known
        return known

    def _part(self, text: str, fitted: bool) -> str:
        upcased = upcase(text)
        hits = self.index.hits(upcased)
        found = [token for token in tokens(upcased) if not _overlaps(token, hits)]
        text = self._replaced(text, upcased, hits, found, fitted)
        for _ in range(_ROUNDS if hits else 0):
            upcased = upcase(text)
            hits = self.index.hits(upcased)
            if not hits:
                break
            text = self._replaced(text, upcased, hits, [], fitted)
        return text

    def _replaced(self, text: str, upcased: str, hits: list[Hit], found: list[Token], fitted: bool) -> str:
        if not hits and not found:
            return text
        new = [(hit.start, hit.end, self.index.replacements[hit.name]) for hit in hits]
        new += [(token.start, token.end, self.token(token.kind, text[token.start : token.end])) for token in found]
        pieces, last = [], 0
        for start, end, piece in sorted(new):
            old = text[start:end]
            pieces += [text[last:start], _fit(piece, old) if fitted and piece != old else piece]
            last = end
        return "".join([*pieces, text[last:]])

    def token(self, kind: str, text: str) -> str:
        """What stands for an address, a SID or a GUID."""
        new = self.addresses.replaced(kind, text)
        if new != text:
            self.seen.setdefault((kind, upcase(text)), (text, new))
        return new


def _overlaps(token: Token, hits: list[Hit]) -> bool:
    return any(hit.start < token.end and token.start < hit.end for hit in hits)


def _fit(piece: str, old: str) -> str:
    """The piece in as many UTF-16 units as ``old`` has; one that is too long is x throughout."""
    size = len(old.encode("utf-16-le", "surrogatepass")) // 2
    return piece.ljust(size, _FILL) if len(piece) <= size else _FILL * size

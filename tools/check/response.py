"""What a server sent for one published file, and what is known of that file."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import brotli
from multidict import CIMultiDictProxy

COMPRESSED = {"br": ".br", "gzip": ".gz"}  # encoding -> the end of the file's name that holds it


@dataclass(frozen=True)
class Published:
    """What is published at an address.

    Attributes:
        sizes: of each file in bytes, as `files.json` has them, the compressed ones too.
        desktops: the `allowed_origins` of its configuration.
    """

    sizes: Mapping[str, int]
    desktops: tuple[str, ...]

    def files(self) -> list[str]:
        """The files that a page can ask for by their names."""
        return [path for path in self.sizes if not path.endswith(tuple(COMPRESSED.values()))]

    def encodings(self, path: str) -> list[str]:
        """The encodings in which the file at `path` is there, the best one first."""
        return [encoding for encoding, suffix in COMPRESSED.items() if f"{path or 'index.html'}{suffix}" in self.sizes]


@dataclass(frozen=True)
class Response:
    """An answer of the server.

    Attributes:
        path: what was asked for, from the folder of the page.
        accepted: the encodings that the request allowed.
        expected: the status that is right for it.
        body: as it was sent; None when only the head was asked for.
        came: when it came, by this computer's clock.
    """

    path: str
    accepted: tuple[str, ...]
    status: int
    headers: CIMultiDictProxy[str]
    came: datetime
    expected: int = 200
    body: bytes | None = None

    def values(self, name: str) -> Iterator[str]:
        """The parts of a header that is a list with commas, however often it was sent."""
        for line in self.headers.getall(name, []):
            yield from (part.strip() for part in line.split(",") if part.strip())

    @property
    def encoding(self) -> str:
        """How the body is compressed, in the server's words."""
        return ", ".join(self.values("Content-Encoding"))

    def content(self) -> bytes:
        """The body, unpacked.

        Raises:
            ValueError: when it is not compressed as the header says.
        """
        body = self.body or b""
        try:
            if self.encoding == "br":
                return bytes(brotli.decompress(body))
            return gzip.decompress(body) if self.encoding == "gzip" else body
        except (brotli.error, OSError, EOFError, zlib.error) as error:
            raise ValueError(str(error)) from error

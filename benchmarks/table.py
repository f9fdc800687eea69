"""A table for a terminal or a note."""

from __future__ import annotations


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table with aligned columns."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    line = "|".join("-" * (width + 2) for width in widths)
    text = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)]
    return "\n".join([f"| {text[0]} |", f"|{line}|", *(f"| {row} |" for row in text[1:])])

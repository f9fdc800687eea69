"""What was found, to copy: as text and as JSON. Nothing in it is a person's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from conformance.kit import summary
from conformance.rules import Row, Verdict

WORDS = {
    Verdict.HOLDS: "holds",
    Verdict.READ: "is read, but not as the sample has it",
    Verdict.FAILS: "fails",
    Verdict.UNTRIED: "not tried",
}


def line(row: Row) -> str:
    """A rule in one line."""
    return f"{WORDS[row.verdict]}{f': {row.detail}' if row.detail else ''}"


def counted(rows: Iterable[Row]) -> str:
    """How many rules there are of each verdict, in one line."""
    counts = summary(rows)
    told = (
        f"{counts[Verdict.HOLDS]} hold",
        f"{counts[Verdict.READ]} read otherwise",
        f"{counts[Verdict.FAILS]} fail",
        f"{counts[Verdict.UNTRIED]} not tried",
    )
    return " · ".join(told)


def as_text(rows: Sequence[Row], desktop: str) -> str:
    """The table as text. `desktop` is its origin."""
    lines = [f"Conformance of {desktop}", counted(rows)]
    subject = None
    for row in rows:
        if row.subject is not subject:
            subject = row.subject
            lines += ["", f"{subject.title}{f' ({subject.operation.name})' if subject.operation else ''}"]
        lines.append(f"  {row.rule.title}: {line(row)}")
    return "\n".join(lines) + "\n"


def as_json(rows: Sequence[Row], desktop: str) -> str:
    """The table as JSON: `{desktop, counts, rules: [{rule, subject, operation, says, source, changes, verdict,
    detail}]}`."""
    rules = [
        {
            "rule": row.key,
            "subject": row.subject.title,
            "operation": row.subject.operation.name if row.subject.operation else None,
            "says": row.rule.title,
            "source": row.rule.source,
            "changes": row.subject.changes,
            "verdict": row.verdict.value,
            "detail": row.detail,
        }
        for row in rows
    ]
    counts = {verdict.value: count for verdict, count in summary(rows).items()}
    return json.dumps({"desktop": desktop, "counts": counts, "rules": rules}, indent=1, ensure_ascii=False)

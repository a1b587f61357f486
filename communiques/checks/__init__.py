"""What a careful reader would ask about a communiqué in two languages, before anybody signs it.

Pure: a `Pair` in, `Finding`s out, the gravest first. What staff decide about them is kept by
`communiques.waivers`.
"""

from communiques.checks import agreement, letters, names, structure
from communiques.checks.findings import Finding, Pair

CHECKS = (
    agreement.agree,
    agreement.fit,
    names.named,
    names.terms,
    structure.parts,
    structure.brackets,
    structure.untranslated,
    structure.links,
    letters.mixed,
    letters.doubled,
    letters.digits,
    letters.unprintable,
    letters.tidy,
)


def findings(pair: Pair) -> list[Finding]:
    """Every finding once, the gravest first, then in the order of the text."""
    found = {each.key: each for check in CHECKS for each in check(pair)}
    return sorted(found.values(), key=_order)


def _order(finding: Finding) -> tuple:
    place = finding.place.number if finding.place else 0
    return (finding.gravity, finding.language, place, finding.code, finding.key)

"""Which of our editions a text that somebody holds may be, and how it stands to it. Nothing of what
is asked is kept."""

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from communiques import text as rich
from communiques.documents.content import Paper, furniture
from communiques.models import Document, Edition, RedactedEdition, Withdrawal
from communiques.proof import genuine
from communiques.proof.genuine import Answer, Verdict
from communiques.search import analysis, asking
from communiques.search.asking import EDITION_MASK, matching
from communiques.search.forms import is_arabic
from communiques.search.tables import LANGUAGES, RELEASED
from communiques.uploads import pdf_text
from communiques.uploads.pdf_text import Unreadable
from organizations.arabic import normal_digits

LONGEST = 100_000
#: The largest file that is looked at, in bytes.
LARGEST = 20_000_000
#: Pairs of neighbours that are looked up, spread over the text; a pair that more texts have than
#: these says little of any.
ASKED, TELLING = 40, 60
#: Editions that are compared word by word, and among how many they are looked for.
COMPARED, CONSIDERED = 5, 200
#: A code as our papers print it.
_CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class Found:
    """The edition that a text is, or is most like, how it stands to it, and what became of it."""

    edition: Edition
    answer: Answer
    newer: bool
    withdrawal: Withdrawal | None
    #: An edition of the text has lost its words, so this may be that one.
    lost: bool = False


def by_code(code: str, *, at: dt.datetime) -> Edition | None:
    """The edition with that code, as people type it: letters that digits are taken for, digits of
    Arabic keyboards, dashes and small letters are understood."""
    typed = typed_code(code)
    rows = Edition.objects.released(at=at).select_related("communique", "redacted__redaction")
    return rows.filter(code=typed).first() if typed else None


def typed_code(code: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", normal_digits(code).upper()).translate(_MISREAD)


def verify(text: str, *, at: dt.datetime) -> Found | None:
    """None where it is not ours."""
    if RedactedEdition.objects.exists() and (found := of_redacted(text, at)):
        return found
    judged = list(judgements(candidates(text, at=at), text))
    ours = [pair for pair in judged if pair[1].verdict != Verdict.OTHER]
    if not ours:
        return None
    edition, answer = min(ours, key=lambda pair: rank(*pair))
    lost = answer.verdict == Verdict.ALTERED and has_lost_words(edition)
    return Found(edition, answer, is_newer(edition, at), standing(edition, at), lost)


def has_lost_words(edition: Edition) -> bool:
    return RedactedEdition.objects.filter(edition__communique=edition.communique_id).exists()


def of_redacted(text: str, at: dt.datetime) -> Found | None:
    """The edition of exactly those words that has lost them since; else one whose code the text
    bears: of that one nobody can say any more whether these are its words."""
    said = genuine.fingerprint(text)
    rows = Edition.objects.released(at=at).exclude(redacted=None).order_by("-number")
    rows = rows.select_related("communique", "redacted__redaction")
    same = rows.filter(redacted__fingerprints__contains=said)
    verdict, edition = Verdict.SAME_WORDS, same.first()
    if edition is None:
        codes = [typed_code(each) for each in _CODE.findall(genuine.plain(text))]
        verdict, edition = Verdict.GONE, rows.filter(code__in=codes).first()
    if edition is None:
        return None
    return Found(edition, Answer(verdict), is_newer(edition, at), standing(edition, at))


@dataclass(frozen=True)
class File:
    """A file that somebody holds: which document of ours it is, byte for byte; else how its seal
    stands and what its words are. `seal` is "", "ours", "changed" or "foreign"."""

    document: Document | None = None
    seal: str = ""
    hides: bool = False
    found: Found | None = None


def of_file(data: bytes, *, at: dt.datetime) -> File:
    """Raises Unreadable for what is no PDF that can be read, or has no words."""
    released = Edition.objects.released(at=at)
    same = Document.objects.filter(digest=hashlib.sha256(data).hexdigest(), edition__in=released)
    if document := same.select_related(
        "edition__communique", "edition__redacted__redaction"
    ).first():
        return File(document)
    text, seal = pdf_text.read(data)
    if len(genuine.words(genuine.plain(text))) < genuine.FEWEST:
        raise Unreadable
    found = verify(text[:LONGEST], at=at)
    return File(None, how_sealed(seal), genuine.hides_directions(text), found)


def how_sealed(seal: pdf_text.Seal | None) -> str:
    if seal is None:
        return ""
    ours = Document.objects.exclude(sealed_by="").filter(sealed_by=seal.by).exists()
    if not ours:
        return "foreign"
    return "ours" if seal.intact and seal.whole else "changed"


def compared(edition: Edition, text: str) -> Answer:
    """How the text stands to the words, or to them with the numbers of their points, which come
    along from papers and from programs that write texts."""
    answer = genuine.judge(parts(edition), text, around(edition))
    if answer.verdict in genuine.WHOLE or "<ol" not in edition.body:
        return answer
    counted = [*parts(edition)[:2], rich.shape(edition.body)]
    return genuine.likeliest([answer, genuine.judge(counted, text, around(edition))])


def judgements(editions: list[Edition], text: str) -> Iterable[tuple[Edition, Answer]]:
    """How the text stands to each, the likeliest first; once it is one of them, only other editions
    of that text are looked at."""
    found = None
    for each in editions:
        if found and (each.communique_id, each.language) != found:
            continue
        answer = compared(each, text)
        if answer.verdict in genuine.WHOLE:
            found = each.communique_id, each.language
        yield each, answer


def rank(edition: Edition, answer: Answer) -> tuple:
    """The nearest first; of those alike, the newest."""
    order = list(Verdict).index(answer.verdict)
    return order, len(answer.places), -answer.share, -edition.number, -edition.pk


def parts(edition: Edition) -> list[str]:
    return [edition.title, edition.summary, rich.plain(edition.body)]


def around(edition: Edition) -> Iterable[str]:
    """What stands beside the text on our pages and papers."""
    made = edition.documents.values_list("lines", flat=True)
    return {line for lines in [furniture(Paper.of(edition)), *made] for line in lines if line}


def candidates(text: str, *, at: dt.datetime) -> list[Edition]:
    """The released editions that share most of the telling pairs of neighbours; what is not public,
    such as a release that was called off, takes no place among them."""
    votes: Counter[int] = Counter()
    for keys in editions_having(pairs_asked(text[:LONGEST])):
        if len(keys) <= TELLING:
            votes.update(keys)
    order = [key for key, _votes in votes.most_common(CONSIDERED)]
    rows = Edition.objects.released(at=at).unredacted()
    known = set(rows.filter(pk__in=order).values_list("pk", flat=True))
    nearest = [key for key in order if key in known][:COMPARED]
    found = rows.select_related("communique").in_bulk(nearest)
    return [found[key] for key in nearest]


def pairs_asked(text: str) -> list[tuple[str, str]]:
    """(language, pair of neighbours) of some pairs, spread over the text: words in the script of
    one language are looked for there, numbers in both."""
    firsts = [each.terms[0] for each in analysis.tokens(text) if each.terms]
    pairs = {analysis.pair(one, two): languages_of(one + two) for one, two in pairwise(firsts)}
    return [(language, pair) for pair in spread(list(pairs)) for language in pairs[pair]]


def spread(terms: list[str]) -> list[str]:
    step = max(1, len(terms) // ASKED)
    return terms[::step][:ASKED]


def languages_of(words: str) -> tuple[str, ...]:
    letters = [each for each in words if each.isalpha()]
    if not letters:
        return LANGUAGES
    return ("ar",) if any(map(is_arabic, letters)) else ("en",)


def editions_having(asked: list[tuple[str, str]]) -> Iterable[list[int]]:
    """For each language and pair, the editions that have it, a few more than are telling: all asked
    at once."""
    parts, params = {}, []
    for number, (language, pair) in enumerate(asked):
        keys = f"{matching(RELEASED, pair, language, params)} LIMIT {TELLING + 1}"
        parts[f"part{number}"] = f"SELECT {number} AS asked, key FROM ({keys}) AS hits"
    found: dict[int, list[int]] = defaultdict(list)
    for number, key in asking.rows(parts, params):
        found[number].append(key & EDITION_MASK)
    return found.values()


def is_newer(edition: Edition, at: dt.datetime) -> bool:
    """Whether there is a newer one in its language."""
    rows = Edition.objects.released(at=at).filter(communique=edition.communique_id)
    return rows.filter(language=edition.language, number__gt=edition.number).exists()


def standing(edition: Edition, at: dt.datetime) -> Withdrawal | None:
    rows = Withdrawal.objects.standing(at=at).filter(communique=edition.communique_id)
    return rows.select_related("replaced_by").first()

"""One communiqué as readers find it: all its public editions, the one shown, and its notices."""

import datetime as dt
import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from communiques.models import Action, Clearance, Decision, Edition, Form, Withdrawal
from communiques.public import linked, lists, paging
from communiques.public.citing import Citation
from communiques.public.related import relations
from communiques.public.typesetting import unbroken
from communiques.public.words import filled, page_language
from communiques.written import Question
from events.models import Conference
from organizations import calendars
from organizations.languages import other

HEAVY = ("body", "html", "envelope", "summary")
#: Statements before and after, of each.
RELATED = 3
#: A paragraph or heading of the sealed HTML, as `text.render` writes it.
PAPERS = [(each, each.label) for each in (Form.PDF, Form.WORD, Form.PLAIN)]
_NUMBERED = re.compile(r'<(?:p|h[2-6]) id="p(\d+)">')


class Removed(Exception):
    """The text was public and is gone: `communique` is its key; `number` the edition that was asked
    for, where that alone is gone."""

    def __init__(self, communique: int, number: int | None = None):
        super().__init__(communique, number)
        self.communique, self.number = communique, number


class Moved(Exception):
    """The addresses of the text lead to another: `args[0]` is that one's slug."""


@dataclass(frozen=True)
class Communique:
    """What readers may know of a communiqué at a moment. `editions` are without their texts;
    `redacted` have none any more."""

    slug: str
    editions: list[Edition]
    redacted: list[Edition]

    @classmethod
    def find(cls, slug: str, *, at: dt.datetime, as_sealed: bool = False) -> "Communique":
        """Raises Http404 where nothing of it is public, as if it did not exist; Removed; and Moved,
        unless it is asked for an edition as it was sealed."""
        found = _of_slug(slug=slug, at=at)
        if found and found[0].leads_to and not as_sealed:
            raise Moved(found[0].leads_to)
        editions = [each for each in found if not each.is_redacted]
        if not editions:
            if found and as_sealed:
                raise Removed(found[0].communique_id)
            raise_removed(slug, at)
            raise Http404
        return cls(slug, editions, [each for each in found if each.is_redacted])

    def in_language(self, language: str) -> list[Edition]:
        """Newest first."""
        return [each for each in self.editions if each.language == language]

    def redacted_in(self, language: str) -> list[Edition]:
        return [each for each in self.redacted if each.language == language]

    def current(self, language: str) -> Edition | None:
        return next(iter(self.in_language(language)), None)

    def numbered(self, number: int, language: str) -> Edition | None:
        """The number is compared here: one from an address may be too large for a database."""
        return next((e for e in self.in_language(language) if e.number == number), None)

    def refuse_redacted(self, *numbers: int, language: str) -> None:
        """Raises Removed where an edition that was asked for has lost its words, and is not there
        in that language with them."""
        for number in numbers:
            lost = [each.language for each in self.redacted if each.number == number]
            if language in lost or (lost and not self.numbered(number, language)):
                raise Removed(self.redacted[0].communique_id, number)

    def address(self, edition: Edition) -> str:
        """Where an edition is read: the one in force at the communiqué's own address."""
        with translation.override(edition.language):
            if edition == self.current(edition.language):
                return reverse("public:communique", args=[self.slug])
            return reverse("public:edition", args=[self.slug, edition.number])

    @property
    def languages(self) -> list[str]:
        return [each for each in ("ar", "en") if self.current(each)]


@Question
def _of_slug(*, slug: str, at: dt.datetime) -> QuerySet:
    leads_to = leading(OuterRef("communique"), at=at).values("replaced_by__slug")[:1]
    rows = Edition.objects.unremoved(at=at).filter(communique__slug=slug)
    rows = rows.select_related("redacted__redaction").defer(*HEAVY)
    return rows.annotate(leads_to=Subquery(leads_to)).order_by("-number", "language")


def leading(communique, *, at: dt.datetime):
    """The withdrawals that stand and lead the text's addresses to another."""
    return Withdrawal.objects.standing(at=at).filter(communique=communique, forward__isnull=False)


def raise_removed(slug: str, at: dt.datetime) -> None:
    """Raises Removed where the text of that address was withdrawn, and removed with it, or lost all
    its words; Moved where its addresses lead on."""
    released = Edition.objects.released(at=at).filter(communique__slug=slug).only("communique")
    if not (found := released.first()):
        return
    if stands := leading(found.communique_id, at=at).select_related("replaced_by").first():
        raise Moved(stands.replaced_by.slug)
    raise Removed(found.communique_id)


def gone(removed: Removed, *, at: dt.datetime) -> tuple[Edition, Withdrawal | None]:
    """What stands for a text that is gone: the edition that was asked for, or the last one, in the
    language of the page or else in the other; and the withdrawal of the text that stands."""
    rows = Edition.objects.released(at=at).filter(communique=removed.communique)
    rows = rows.select_related("communique", "redacted__redaction").defer(*HEAVY)
    if removed.number:  # where only one language lost its words, it is that one that is gone
        rows = rows.filter(number=removed.number).exclude(redacted=None)
    found = list(rows.order_by("-number"))
    mine = (each for each in found if each.language == page_language())
    stands = Withdrawal.objects.standing(at=at).filter(communique=removed.communique)
    return next(mine, found[0]), stands.select_related("replaced_by").first()


def is_changed_since(theirs: Edition | None, mine: Edition) -> bool:
    """Whether the text in the other language was changed after this one came out; that it came out
    itself is no change."""
    return bool(theirs) and theirs.number > mine.number and not theirs.is_first


def complete(*editions: Edition | None) -> list[Edition]:
    """The given editions with their texts, in one query."""
    whole = {each.pk: each for each in _whole(keys={each.pk for each in editions if each})}
    return [whole[each.pk] if each else None for each in editions]


@Question
def _whole(*, keys: set[int]) -> QuerySet:
    return Edition.objects.select_related("communique").filter(pk__in=keys)


def reviewed_on(edition: Edition) -> dt.datetime | None:
    """When an urgent release was reviewed afterwards; None while that is pending."""
    if edition.clearance != Clearance.URGENT:
        return None
    return next(iter(_reviews(release=edition.release_id, language=edition.language)), None)


@Question
def _reviews(*, release: int, language: str) -> QuerySet:
    """When the urgent release in that language was reviewed."""
    reviews = Decision.objects.filter(action=Action.REVIEW_URGENT)
    return reviews.filter(release=release, language=language).values_list("at", flat=True)


def withdrawals(edition: Edition, *, at: dt.datetime) -> dict[str, list]:
    """Those that were ever made of the text, the last first, of which the first may still stand;
    and the texts that it stands in the place of, as they were released last in its language."""
    rows = _withdrawals(of=edition.communique_id)
    own = [each for each in rows if each.communique_id == edition.communique_id]
    gone = [each.communique_id for each in rows if each not in own and each.stands(at)]
    return {"withdrawals": own, "replaces": latest_of(gone, edition, at) if gone else []}


@Question
def _withdrawals(*, of: int) -> QuerySet:
    made = Withdrawal.objects.filter(Q(communique=of) | Q(replaced_by=of))
    return made.select_related("replaced_by").order_by("-id")


def latest_of(communiques: list[int], edition: Edition, at: dt.datetime) -> list[Edition]:
    rows = Edition.objects.released(at=at).filter(communique__in=communiques)
    rows = rows.filter(language=edition.language).select_related("communique")
    latest = {each.communique_id: each for each in rows.defer(*HEAVY).order_by("number")}
    return list(latest.values())


def numbered(html: str) -> SafeString:
    """The sealed HTML with a link before each paragraph to cite it by, alike in both languages. The
    links have no text of their own: what a reader copies is what was sealed."""
    label = gettext("Paragraph %(number)s")

    def with_link(found: re.Match[str]) -> str:
        name = label % {"number": found[1]}
        return f'{found[0]}<a class="pilcrow" href="#p{found[1]}" aria-label="{name}"></a>'

    return mark_safe(_NUMBERED.sub(with_link, html))


def related(edition: Edition, *, at: dt.datetime) -> dict[str, list[Edition]]:
    """Statements on the same conference, or on another of its series, before and after."""
    if not edition.conference_id:
        return {}
    # Asked first: with the numbers at hand, a database goes by the index of their texts.
    same = _same_series(conference=edition.conference_id)
    place = edition.dated_on, edition.communique_id, RELATED
    later, earlier = (
        lists.beside(towards, *place, at=at, conferences=same)
        for towards in (paging.NEWER, paging.OLDER)
    )
    return {"later": later[::-1], "earlier": earlier}


@Question
def _same_series(*, conference: int) -> QuerySet:
    this = Q(pk=conference)
    series = Conference.objects.filter(this).exclude(series=None).values("series")
    return Conference.objects.filter(this | Q(series__in=series)).values_list("pk", flat=True)


def standing(found: dict[str, list], at: dt.datetime) -> Withdrawal | None:
    """Of the `withdrawals` of a text that which stands."""
    return next((each for each in found["withdrawals"] if each.stands(at)), None)


def titled(edition: Edition, withdrawal: Withdrawal | None) -> str:
    """The title where the text does not stand beside it: what was withdrawn says so there, too."""
    title = " ".join(edition.title.split())
    return gettext("Withdrawn: %(title)s") % {"title": title} if withdrawal else title


def withdrawn_on(withdrawal: Withdrawal | None, language: str) -> str:
    """«مسحوب في …», "Withdrawn on …"; nothing of a text that stands."""
    if withdrawal is None:
        return ""
    with translation.override(language):
        day = calendars.gregorian_text(timezone.localdate(withdrawal.since), language)
        return gettext("Withdrawn on %(date)s") % {"date": day}


def citation(row: Communique, edition: Edition, withdrawal: Withdrawal | None) -> Citation:
    address = settings.SITE_URL + row.address(edition)
    said = withdrawn_on(withdrawal, edition.language)
    return Citation.of(edition, row.slug, address, said)


def shown(row: Communique, edition: Edition, *, at: dt.datetime) -> dict:
    """All that the page of one edition shows. Facts that it was sealed without words for come in
    the words of its sister in the other language, marked."""
    their_language = other(edition.language)
    in_other = row.current(their_language)
    current = row.current(edition.language)
    sister = row.numbered(edition.number, their_language)
    whole, sister = complete(edition, sister)
    facts = whole.envelope | {"attachments": whole.envelope.get("attachments", [])}
    if sister:  # pictures and documents are each language's own
        named = {key: value for key, value in whole.envelope.items() if key != "attachments"}
        facts |= filled(named, sister.envelope, their_language)
    redacted = row.redacted_in(edition.language)
    first = min(each.visible_from for each in (*row.in_language(edition.language), *redacted))
    fate = withdrawals(whole, at=at)
    stands = standing(fate, at)
    return {
        "linked": linked.script(
            linked.article(whole, facts, first, row.languages, titled(whole, stands))
        ),
        "named": titled(whole, stands),
        "is_withdrawn": bool(stands),
        "first_public": first,
        "html": numbered(unbroken(mark_safe(whole.html), whole.language)),
        "citation": citation(row, whole, stands),
        "related": related(whole, at=at),
        "relations": relations(whole, at=at),
        "row": row,
        "edition": whole,
        "papers": PAPERS,
        "facts": facts,
        "reviewed_on": reviewed_on(edition),
        **fate,
        "newer": current if current.number > edition.number else None,
        "editions": row.in_language(edition.language),
        "redacted": redacted,
        "in_other": in_other,
        "corrected_beside": in_other if is_changed_since(in_other, current) else None,
        "other_address": row.address(in_other) if in_other else "",
    }

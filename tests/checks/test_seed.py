"""The seed as it was published, and the texts of the demonstration: what a careful reader finds is
found, and nothing serious is said of a good text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from communiques import checking
from communiques.checks import Pair, findings
from communiques.checks.findings import Gravity
from communiques.checks.names import occurrences
from communiques.demo import texts
from communiques.models import Communique, Text
from communiques.text import from_plain
from organizations import arabic
from organizations.models import Organization

SEED = Path(__file__).parents[1] / "seed"
FACTS = json.loads((SEED / "facts.json").read_text("utf-8"))
TITLE, BODY = (SEED / "communique.ar.txt").read_text("utf-8").split("\n", 1)
#: Of the spellings that the source mixes, those of which it holds only one: what names the other.
FROM_ELSEWHERE = {"على كومان/علي كومان": ("على", "علي")}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def seed(demo) -> Pair:
    """The Arabic with every slip of the source, beside the demonstration's translation."""
    source = Text("ar", title=TITLE.strip(), body=from_plain(BODY))
    english = replace(texts.seed("en"), summary="")  # the source has none
    return Pair({"ar": source, "en": english}, names=checking.names())


def found(pair: Pair, code: str) -> list:
    return [each for each in findings(pair) if each.code == code]


@pytest.mark.django_db
def test_every_tatweel_is_found(seed):
    (ornament,) = [each for each in found(seed, "tidy") if each.detail[0] == "tatweel"]
    letters = (TITLE + BODY).count(arabic.TATWEEL)
    assert (int(ornament.detail[2]), letters) == (FACTS["tatweel_letters"], 91)
    assert ornament.message == "Decorative tatweel: 91 places."


@pytest.mark.django_db
def test_the_councils_name_is_found_five_times_of_five(seed):
    council = Organization.objects.called("مجلس وزراء الداخلية العرب")
    owners = [each.owner for here in occurrences(seed, "ar") for each in here]
    plain = (TITLE + BODY).replace(arabic.TATWEEL, "")
    assert owners.count(f"body/{council.pk}") == plain.count("مجلس وزراء الداخلية العرب") == 5


@pytest.mark.django_db
def test_every_pair_of_spellings_is_named(seed):
    named = {each.detail for each in found(seed, "mixed_spelling")}
    asked = {
        tuple(sorted(FROM_ELSEWHERE.get(each) or each.split("/")))
        for each in FACTS["spellings_the_source_mixes"]
    }
    assert asked <= named
    assert len(named) == len(asked) == 8


@pytest.mark.django_db
def test_nothing_else_is_amiss_between_the_two(seed):
    codes = {each.code for each in findings(seed) if each.gravity != Gravity.MINOR}
    assert codes == {"mixed_spelling"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dropped", "by", "amiss"),
    [
        ("2022–2024", "the coming period", {"2024"}),  # 2022 is named elsewhere
        ("2022–2024", "2022 to 2024", set()),
        ("from 23 to 25 May 2022", "in that month", {"25 May 2022"}),
        ("from 23 to 25 May 2022", "on 23–25 May 2022", set()),
        ("Monday, 23 May 2022", "23 May 2022", {"Monday"}),
        ("Monday, 23 May 2022", "Tuesday, 23 May 2022", {"Monday", "Tuesday, 23 May 2022"}),
        ("second phase", "phase", {"الثانية"}),
        ("INTERPOL", "the police", {"body"}),
    ],
)
def test_what_the_translation_leaves_out_is_found(seed, dropped, by, amiss):
    changed = seed.texts["en"].body.replace(dropped, by)
    assert changed != seed.texts["en"].body
    texts_now = seed.texts | {"en": Text("en", title=seed.texts["en"].title, body=changed)}
    before = {each.key for each in findings(seed)}
    after = findings(Pair(texts_now, names=seed.names))
    new = [each for each in after if each.key not in before]
    said = {each.detail[0].split("/")[0] if each.code == "name" else each.excerpt[1] or
            each.detail[0] for each in new if each.code not in ("weekday",)}  # fmt: skip
    english_of = {"23 مايو 2022": "23 May 2022", "23 - 25 /5/2022 م": "25 May 2022"}
    said = {english_of.get(each, each) for each in said}
    weekdays = {"Monday" for each in new if each.code == "weekday" and each.language == "ar"}
    weekdays |= {"Monday" for each in new if each.code == "weekday" and dropped[:6] == "Monday"}
    assert said | weekdays == amiss


@pytest.mark.django_db
def test_nothing_serious_is_said_of_the_demonstrations_texts(demo):
    for row in Communique.objects.all():
        said = [each.finding for each in checking.judged(row)]
        assert [each.message for each in said if each.gravity == Gravity.SERIOUS] == []
        if row.slug != "aimc-pr-2022-1":  # the seed, whose slips are its own
            assert said == []

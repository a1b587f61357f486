"""Our own PDF, copied out of the viewers that people have: what pdf.js (Firefox), PDFium (Chrome)
and poppler (Evince, Okular) gave for the seed's two pages, letterheads, feet and all."""

import datetime as dt
from pathlib import Path

import pytest

from communiques.demo import play
from communiques.models import Communique
from communiques.proof.genuine import Verdict, judge
from communiques.proof.verifying import parts

PASTES = Path(__file__).parent / "pastes"
NAMES = sorted(each.name for each in PASTES.glob("*.txt"))
#: What is changed in the paste → what ours says there.
HARMS = {
    "ar": [("الأوروبي", "الأفريقي"), ("كومان", "سليمان"), ("غير المشروع", "المشروع"), ("23", "22"),
           ("المؤتمر", "المؤتمر العاجل"), ("السفير", "الوزير")],
    "en": [("European", "African"), ("Kuman", "Suliman"), ("illicit", "licit"), ("23", "22"),
           ("conference", "urgent conference"), ("Ambassador", "Minister")],
}  # fmt: skip


#: Language → the parts of the seed as it was published, which takes longer than judging.
ours: dict[str, list[str]] = {}


@pytest.fixture
def judged(request):
    if not ours:
        stage = request.getfixturevalue("stage")
        play.seed(stage, dt.datetime(2026, 11, 27, 9, tzinfo=dt.UTC))
        row = Communique.objects.get(slug="aimc-pr-2022-1")
        ours.update({each.language: parts(each) for each in row.editions.all()})

    def judge_paste(name: str, text: str):
        language = name.split(".")[1]
        lines = (PASTES / f"lines.{language}").read_text().split("\n")  # as the document kept them
        return judge(ours[language], text, lines)

    return judge_paste


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_out_of_our_pdf_is_not_named_altered(judged, name):
    answer = judged(name, (PASTES / name).read_text())
    wanted = {Verdict.EXACT, Verdict.SAME_WORDS, Verdict.TURNED}
    assert answer.verdict in wanted, answer.places
    turned = [(each.ours, each.theirs) for each in answer.turned]
    assert turned in ([], [("2022-2024", "2024-2022")])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", range(6))
def test_an_altered_copy_is(judged, name, number):
    ours, theirs = HARMS[name.split(".")[1]][number]
    held = (PASTES / name).read_text()
    at = max(held.find(ours, len(held) // 4), held.find(ours))
    answer = judged(name, held[:at] + theirs + held[at + len(ours) :])
    assert answer.verdict == Verdict.ALTERED
    said = " ".join(f"{each.ours} {each.theirs}" for each in answer.places)
    assert any(word in said for word in (*theirs.split(), ours.split()[0])), answer.places


def test_ends_of_a_range_that_change_places_are_named():
    ours = ["عنوان البيان", "", "أقر المجلس القرار بأغلبية 12-3 صوتا في الفترة 2022-2024 في تونس"]
    answer = judge(ours, ours[2].replace("12-3", "3-12"))
    assert (answer.verdict, answer.places) == (Verdict.TURNED, [])
    assert [(each.ours, each.theirs) for each in answer.turned] == [("12-3", "3-12")]
    other = judge(ours, ours[2].replace("12-3", "12-4"))
    assert [(each.ours, each.theirs) for each in other.places] == [("3", "4")]


@pytest.mark.parametrize(
    ("theirs", "verdict"),
    [
        ("أقر المجلسالقرار بأغلبية كبيرة في تونس أمس", Verdict.SAME_WORDS),
        ("أقر المجلس القر ار بأغلبية كبيرة في تونس أمس", Verdict.SAME_WORDS),
        ("أقر المجلس القرار بأغلبية كبيرة فيتونس أمس", Verdict.SAME_WORDS),
        ("أقر المجلس القرار بأغلبية كبيرة تونس أمس", Verdict.ALTERED),
        ("أقر المجلس القرار بأغلبية ليست كبيرة في تونس أمس", Verdict.ALTERED),
    ],
)
def test_spaces_that_a_viewer_lost_or_found_are_no_words(theirs, verdict):
    ours = "أقر المجلس القرار بأغلبية كبيرة في تونس أمس"
    assert judge(["عنوان", "", ours], theirs).verdict == verdict


def test_numbers_that_were_divided_otherwise_are_other_numbers():
    ours = "حضر الاجتماع 25 وفدا و 3 مراقبين في تونس"
    for theirs in ("حضر الاجتماع 2 5 وفدا و 3 مراقبين في تونس", ours.replace("25", "253")):
        assert judge(["عنوان", "", ours], theirs).verdict == Verdict.ALTERED

"""The desk in a browser, in Arabic: every screen is sound at both widths, and what its people do on
it works."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from communiques import drafting, opinions, remarks
from communiques.models import Communique, Remark, Term, Text, Waiver
from communiques.text import from_plain
from organizations.models import AuditEvent, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()
#: The admin's own pages put some of their parts outside the landmarks.
NOT_OURS = {"region"}


@pytest.fixture
def seed(demo) -> Communique:
    """The seed with a finding in English, a remark and something new since it was read."""
    row = Communique.objects.get(slug="aimc-pr-2022-1")
    words = row.text("en").fields
    words["body"] = words["body"].replace("2022–2024", "the coming years")
    words["change_note"] = "Shortened."
    author = User.objects.get(username="translator")
    drafting.save_text(row, Text("en", **words), based_on=row.rev_en, author=author)
    row.refresh_from_db()
    reviewer = User.objects.get(username="reviewer")
    remarks.write(row, "ar", field="body", block=3, quote="", text="@drafter؟", author=reviewer)
    Term.objects.create(ar="غسل الأموال", en="money laundering")
    return row


def url(name: str, *args) -> str:
    return reverse(f"admin:communiques_communique_{name}", args=args)


def screens(row) -> dict[str, str]:
    return {
        "my desk": "/admin/",
        "board": url("board"),
        "figures": url("figures"),
        "memory": url("memory") + "?text=" + row.title_ar.replace(" ", "+"),
        "write": url("change", row.pk),
        "decide": url("decide", row.pk),
        "relations": url("relations", row.pk),
        "term": "/admin/communiques/term/",
    }


@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_sound(as_user, seed, width):
    page = as_user("translator", viewport={"width": width, "height": 800})
    wrong = {}
    for name, address in screens(seed).items():
        page.goto(address)
        wrong[name] = unsound(page)
    assert {name: found for name, found in wrong.items() if found} == {}


def unsound(page) -> list[tuple[str, str]]:
    """What is wrong with the page, all of it unfolded."""
    page.wait_for_load_state("networkidle")
    page.locator("details > summary").evaluate_all(
        "all => all.forEach(e => e.parentElement.open = true)"
    )
    found = [
        (each["id"], each["nodes"][0]["html"][:200])
        for each in AXE.run(page).response["violations"]
        if each["id"] not in NOT_OURS
    ]
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = page.evaluate(sizes)
    return found + ([("sideways", f"{scroll} > {client}")] if scroll != client else [])


BODY = (
    f"<p>كلمة {'ط' * 150} طويلة.</p><ol><li>نقطة أولى.</li><li>نقطة ثانية.</li></ol>"
    "<table><tr><td>تونس</td><td>1500</td></tr></table>"
)


@pytest.fixture
def broad(seed):
    """With a word wider than any screen, points and a table."""
    words = {**seed.text("ar").fields, "body": BODY}
    drafting.save_text(seed, Text("ar", **words), based_on=seed.rev_ar, author=None)
    seed.refresh_from_db()
    opinions.ask(seed, "ar", "ط" * 200, days=7, by=User.objects.get(username="drafter"))
    return seed


@pytest.mark.parametrize("width", [360, 1280])
def test_a_word_without_end_widens_no_screen(as_user, broad, width):
    page = as_user("translator", viewport={"width": width, "height": 800})
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    widths = {}
    for name, more in (("change", ()), ("decide", ()), ("versions", ("ar",)), ("preview", ("ar",))):
        page.goto(url(name, broad.pk, *more))
        widths[name] = page.evaluate(sizes)
    assert widths == {name: [width, width] for name in widths}


def test_icons_whose_font_does_not_come_widen_nothing(as_user, seed):
    page = as_user("translator", viewport={"width": 360, "height": 800})
    page.route(re.compile(r"\.woff2?(\?|$)"), lambda route: route.abort())
    page.goto(url("change", seed.pk))
    page.locator(".prose-menubar__button").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_of_a_list_stands_in_one_line(as_user, seed, width):
    page = as_user("drafter", viewport={"width": width, "height": 800})
    page.goto("/admin/communiques/communique/")
    field, button = (page.locator(f"#changelist-search {each}").bounding_box()
                     for each in ("#searchbar", "[type=submit]"))  # fmt: skip
    assert (field["y"], field["height"]) == (button["y"], button["height"])
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#searchbar')).direction") == "rtl"
    )


@pytest.mark.parametrize(("screen", "more"), [("decide", ()), ("preview", ("ar",))])
def test_points_and_tables_are_as_large_as_paragraphs(as_user, broad, screen, more):
    page = as_user("reviewer")
    page.goto(url(screen, broad.pk, *more))
    size = "all => [...new Set(all.map(e => getComputedStyle(e).fontSize))].length"
    text = page.locator(":is(.parallel .cell, .paper)[lang=ar]")
    words = text.locator(":is(li, td, td p, li p), p:has-text('طويلة.')")
    assert words.evaluate_all(size) == 1


def test_a_finding_is_waived_and_the_waiver_taken_back(as_user, seed):
    page = as_user("translator")
    page.goto(url("change", seed.pk))
    panel = page.locator(".findings").first
    assert panel.evaluate("e => e.open")  # something serious is there
    finding = panel.locator("li", has_text="العدد «2024»")
    finding.locator("summary").click()
    finding.locator("textarea").fill("تُذكر السنوات في الملحق.")
    with page.expect_navigation():
        finding.locator("button").click()
    assert Waiver.objects.get().reason == "تُذكر السنوات في الملحق."
    panel.locator("summary").first.click() if not panel.evaluate("e => e.open") else None
    with page.expect_navigation():
        page.locator("li.is-waived button").click()
    assert Waiver.objects.get().withdrawn_at


def test_selected_words_are_those_that_a_remark_is_about(as_user, seed):
    page = as_user("reviewer")
    page.goto(url("decide", seed.pk))
    page.locator("#ar-4 p").dblclick()
    chosen = page.evaluate("getSelection().toString().trim()")
    assert chosen
    page.locator(".new-remark summary").click()
    assert page.input_value("#remark-passage") == "ar:body:4"
    assert page.input_value("#remark-quote") == chosen
    page.fill("#remark-text", "هل هذا هو اللقب الرسمي؟")
    with page.expect_navigation():
        page.locator(".new-remark button[type=submit]").click()
    made = Remark.objects.latest("pk")
    assert (made.block, made.quote, made.author.username) == (4, chosen, "reviewer")
    expect(page.locator(f"#remark-{made.pk} mark")).to_have_text(chosen)
    with page.expect_navigation():
        page.locator(f"#remark-{made.pk}").get_by_role("button", name="تسوية").click()
    made.refresh_from_db()
    assert made.settled_by.username == "reviewer"


SELECT_LAST = """([passage, word]) => {
  const text = document.querySelector(`${passage} p`).firstChild
  const at = text.data.lastIndexOf(word)
  getSelection().setBaseAndExtent(text, at, text, at + word.length)
}"""


@pytest.mark.parametrize(
    ("paragraph", "meant"),
    [("شكر الوزراء الوفد، ثم شكر الوزراء الدولة المضيفة.", "شكر الوزراء الدولة"),
     ("شكر الوزراء الوفد، والوفد الوزراء", "والوفد الوزراء")],
)  # fmt: skip
def test_words_that_stand_twice_are_marked_where_they_are_meant(as_user, seed, paragraph, meant):
    draft = Communique.objects.get(title_en="", slug=None)
    words = {**draft.text("ar").fields, "body": from_plain(paragraph)}
    drafting.save_text(draft, Text("ar", **words), based_on=draft.rev_ar, author=None)
    page = as_user("reviewer")
    page.goto(url("decide", draft.pk))
    page.locator(".new-remark summary").click()
    page.evaluate(SELECT_LAST, ["#ar-1", "الوزراء"])
    expect(page.locator("#remark-quote")).to_have_value(meant)


def test_a_suggestion_is_inserted_where_the_cursor_is(as_user, seed):
    draft = Communique.objects.get(title_en="", slug=None)
    paragraph = seed.body_ar.split("\n")[3]
    body = from_plain("فقرة أولى.") + "\n" + paragraph.replace("هذا المؤتمر", "هذه الورشة")
    words = {**draft.text("ar").fields, "body": body}
    drafting.save_text(draft, Text("ar", **words), based_on=draft.rev_ar, author=None)
    page = as_user("translator")
    page.goto(url("change", draft.pk))
    page.wait_for_load_state("networkidle")
    page.locator(".memory > summary").click()
    became = page.locator(".suggestion .became").first.inner_text()
    page.locator(".take-suggestion").first.click()
    editor = page.locator(".words[data-language=en] .ProseMirror[contenteditable]")
    expect(editor).to_contain_text(became[:60])
    with page.expect_navigation():
        page.locator(".save-bar button").first.click()
    draft.refresh_from_db()
    assert became[:60] in draft.body_en


def test_from_the_desk_to_a_decision_in_three_clicks(as_user, seed):
    page = as_user("reviewer")
    page.goto("/admin/")
    page.locator(".queue li > a").first.click()
    page.get_by_role("button", name="منح الإجازة: المراجعة").first.click()
    expect(page.locator(".messagelist")).to_contain_text("نُفّذ الإجراء: أُجيز.")


def test_what_changed_since_one_read_it_is_shown_until_one_says_so(as_user, seed):
    page = as_user("reviewer")
    page.goto(url("decide", seed.pk))
    words = {**seed.text("ar").fields, "summary": "ملخص جديد."}
    drafting.save_text(seed, Text("ar", **words), based_on=seed.rev_ar, author=None)
    page.reload()
    section = page.locator(".changed")
    expect(section).to_contain_text("منذ قراءتك لها")
    expect(section.locator("ins").first).to_be_visible()
    with page.expect_navigation():
        section.get_by_role("button", name="قرأت هذا").click()
    assert "منذ قراءتك لها" not in page.locator("#content").inner_text()


def test_an_event_of_the_audit_chain_keeps_to_a_telephone(as_user, seed):
    page = as_user("administrator", viewport={"width": 360, "height": 800})
    page.goto(f"/admin/organizations/auditevent/{AuditEvent.objects.first().pk}/change/")
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("width", [360, 1280])
def test_an_office_without_an_account_answers_by_its_link(as_user, browser_page, seed, width):
    page = as_user("reviewer")
    page.goto(url("decide", seed.pk))
    page.locator("#opinions details summary").click()
    page.fill("#op-office", "وزارة العدل")
    with page.expect_navigation():
        page.locator("#opinions details button").click()
    address = page.locator(".link-once").inner_text()
    path = "/" + address.split("/", 3)[3]
    office = browser_page("ar", viewport={"width": width, "height": 800})
    office.goto(path)
    assert AXE.run(office).response["violations"] == []
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = office.evaluate(sizes)
    assert scroll == client
    office.fill("[name=name]", "سليم حمدان، مستشار قانوني")
    office.check("[value=comments]")
    office.fill("[name=text]", "يُذكر اسم الاتفاقية.")
    with office.expect_navigation():
        office.locator(".opinion__form button").click()
    expect(office.locator("[role=status]")).to_contain_text("حُفظ رأيكم")
    page.reload()
    expect(page.locator("#opinions")).to_contain_text("يُذكر اسم الاتفاقية.")


def test_on_paper_a_text_stands_without_what_is_pressed(as_user, seed):
    row = Communique.objects.exclude(title_en="").exclude(body_en="").first()
    page = as_user("reviewer")
    page.goto(url("decide", row.pk))
    page.emulate_media(media="print")
    pressed = page.locator("#header, .breadcrumbs, .tools, .desk-button, .offer")
    assert pressed.count() > 5
    assert [each for each in pressed.all() if each.is_visible()] == []
    expect(page.get_by_role("heading", level=1)).to_have_text(row.title_ar)
    expect(page.locator(".reading-both")).to_be_visible()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_a_phone_what_saves_takes_one_row(as_user, seed, language):
    """The words need the room."""
    draft = Communique.objects.get(title_en="", slug=None)
    page = as_user("drafter", language, viewport={"width": 360, "height": 740})
    page.goto(url("change", draft.pk))
    buttons = page.locator(".save-bar button:visible")
    expect(buttons).to_have_count(2)
    first, second = (each.bounding_box() for each in buttons.all())
    assert (first["y"], first["height"]) == (second["y"], second["height"])
    assert min(first["height"], second["height"]) >= 44


WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>
<p class=MsoNormal>مقدمة</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span>
&nbsp;</span></span>النقطة الأولى</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>
&nbsp;</span></span>النقطة الثانية</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>·<span>
&nbsp;</span></span>بند</p>
<table><tr><td><p class=MsoNormal>خلية</p></td><td><p>أخرى</p></td></tr></table>
<p style="color:red"><b>خاتمة</b><script>alert(1)</script></p></body></html>"""

PASTE = """(html) => {
  const editor = document.querySelector(".words[data-language=ar] .ProseMirror[contenteditable]")
  editor.focus()
  const data = new DataTransfer()
  data.setData("text/html", html)
  editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
                                                    cancelable: true}))
}"""


PRESS = """(key) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key, bubbles: true}))"""


def writing(as_user, row):
    page = as_user("drafter")
    page.goto(url("change", row.pk))
    page.wait_for_load_state("networkidle")
    return page


def test_what_word_sends_stays_lists_and_tables(as_user, seed):
    draft = Communique.objects.get(title_en="", slug=None)
    page = writing(as_user, draft)
    page.locator(".words[data-language=ar] .ProseMirror[contenteditable]").click()
    page.keyboard.press("Control+A")
    page.evaluate(PASTE, WORD)
    page.keyboard.press("Control+s")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".messagelist")).to_contain_text("تم الحفظ")
    draft.refresh_from_db()
    body = "".join(draft.body_ar.split("\n"))
    assert "<ol><li><p>النقطة الأولى</p></li><li><p>النقطة الثانية</p></li></ol>" in body
    assert "<ul><li><p>بند</p></li></ul>" in body
    assert "<table>" in body and "خلية" in body and "<strong>خاتمة</strong>" in body
    assert "Mso" not in body and "style" not in body and "alert" not in body


def point(words, mark, of="l0", level=1) -> str:
    """A point of a list as Word puts it on the clipboard."""
    return (
        f"<p class=MsoListParagraph style='mso-list:{of} level{level} lfo1'>"
        f"<span style='mso-list:Ignore'>{mark}<span>&nbsp;</span></span>{words}</p>\n"
    )


def test_points_of_points_and_lists_that_follow_each_other_stay_apart(as_user, seed):
    draft = Communique.objects.get(title_en="", slug=None)
    page = writing(as_user, draft)
    page.locator(".words[data-language=ar] .ProseMirror[contenteditable]").click()
    page.keyboard.press("Control+A")
    pasted = [
        point("أول", "1."), point("فرع أول", "أ.", level=2), point("فرع ثان", "ب.", level=2),
        point("ثان", "2."), point("من قائمة أخرى", "1.", of="l3"),
        "<p class=MsoNormal>فقرة</p>", point("ثالث", "3."), "<p class=MsoNormal>أخرى</p>",
        point("رابع", "٤."),
    ]  # fmt: skip
    page.evaluate(PASTE, f"<html><body><p class=MsoNormal>مقدمة</p>{''.join(pasted)}</body></html>")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("تم الحفظ")
    draft.refresh_from_db()
    assert "".join(draft.body_ar.split("\n")) == (
        "<p>مقدمة</p>"
        "<ol><li><p>أول</p><ol><li><p>فرع أول</p></li><li><p>فرع ثان</p></li></ol></li>"
        "<li><p>ثان</p></li></ol>"
        "<ol><li><p>من قائمة أخرى</p></li></ol>"
        '<p>فقرة</p><ol start="3"><li><p>ثالث</p></li></ol>'
        '<p>أخرى</p><ol start="4"><li><p>رابع</p></li></ol>'
    )


def test_keys_characters_and_the_count_of_words(as_user, seed):
    draft = Communique.objects.get(title_en="", slug=None)
    page = writing(as_user, draft)
    page.fill("#id_ar-title", "عنوان من ثلاث كلمات")
    page.locator(".words[data-language=ar] [data-mark='ﷺ']").click()
    assert page.input_value("#id_ar-title") == "عنوان من ثلاث كلماتﷺ"
    page.fill("#id_ar-title", "كلمة")
    page.fill("#id_ar-summary", "")
    editor = page.locator(".words[data-language=ar] .ProseMirror[contenteditable]")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("واحدة ثم أخرى")
    page.keyboard.press("End")
    expect(page.locator("[data-count-of=ar]")).to_have_text("4 كلمات")
    page.locator("#content h1").click()
    for each in "?؟":  # as either keyboard has it
        page.evaluate(PRESS, each)
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Alt+1")
    assert editor.evaluate("each => each === document.activeElement")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert page.url.endswith(url("decide", draft.pk))
    draft.refresh_from_db()
    assert draft.title_ar == "كلمة"


def test_a_text_is_said_to_correct_another_and_a_state_to_stand_apart(as_user, seed):
    draft = Communique.objects.get(title_en="", slug=None)
    page = as_user("drafter")
    page.goto(url("relations", draft.pk))
    page.locator("[name=related-0-kind]").select_option("corrects")
    page.locator("[name=related-0-to]").fill("AIMC/PR/2022/1")
    with page.expect_navigation():
        page.locator(".save-bar button").click()
    relation = draft.relations.get()
    assert (relation.kind, relation.to) == ("corrects", seed)
    page.goto(url("relations", draft.pk))
    page.locator("[name=related-1-kind]").select_option("answers")
    page.locator("[name=related-1-to]").fill("AIMC/PR/1999/9")
    with page.expect_navigation():
        page.locator(".save-bar button").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    assert page.input_value("[name=related-1-to]") == "AIMC/PR/1999/9"
    assert unsound(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_two_approvers_redact_and_readers_find_the_tombstone(as_user, seed, width):
    viewport = {"width": width, "height": 800}
    wrong = {}
    asking = as_user("approver", viewport=viewport)
    asking.goto(url("withdraw", seed.pk))
    asking.fill("[name=reason_ar]", "سُحب بأمر قضائي.")
    asking.fill("[name=reason_en]", "Withdrawn by a court's order.")
    with asking.expect_navigation():
        asking.locator("form.desk-form button.primary").click()
    asking.get_by_role("link", name="طلب محو النص").click()
    for each in ("ar-1", "en-1"):
        asking.check(f"[value={each}]")
    asking.fill("[name=reason_ar]", "أمر قضائي بمحو بيانات شخصية.")
    asking.fill("[name=reason_en]", "A court ordered that personal data be erased.")
    wrong["ask"] = unsound(asking)
    with asking.expect_navigation():
        asking.locator("form.desk-form button.primary").click()
    expect(asking.locator("#redaction")).to_contain_text("أمر قضائي بمحو بيانات شخصية.")

    confirming = as_user("deputy", viewport=viewport)
    confirming.goto("/admin/")
    wrong["my desk"] = unsound(confirming)
    confirming.locator("#q-redactions ~ ul a").click()
    wrong["confirm"] = unsound(confirming)
    expect(confirming.locator(".going").first).to_contain_text("الأسلحة الصغيرة")
    with confirming.expect_navigation():
        confirming.get_by_role("button", name="امحُ هذا النص نهائيًا").click()
    wrong["after"] = unsound(confirming)

    for language, reason in (("ar", "أمر قضائي"), ("en", "A court ordered")):
        confirming.goto(f"/{language}/communiques/{seed.slug}/")
        expect(confirming.locator(".tombstone")).to_contain_text(reason)
        wrong[f"tombstone {language}"] = unsound(confirming)
        confirming.locator(".tombstone a[href*=verify]").click()
        expect(confirming.locator(".verdict")).to_contain_text(reason)
        wrong[f"verify {language}"] = unsound(confirming)
    assert {name: found for name, found in wrong.items() if found} == {}

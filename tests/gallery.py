"""`python -m tests.gallery`: the pictures of the README, and of every kind of public page one sheet
in docs/gallery, in both languages, at three widths, in light and dark, and on paper. The site is a
demonstration of its own, whose seed is corrected and then withdrawn."""

import base64
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from playwright.sync_api import Browser, Page, sync_playwright

PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"
ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SHEETS = DOCS / "gallery"
#: Whose page in which language, and where it is; nobody's is a reader's.
README = {
    "reader-ar": ("", "ar", "/ar/communiques/aimc-pr-2022-1/"),
    "reader-en": ("", "en", "/en/communiques/aimc-pr-2022-1/"),
    "desk-ar": ("reviewer", "ar", "/admin/"),
    "decide-en": ("approver", "en", "/admin/communiques/communique/5/"),
    "conference-ar": ("", "ar", "/ar/conferences/small-arms-2022/"),
    "delegates-ar": ("protocol", "ar", "/admin/events/conference/1/papers/list/?language=both"),
}
README_VIEW = {"width": 1180, "height": 1000}
SEARCHED = {"ar": "الأسلحة", "en": "arms"}
PAGES = {
    "home": "",
    "list": "communiques/",
    "search": "communiques/?q={searched}",
    "nothing-found": "communiques/?q=zzqqx",
    "communique": "communiques/aimc-pr-2022-1/",
    "parallel": "communiques/aimc-pr-2022-1/parallel/",
    "archive": "archive/",
    "year": "archive/2022/",
    "month": "archive/2022/5/",
    "conferences": "conferences/",
    "conference": "conferences/small-arms-2022/",
    "bodies": "organizations/",
    "body": "organizations/general-secretariat-of-the-arab-interior-ministers-council/",
    "register": "register/",
    "register-year": "register/1/2022/",
    "verify": "verify/",
    "subscriptions": "subscriptions/",
    "missing": "nowhere/",
}
ONCE_CORRECTED = {
    "corrected": "communiques/aimc-pr-2022-1/",
    "edition": "communiques/aimc-pr-2022-1/editions/1/",
    "comparison": "communiques/aimc-pr-2022-1/compare/1-2/",
}
#: Seconds until a page that was kept is made anew, and until the site is up.
KEPT, STARTING = 2, 600
HEIGHT, A4 = 1000, {"width": 794, "height": 1123}
VIEWS = [
    *(
        {"viewport": {"width": width, "height": HEIGHT}, "color_scheme": scheme}
        for scheme in ("light", "dark")
        for width in (360, 768, 1440)
    ),
    {"viewport": A4, "media": "print"},
]
SHEET = """<style>
  body {{ background: #bbb; margin: 0; padding: 12px; width: max-content; }}
  div {{ display: flex; gap: 12px; margin-block-end: 12px; align-items: start; }}
  img {{ height: 300px; box-shadow: 0 1px 4px #0006; }}
</style>{rows}"""


def main() -> None:
    SHEETS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data, served(Path(data)):
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": data, "DEBUG": "1"}
        django.setup()
        with chromium() as browser:
            for name, shown in README.items():
                picture(browser, *shown).screenshot(path=DOCS / f"{name}.png")
        write(PAGES)
        for pages in acted():
            time.sleep(KEPT)
            write(pages)


@contextmanager
def served(data: Path) -> Iterator[None]:
    """The site of `make run`, as long as it is needed."""
    command = ["make", "run", f"DATA_DIR={data}", f"PORT={PORT}"]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        until = time.monotonic() + STARTING
        while not answers() and time.monotonic() < until:
            time.sleep(1)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def answers() -> bool:
    try:
        return urllib.request.urlopen(f"{SITE}/readyz").status == 200
    except OSError:
        return False


def acted() -> Iterator[dict[str, str]]:
    """Acts upon what the site shows; the pages to be seen after each."""
    from tests.public import acts

    acts.correct()
    yield ONCE_CORRECTED
    kept, removed = acts.withdraw()
    yield {"withdrawn": f"communiques/{kept.slug}/", "removed": f"communiques/{removed.slug}/"}


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def picture(browser: Browser, account: str, language: str, path: str) -> Page:
    """The page as it is shown to the account."""
    from communiques.demo.play import PASSWORD

    page = browser.new_context(locale=language, viewport=README_VIEW).new_page()
    if account:
        page.goto(f"{SITE}/admin/login/?next=/admin/")
        page.fill("[name=username]", account)
        page.fill("[name=password]", PASSWORD)
        page.click("#login-form [type=submit]")
        page.wait_for_url("**/admin/")
        if page.get_attribute("html", "lang") != language:
            page.click(f".desk-language [value={language}]")
    page.goto(SITE + path)
    return page


def write(pages: dict[str, str]) -> None:
    with chromium() as browser:
        for name, path in pages.items():
            rows = (f"<div>{''.join(pictures(browser, path, each))}</div>" for each in SEARCHED)
            page = browser.new_page()
            page.set_content(SHEET.format(rows="".join(rows)))
            sheet = SHEETS / f"{name}.jpg"
            page.locator("body").screenshot(path=sheet, type="jpeg", quality=70)
            page.close()


def pictures(browser: Browser, path: str, language: str) -> Iterator[str]:
    """The page in each view, as elements of the sheet."""
    address = f"{SITE}/{language}/{path.format(searched=SEARCHED[language])}"
    for view in VIEWS:
        options = {key: value for key, value in view.items() if key != "media"}
        context = browser.new_context(locale=language, **options)
        page = context.new_page()
        page.emulate_media(media=view.get("media"))
        page.goto(address)
        data = base64.b64encode(page.screenshot(type="jpeg", quality=85)).decode()
        yield f'<img src="data:image/jpeg;base64,{data}" alt="">'
        context.close()


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.gallery`: of every kind of public page one sheet of pictures in docs/gallery, in
both languages, at three widths, in light and dark, and on paper. `make run` goes beside it."""

import base64
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

SITE = "http://127.0.0.1:8000"
SHEETS = Path(__file__).parent.parent / "docs" / "gallery"
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, path in PAGES.items():
            rows = "".join(
                f"<div>{''.join(pictures(browser, path, each))}</div>" for each in SEARCHED
            )
            page = browser.new_page()
            page.set_content(SHEET.format(rows=rows))
            page.locator("body").screenshot(path=SHEETS / f"{name}.jpg", type="jpeg", quality=70)
            page.close()
        browser.close()


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

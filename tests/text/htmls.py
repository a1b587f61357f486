"""HTML for the tests: attacks, random markup, a strict reader and an editor's serialisation."""

from html import escape
from html.parser import HTMLParser

from hypothesis import strategies as st

ALLOWED = {
    **dict.fromkeys(("p", "h2", "h3", "ul", "li", "blockquote", "table"), frozenset()),
    **dict.fromkeys(("thead", "tbody", "tr", "strong", "em"), frozenset()),
    "a": {"href"},
    "ol": {"start"},
    "br": frozenset(),
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//e.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror='alert(1)'//",
    "<IMG SRC=javascript:alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<math><mi xlink:href='data:text/html,<script>alert(1)</script>'>x</mi></math>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 '
    'onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><img src=x onerror=alert(1)></template>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD4='></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x>",
    "<base href='javascript:alert(1)//'>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<link rel=import href=//e.org>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<body onload=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    "<p onmouseover='alert(1)' id=x class=y>x</p>",
    "<strong onfocus=alert(1) tabindex=0 autofocus>x</strong>",
    "<td onclick=alert(1) colspan='2\" onclick=\"alert(1)'>x</td>",
    "<table background=javascript:alert(1)><tr><td style=x onclick=alert(1)>x</td></tr></table>",
    "<table><th scope='col\" onclick=\"alert(1)'>x</th></table>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=JaVaScRiPt:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='&#x6A;&#x61;&#x76;&#x61;&#x73;&#x63;&#x72;&#x69;&#x70;&#x74;&#58;alert(1)'>x</a>",
    "<a href='javascript\0:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='DATA:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href='blob:https://e.org/x'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='ftp://e.org/'>x</a>",
    "<a href='//e.org/'>x</a>",
    "<a href='/\\e.org/'>x</a>",
    "<a href='\\\\e.org/'>x</a>",
    "<a href='/&#9;/e.org/'>x</a>",
    "<a href='https:e.org'>x</a>",
    "<a href='https://user:pass@e.org/'>x</a>",
    "<a href='x' href='javascript:alert(1)'>x</a>",
    "<a href=/ok onclick=alert(1) target=_top rel=opener ping=//e.org download style=x>x</a>",
    "<a href='/ok\" onclick=\"alert(1)'>x</a>",
    "<a name=x id=y>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<!DOCTYPE html [<!ENTITY x '<script>'>]>&x;",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea><script>alert(1)</script></textarea>",
    "<select><option><style></select><img src=x onerror=alert(1)></style>",
    "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "<p>x<</p><img src=x onerror=alert(1)>",
    "<p/onclick=alert(1)>x",
    "<p title='</p><script>alert(1)</script>'>x",
    "<b><p><b><table><td><b><script>alert(1)</script>",
    "\ufeff<script>alert(1)</script>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "<\x00img src=x onerror=alert(1)>",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "<p>\ud800</p><script>\udfff</script>",
    "<custom-element onclick=alert(1) is=x>x</custom-element>",
    "<img/src=x/onerror=alert(1)>",
    "<img\nsrc=x\nonerror=alert(1)>",
    "<img src=x:alert(1) onerror=eval(src)>",
    "<img src=`x` onerror=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<img srcset='x 1x' onerror=alert(1)>",
    "<img dynsrc=javascript:alert(1)>",
    "<img lowsrc=javascript:alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><set attributeName=onmouseover to=alert(1)>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg><image href=javascript:alert(1)></svg>",
    "<svg><handler type='text/javascript'>alert(1)</handler></svg>",
    "<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>",
    "<svg><title><script>alert(1)</script></title></svg>",
    "<math href=javascript:alert(1)>x</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<iframe/src='data:text/html,<svg onload=alert(1)>'></iframe>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<object><param name=url value=javascript:alert(1)></object>",
    "<object type=image/svg+xml data=//e.org/x.svg></object>",
    "<portal src=javascript:alert(1)></portal>",
    "<fencedframe src=//e.org></fencedframe>",
    "<body background=javascript:alert(1)>",
    "<body onpageshow=alert(1)>",
    "<html manifest=//e.org/x onload=alert(1)>",
    "<head onload=alert(1)></head>",
    "<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<meta http-equiv='Content-Security-Policy' content='script-src *'>",
    "<meta name=referrer content=unsafe-url>",
    "<link rel=preload as=script href=//e.org/x.js>",
    "<link rel=prefetch href=//e.org onload=alert(1)>",
    "<style>p{background:url('javascript:alert(1)')}</style>",
    "<style>*{-moz-binding:url(//e.org/x.xml#x)}</style>",
    "<style></style><script>alert(1)</script><style>",
    "<p style=behavior:url(x.htc)>x</p>",
    "<p style='position:fixed;inset:0;background:red'>x</p>",
    "<p class=notice id=main role=alert data-x=1 aria-label=x hidden>x</p>",
    "<p contenteditable oninput=alert(1)>x</p>",
    "<p onanimationstart=alert(1) style=animation:x>x</p>",
    "<p onpointerrawupdate=alert(1)>x</p>",
    "<p popover id=x onbeforetoggle=alert(1)>x</p><button popovertarget=x>x</button>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<form id=x></form><button form=x formaction=//e.org>x</button>",
    "<input type=image src=x onerror=alert(1)>",
    "<input type=hidden accesskey=x onclick=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<video poster=javascript:alert(1)></video>",
    "<track src=x onerror=alert(1)>",
    "<dialog open onclose=alert(1)>x</dialog>",
    "<a href=javascript&#58;alert(1)>x</a>",
    "<a href='javascript&colon;alert&lpar;1&rpar;'>x</a>",
    "<a href='\u2028javascript:alert(1)'>x</a>",
    "<a href='\u00a0javascript:alert(1)'>x</a>",
    "<a href='jav\u00adascript:alert(1)'>x</a>",
    "<a href='ｊａｖａｓｃｒｉｐｔ：alert(1)'>x</a>",
    "<a href='https://e.org\u202e/gro.lufecaep'>x</a>",
    "<a href='https://еxample.org/'>x</a>",
    "<a href='tel:+1' onclick=alert(1)>x</a>",
    "<a href='intent://e.org#Intent;scheme=x;end'>x</a>",
    "<a xlink:href=javascript:alert(1) xmlns:xlink='http://www.w3.org/1999/xlink'>x</a>",
    "<area href=javascript:alert(1) shape=default>",
    "<map name=x><area href=javascript:alert(1)></map><img usemap=#x>",
    "<table><caption onclick=alert(1)><script>alert(1)</script></caption></table>",
    "<table><tr><td colspan=99999999999 rowspan=-1 headers=x>x</td></tr></table>",
    "<td colspan='1e9'>x</td>",
    "<slot name=x onslotchange=alert(1)>x</slot>",
    "<template shadowrootmode=open><script>alert(1)</script></template>",
    "<noembed><script>alert(1)</script></noembed>",
    "<noframes><script>alert(1)</script></noframes>",
    "<listing><script>alert(1)</script></listing>",
    "</p></main></body><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ request.user }}{% debug %}{% include 'x' %}",
    "${alert(1)} #{alert(1)} <%= alert(1) %>",
    "]]><script>alert(1)</script>",
    "-->\"'></script><svg onload=alert(1)>",
]


class StrictReader(HTMLParser):
    """Refuses whatever is not allowed, not closed, not escaped or not text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        names = [name for name, _ in attrs]
        assert names == sorted(set(names)), names
        assert set(names) <= ALLOWED[tag], names
        for name, value in attrs:
            assert value, name
            assert name != "href" or is_safe(value), value
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(tag)

    def handle_data(self, data: str) -> None:
        assert self.open or data == "\n", data
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def is_safe(address: str) -> bool:
    """Say so of http, https and mailto addresses and of those within the site."""
    if address.startswith(("http://", "https://", "mailto:")):
        return not set(address) & set('"<>\\^`{|}\n\t ')
    return address.startswith("/") and not address.startswith(("//", "/\\"))


def strictly_read(html: str) -> str:
    """Return the text of HTML that must be flawless; AssertionError where it is not."""
    reader = StrictReader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return "".join(reader.text)


class _Editor(HTMLParser):
    """Writes canonical HTML back as a ProseMirror editor does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self.rows_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"thead", "tbody"}:
            return
        if tag in {"td", "th"}:
            spans = (f'{name}="{given.get(name) or 1}"' for name in ("colspan", "rowspan"))
            self.written.append(f"<{tag} {' '.join(spans)}>")
        elif tag == "a":
            href = escape(given["href"] or "")
            self.written.append(f'<a href="{href}" target="_blank" rel="noopener noreferrer">')
        elif tag == "table":
            self.written.append('<table style="min-width: 50px"><colgroup><col></colgroup><tbody>')
        elif tag == "ol":
            start = f' start="{given["start"]}"' if "start" in given else ""
            self.written.append(f'<ol data-type="decimal"{start}>')
        else:
            self.written.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"thead", "tbody"}:
            return
        if tag in {"td", "th"} and self.written[-1].startswith(f"<{tag} "):
            self.written.append("<p></p>")
        self.written.append("</tbody></table>" if tag == "table" else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data != "\n":
            text = escape(data, quote=False).replace("\u00a0", "&nbsp;")
            self.written.append(text)


def as_edited(html: str) -> str:
    """Return canonical HTML as the editor would post it after no change at all."""
    editor = _Editor()
    editor.feed(html)
    editor.close()
    return "".join(editor.written) + "<p></p>"


_TAGS = [
    "p", "h1", "h2", "h3", "h5", "div", "span", "b", "strong", "i", "em", "u", "a", "ul", "ol",
    "li", "blockquote", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr",
    "th", "td", "br", "hr", "section", "pre", "form", "button", "svg", "math", "style", "script",
    "template", "select", "option", "textarea", "title", "body", "html", "font", "center",
    "nobr",
]  # fmt: skip
_ATTRIBUTES = [
    "", " href='/a b'", " href='https://é.org/x?q=ا&b=\\'", " href='mailto:a@b.org'",
    " href=javascript:x", " href='http://a|b/'", " href='https://a.org:99999/'",
    " href='https://xn--a/'", " href='/\u202e'", " colspan=2", " rowspan=2", " rowspan=1",
    " colspan=x", " scope=row", " scope=COL", " onclick=x", " start=3",
    " start=0",
]  # fmt: skip
_TEXTS = [
    "one", " ", "  ", "\n", "\u00a0", "&nbsp;", "&lt;", "&#13;", "&amp;lt;", "\u0338", "e\u0301",
    "\u0301", "الـأمن", " ،", "ﻻ", "\u2028", "\0", "\x0b", "\x1c", "<!--", "-->", "<", ">",
    "&#x202e;", "\ud800", "=", "<p>two</p>", "<![CDATA[", "]]>", "\r\n", "\ufeff",
]  # fmt: skip
_PIECES = (
    st.builds("<{}{}>".format, st.sampled_from(_TAGS), st.sampled_from(_ATTRIBUTES))
    | st.sampled_from(_TAGS).map("</{}>".format)
    | st.sampled_from(_TEXTS)
    | st.text(max_size=5)
)
markup = st.lists(_PIECES, max_size=25).map("".join)
anything = st.text() | markup | st.sampled_from(ATTACKS)

_WORDS = [
    "one ", "two", " three", "الأمن ", "<br>", "<strong>bold</strong>", "<em>slant</em>",
    "<a href='/x'>link</a>", "<em><strong>both</strong></em>", "\u00a0", "a &amp; b",
]  # fmt: skip
_INLINE = st.lists(
    st.sampled_from(_WORDS),
    min_size=1,
    max_size=4,
).map("".join)
_PARAGRAPHS = _INLINE.map("<p>{}</p>".format)
_BLOCKS = (
    _PARAGRAPHS
    | _INLINE.map("<h2>{}</h2>".format)
    | _INLINE.map("<ul><li><p>{}</p></li></ul>".format)
    | _INLINE.map("<table><tr><th>{}</th><td></td></tr></table>".format)
)
documents = st.lists(_BLOCKS, max_size=6).map("".join)

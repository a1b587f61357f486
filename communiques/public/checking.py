"""Anyone's question whether a text is genuine: by its code, or by the text itself."""

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from communiques.proof import genuine, transparency, verifying
from communiques.public import limits

#: Questions of one network in a minute.
MOST = 30


@require_safe
def short(request, code: str):
    """The address that is printed: to the page in the reader's language."""
    return redirect("public:verify_code", code)


@require_safe
@never_cache
def by_code(request, code: str):
    """The edition with that code, and what became of it."""
    if limits.too_often(request, "verify", most=MOST):
        return page(request, status=429, too_often=True)
    now = timezone.now()
    edition = verifying.by_code(code, at=now)
    if edition is None:
        return page(request, status=404, unknown=code[:40])
    return page(request, edition=edition, newer=verifying.is_newer(edition, now),
                withdrawal=verifying.standing(edition, now))  # fmt: skip


@csrf_exempt  # it changes nothing, and a reader has no cookie that could be misused
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """The form; and, for a text, the answer. The text is looked at and forgotten."""
    if code := request.GET.get("code", "").strip()[:40]:
        if "/" in code or not code.isprintable():  # no address of ours has such a code
            return page(request, status=404, unknown=code)
        return redirect("public:verify_code", code)
    if request.method != "POST":
        return page(request)
    if limits.too_often(request, "verify", most=MOST):
        return page(request, status=429, too_often=True)
    if request.FILES:
        return by_file(request)
    text = request.POST.get("text", "").replace("\x00", "")
    if len(text) > verifying.LONGEST:
        return page(request, status=413, too_long=True)
    if len(genuine.words(genuine.plain(text))) < genuine.FEWEST:
        return page(request, status=422, too_short=True, typed=text)
    found = verifying.verify(text, at=timezone.now())
    return page(
        request, typed=text, asked=True, found=found, hides=genuine.hides_directions(text),
        edition=found and found.edition, newer=found and found.newer,
        withdrawal=found and found.withdrawal,
    )  # fmt: skip


def by_file(request):
    """The answer for a file: ours byte for byte, or by its seal and its words."""
    (sent, *_rest) = request.FILES.values()
    if sent.size > verifying.LARGEST:
        return page(request, status=413, too_large=True)
    now = timezone.now()
    try:
        file = verifying.of_file(sent.read(), at=now)
    except verifying.Unreadable:
        return page(request, status=422, unreadable=True)
    if file.document:
        edition = file.document.edition
        return page(request, file=file, edition=edition, newer=verifying.is_newer(edition, now),
                    withdrawal=verifying.standing(edition, now))  # fmt: skip
    found = file.found
    return page(
        request, file=file, asked=True, found=found, hides=file.hides,
        edition=found and found.edition, newer=found and found.newer,
        withdrawal=found and found.withdrawal,
    )  # fmt: skip


def page(request, *, status: int = 200, **context):
    if context.get("edition"):
        transparency.catch_up()
        context["signed"] = transparency.standing(context["edition"])
        withdrawal = context.get("withdrawal")
        removed = bool(withdrawal and withdrawal.removes_text)
        context["is_gone"] = removed or context["edition"].is_redacted
    return TemplateResponse(request, "public/verify.html", context, status=status)

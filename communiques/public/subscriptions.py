"""Subscriptions by e-mail: the form for anybody, and the pages of the links that only the owner of
an address gets. They need no cookie: whoever holds the link may do what it says."""

from django import forms
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communiques.mail import subscribing
from communiques.models import Edition, Kind, Subscriber
from communiques.public import directory, limits
from communiques.public.opinions import private
from communiques.public.words import Words, page_language, words
from organizations.languages import LANGUAGE_CHOICES
from organizations.models import Organization

#: Wishes of one network in a minute.
MOST = 10


class OwnForm(forms.Form):
    """How somebody wants their letters."""

    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Subscriber.Rhythm.choices, widget=forms.RadioSelect,
        initial=Subscriber.Rhythm.NOW,
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=LANGUAGE_CHOICES, widget=forms.RadioSelect
    )


class NamedSelect(forms.Select):
    """Each option says which language its name is in."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if isinstance(label, Words):
            option["label"] = label.text
            if label.foreign:
                option["attrs"] |= {"lang": label.language, "dir": label.dir}
        return option


class NamedChoice(forms.ModelChoiceField):
    """Bodies or conferences, by their address and their name, in `named`."""

    widget = NamedSelect

    def __init__(self, named: str, **kwargs):
        self.named = named
        super().__init__(None, to_field_name="slug", required=False, **kwargs)

    def label_from_instance(self, row) -> Words:
        return words(row, self.named)


class WishForm(OwnForm):
    """What anybody may ask for."""

    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254,
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "email"}),
    )  # fmt: skip
    issuer = NamedChoice("name", label=_("Issuer"), empty_label=_("All issuers"))
    conference = NamedChoice("title", label=_("Conference"), empty_label=_("All conferences"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All kinds")), *Kind.choices], required=False
    )
    text_language = forms.ChoiceField(
        label=_("Language of the texts"), choices=[("", _("Both languages")), *LANGUAGE_CHOICES],
        required=False,
    )  # fmt: skip

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        now = timezone.now()
        editions = Edition.objects.public(at=now)
        issues = directory.itself_or_merged(editions, "issuer")
        bodies = Organization.objects.filter(issues).order_by(f"sort_{page_language()}", "pk")
        self.fields["issuer"].queryset = bodies
        conferences = directory.conferences(at=now).order_by("-day", "-pk")
        self.fields["conference"].queryset = conferences

    def clean_email(self):
        """In small letters, as it is kept: some are longer than the capital."""
        address = self.cleaned_data["email"].lower()
        self.fields["email"].run_validators(address)
        return address


@csrf_exempt  # a reader has no cookie that could be misused, and nothing counts unconfirmed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request):
    """The form; the answer is the same whoever's address it is."""
    if request.method != "POST":
        kept = {name: request.GET[name] for name in ("issuer", "conference", "kind")
                if name in request.GET}  # fmt: skip
        form = WishForm(initial=kept | {"language": page_language(), "text_language": ""})
        return shown(request, form=form)
    form = WishForm(request.POST)
    if limits.too_often(request, "subscribe", most=MOST):
        return shown(request, form=form, too_often=True, status=429)
    if not form.is_valid():
        return shown(request, form=form, status=422)
    subscribing.ask(**form.cleaned_data)
    return redirect("public:subscriptions_asked")


@require_http_methods(["GET", "HEAD"])
def asked(request):
    return shown(request, asked=True, days=subscribing.DAYS)


@csrf_exempt  # whoever holds the link may do what it says
@private
def own(request, token: str):
    """What somebody is subscribed to: to be confirmed, changed, taken along, ended."""
    try:
        subscriber = subscribing.owner(token)
    except subscribing.Expired as expired:
        return expired_link(request, expired.args[0])
    if subscriber is None:
        raise Http404
    if request.method == "POST":
        return act(request, subscriber)
    if "export" in request.GET:
        told = JsonResponse(subscribing.record(subscriber), json_dumps_params={"indent": 2})
        told["Content-Disposition"] = 'attachment; filename="bayan-subscriptions.json"'
        return told
    return own_page(request, subscriber, done=request.GET.get("done", ""))


def act(request, subscriber: Subscriber):
    done = "changed"
    if "confirm" in request.POST:
        subscribing.confirm(subscriber)
        done = "confirmed"
    elif "end" in request.POST:
        key = request.POST["end"]
        subscribing.end(subscriber, [int(key)] if key.isdecimal() and len(key) < 19 else [])
        done = "ended"
    elif "erase" in request.POST:
        subscribing.erase(subscriber)
        return shown(request, erased=True)
    else:
        form = OwnForm(request.POST)
        if not form.is_valid():
            return own_page(request, subscriber, form=form, status=422)
        subscribing.change(subscriber, **form.cleaned_data)
    return redirect(f"{request.path}?done={done}")


def own_page(request, subscriber: Subscriber, *, form=None, status=200, done=""):
    rows = subscriber.subscriptions.select_related("issuer", "conference")
    told = [(each, each.issuer and words(each.issuer, "name"),
             each.conference and words(each.conference, "title")) for each in rows]  # fmt: skip
    initial = {"rhythm": subscriber.rhythm, "language": subscriber.language}
    context = {
        "subscriber": subscriber, "subscriptions": told, "own": form or OwnForm(initial=initial),
        "waiting": any(each.confirmed_at is None for each in rows), "done": done,
    }  # fmt: skip
    return TemplateResponse(request, "public/subscriptions_own.html", context, status=status)


def expired_link(request, subscriber: Subscriber):
    """An old link, of a letter from long ago: a new one goes to the address itself."""
    if request.method == "POST":
        subscribing.send_link(subscriber)
    return shown(request, expired=True, asked_anew=request.method == "POST", status=410)


@csrf_exempt  # whoever holds the link may do what it says
@private
def stop(request, token: str):
    """One click, by a person or by their program (RFC 8058), ends all and erases it."""
    subscriber = subscribing.owner(token, salt=subscribing.STOP)
    if request.method == "POST":
        if subscriber:
            subscribing.erase(subscriber)
        return shown(request, erased=True)
    return shown(request, stopping=subscriber is not None, erased=subscriber is None)


def shown(request, *, status: int = 200, **context):
    return TemplateResponse(request, "public/subscriptions.html", context, status=status)

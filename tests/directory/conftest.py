import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation

from organizations.models import Organization, User


@pytest.fixture
def council(db):
    return Organization.objects.create(kind="council", name_ar="المجلس", name_en="Council")


@pytest.fixture
def secretariat(council):
    return Organization.objects.create(
        kind="secretariat", name_ar="الأمانة", name_en="Secretariat", parent=council
    )


@pytest.fixture
def stranger(db):
    """A body in another tree."""
    return Organization.objects.create(kind="council", name_ar="مجلس آخر", name_en="Stranger")


def staff(username, organization, *apps, **more):
    """A member of staff with every right over the models of the apps."""
    user = User.objects.create(
        username=username, organization=organization, is_staff=True, language="en", **more
    )
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=apps))
    return user


@pytest.fixture
def officer(council):
    return staff("officer", council, "organizations", "events")


@pytest.fixture
def root(db):
    return staff("root", None, is_superuser=True)


class Desk:
    """The desk as one person uses it: forms are read from the page and posted back."""

    def __init__(self, client, user):
        self.client, self.user = client, user
        client.force_login(user)

    def url(self, model, page, *args):
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)

    def open(self, thing, page="change"):
        model, args = (thing, ()) if isinstance(thing, type) else (type(thing), (thing.pk,))
        return self.client.get(self.url(model, page, *args))

    def fill(self, thing, page="change", **changes):
        """Post what the page holds, with the changes; rows are named `prefix-0-field`."""
        response = self.open(thing, page)
        assert response.status_code == 200
        data = form_data(response) | {k.replace("__", "-"): v for k, v in changes.items()}
        return self.client.post(response.request["PATH_INFO"], data)


def form_data(response) -> dict:
    """What a browser would send back untouched."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = getattr(value, "pk", value)
    return {
        name: [getattr(each, "pk", each) for each in value] if isinstance(value, list) else value
        for name, value in data.items()
    }


def errors_of(response) -> dict:
    """Every error that the page shows, by field; rows of inlines by `prefix-0-field`."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {form.add_prefix(name): errors for name, errors in form.errors.items()}
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = inline.formset.non_form_errors()
    return {name: list(map(str, messages)) for name, messages in found.items()}


@pytest.fixture
def desk(client, officer):
    return Desk(client, officer)


@pytest.fixture(autouse=True)
def english(settings):
    """Messages are compared in the language that they are written in."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield

"""No row leads to a body or a person that was merged into another: the database refuses it on every
key, by every path, and a form says so without losing a word."""

import datetime as dt

import pytest
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from events.models import Conference
from organizations import links, merge_plan, merging
from organizations.models import Organization
from organizations.triggers import sealed_tables
from tests.directory.conftest import Desk, errors_of, form_data

REFUSED = "leads to a record that was merged"
#: Columns whose checks the plainest value does not pass.
NEEDED = {"slug": "free", "kind": "other", "verb": "x"}


def all_links() -> list[models.ForeignKey]:
    return [link for model in links.NAMED for link in links.links(model)]


@pytest.fixture
def merged(db):
    """Model → a record that was merged, the one that it was merged into, and a third."""
    made = {}
    for model in links.NAMED:
        survivor, duplicate, third = (
            model.objects.create(name_en=f"{name} {model.__name__}")
            for name in ("Staying", "Going", "Third")
        )
        seen = merge_plan.plan(survivor, duplicate).seen
        merging.merge(survivor, duplicate, taken=[], seen=seen, actor=None)
        made[model] = duplicate, survivor, third
    return made


def plainest(field: models.Field):
    """A value that the column takes; keys to other tables are looked at when all is written."""
    if field.null:
        return None
    if field.name in NEEDED:
        return NEEDED[field.name]
    if field.is_relation:
        return 1
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return dt.date(2022, 5, 23)
    if isinstance(field, models.UUIDField | models.JSONField):
        return field.get_default()
    if isinstance(field, models.BooleanField):
        return False
    return 1 if isinstance(field, models.IntegerField) else ""


def insert(link: models.ForeignKey, key: int) -> int:
    """A row straight into the table."""
    fields = [each for each in link.model._meta.concrete_fields if not each.primary_key]
    values = [key if each == link else each.get_db_prep_save(plainest(each), connection)
              for each in fields]  # fmt: skip
    names = ", ".join(connection.ops.quote_name(each.column) for each in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {link.model._meta.db_table} ({names}) "
            f"VALUES ({', '.join(['%s'] * len(fields))}) RETURNING id",
            values,
        )
        return cursor.fetchone()[0]


def update(link: models.ForeignKey, row: int, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {link.model._meta.db_table} SET {link.column} = %s WHERE id = %s", [key, row]
        )


@pytest.mark.parametrize("link", all_links(), ids=links.name_of)
def test_no_key_of_any_table_is_led_to_a_merged_record(link, merged):
    """What is sealed excepted: it keeps what it was sealed with, and comes out as cleared."""
    gone, *standing = (each.pk for each in merged[link.related_model])
    if link.model._meta.db_table in sealed_tables():
        pytest.skip("its rows are sealed")
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        insert(link, gone)
    try:
        with transaction.atomic():
            row = insert(link, standing[0])
            update(link, row, standing[1])
            with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
                update(link, row, gone)
            raise Done
    except Done:
        pass


class Done(Exception):
    """Nothing of a made-up row stays."""


def test_what_already_leads_to_it_may_be_saved_again(merged):
    """A merged record keeps what it led to itself; its own row is written without offence."""
    duplicate, survivor, third = merged[Organization]
    Organization._base_manager.filter(pk=duplicate.pk).update(parent=third)
    Organization._base_manager.filter(pk=duplicate.pk).update(merged_into=survivor, parent=third)
    assert Organization._base_manager.get(pk=duplicate.pk).parent == third


def test_a_form_that_comes_too_late_says_so_and_keeps_what_was_typed(
    client, officer, council, monkeypatch
):
    """The body that a form names is merged after the form was found good and before it is
    written."""
    conference = Conference.objects.create(title_en="Conference", kept_by=council)
    kept, double = (
        Organization.objects.create(name_en=name, kind="state") for name in ("Kept", "Double")
    )
    looked = []

    def refuse(*_args, **_kwargs):
        raise IntegrityError(REFUSED)

    def look(self, *args, **kwargs):
        looked.append(args)
        if len(looked) == 2:  # the first look was undone by the refusal; the other's merge was not
            seen = merge_plan.plan(kept, double).seen
            merging.merge(kept, double, taken=[], seen=seen, actor=None)
        return look_at(self, *args, **kwargs)

    desk = Desk(client, officer)
    data = form_data(desk.open(conference))
    data |= {"title_en": "Conference, renamed", "country": double.pk}
    look_at = ModelAdmin._changeform_view
    monkeypatch.setattr(ModelAdmin, "_changeform_view", look)
    monkeypatch.setattr(Conference, "save", refuse)
    page = client.post(desk.url(Conference, "change", conference.pk), data)
    assert errors_of(page) == {
        "country": ["Select a valid choice. That choice is not one of the available choices."]
    }
    assert (page.status_code, len(looked)) == (200, 2)
    assert page.context["adminform"].form["title_en"].value() == "Conference, renamed"

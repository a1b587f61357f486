"""What stands around texts is read in one query, as Django prefetches it in one a relation; and it
is what the database holds now: whatever of it is changed, in whatever way, what was cleared with it
lapses at once, on the desk too."""

import pytest
from django.db import connection, models, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone, translation

from communiques import envelope, standing
from communiques.archive import intake
from communiques.demo import play
from communiques.models import Communique, Relation, Reservation, Step
from events.models import ConferenceSeries, Theme
from organizations.models import Appointment, Honorific, Organization, Person
from tests.desk.test_attachments import attach, png
from tests.directory.test_envelope import fill
from tests.standing import scene
from tests.workflow.conftest import Acts

READ = {
    "words": standing.WORDS,
    "facts": standing.FACTS,
    "words and facts": standing.WHOLE,
    "envelopes": envelope.WHOLE,
    "what is sealed": intake.SEALED,
}


STAGES = (
    play.seed, play.draft, play.review, play.returned, play.authorise, play.ready, play.scheduled,
    play.urgent,
)  # fmt: skip


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@scene
def full(stage) -> Acts:
    """Texts at every stage; the last one, with something of everything around it, is reviewed."""
    now = timezone.now()
    for act in STAGES:
        act(stage, now)
    acts, drafter = Acts(stage, play.compose(stage, "review", now)), stage.staff["drafter"]
    fill(stage.conference, 2)
    Theme.objects.filter(title_en="").update(title_en="Theme")
    for each in (*Organization.objects.filter(name_en=""), *Person.objects.filter(name_en="")):
        each.name_en = f"Name {each.pk}"
        each.save()
    stage.conference.series = ConferenceSeries.objects.create(name_ar="سلسلة", name_en="Series")
    stage.conference.save()
    Honorific.objects.update(masculine_en="Mr", feminine_ar="السيدة", feminine_en="Ms")
    people = list(Person.objects.exclude(styles=None).order_by("pk")[:3])
    for number, person in enumerate(people):
        Appointment.objects.create(
            person=person, organization=stage.bodies["council"], since="2020-01-01",
            title_ar=f"منصب {number}", title_en=f"Post {number}",
        )  # fmt: skip
    acts.facts(conference=stage.conference, people=people)
    for number in (1, 2):
        acts.row.refresh_from_db()
        attach(acts.row, drafter, f"{number}.png", png((40 + number, 30)))
    Reservation.objects.create(
        communique=acts.row, organization=stage.bodies["league"], text_ar="تحفظ", text_en="Reserved"
    )
    other = Communique.objects.exclude(editions=None).first()
    Relation.objects.create(communique=acts.row, kind="corrects", to=other)
    acts.submit()
    acts.review()
    return acts


def left(row: models.Model, above: tuple = ()) -> object:
    """All that is at hand of a row without a query, and of what is at hand of that; but what has
    other values in other languages, and what is not there."""
    if row in above:
        return repr(row.pk)
    names = {each.attname for each in row._meta.concrete_fields}
    found = {k: v for k, v in row.__dict__.items() if k[0] != "_" and f"{k}_ar" not in names}
    for name, one in row._state.fields_cache.items():
        found |= {name: left(one, (*above, row))} if one else {}
    for name, many in getattr(row, "_prefetched_objects_cache", {}).items():
        found[name] = [left(each, (*above, row)) for each in many._result_cache]
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("what", READ)
def test_all_is_read_in_one_query_as_django_prefetches_it(
    full, django_assert_num_queries, what, language
):
    every = Communique.objects.order_by("pk")
    with translation.override(language):
        prefetched, rows = list(every), list(every)
        prefetch_related_objects(prefetched, *READ[what].lookups)
        with django_assert_num_queries(1):
            READ[what].read(rows)
        assert len(rows) == len(STAGES) + 1
        assert [left(each) for each in rows] == [left(each) for each in prefetched]


def test_nothing_is_asked_about_no_rows(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert standing.WHOLE.read([]) == []


def test_envelopes_and_stages_ask_nothing_more(full, django_assert_num_queries):
    rows = standing.with_standing(Communique.objects.order_by("pk"))
    with django_assert_num_queries(0):
        for row in rows:
            assert {str(each.stage) for each in standing.of_prefetched(row).values()}
            assert [envelope.envelope(row, each)["language"] for each in ("ar", "en")]


def test_what_is_asked_of_a_list_that_was_read_is_asked_within_it(full):
    """A further question starts from the rows of that text, as after Django's own prefetch."""
    (row,) = standing.with_standing([Communique.objects.get(pk=full.row.pk)])
    assert row.versions.filter(language="ar").count() == 1
    assert {each.communique_id for each in row.decisions.order_by("-pk")} == {row.pk}
    assert row.organizations.count() == 1


# --- what is cleared lapses at once -------------------------------------------------------------

#: Columns of words: one more letter in all rows, and the language whose review holds all the same.
WORDS = {
    "organizations_organization": {
        "name_en": "ar", "name_ar": "en", "acronym_en": "ar", "acronym_ar": "en", "slug": "",
    },
    "organizations_person": {"name_en": "ar", "name_ar": "en"},
    "organizations_honorific": {"masculine_en": "ar", "masculine_ar": "en"},
    "organizations_appointment": {"title_en": "ar", "title_ar": "en"},
    "communiques_communique": {"place_en": "ar", "place_ar": "en"},
    "communiques_attachment": {
        "alt_en": "ar", "alt_ar": "en", "caption_en": "ar", "caption_ar": "en", "credit_en": "ar",
        "name": "",
    },
    "communiques_reservation": {"text_en": "ar", "text_ar": "en"},
    "events_conference": {
        "title_en": "ar", "title_ar": "en", "venue_en": "ar", "venue_ar": "en", "city_en": "ar",
        "hijri_label_en": "ar", "slug": "",
    },
    "events_conferenceseries": {"name_en": "ar", "name_ar": "en"},
    "events_programme": {"name_en": "ar", "name_ar": "en"},
    "events_theme": {"title_en": "ar", "title_ar": "en"},
    "events_session": {"title_en": "ar", "title_ar": "en"},
    "events_intervention": {
        "printed_name_en": "ar", "printed_post_en": "ar", "subject_en": "ar", "subject_ar": "en",
    },
    "events_delegation": {"printed_name_en": "ar", "printed_name_ar": "en", "mandated_as_en": "ar"},
    "events_delegate": {"printed_name_en": "ar", "printed_title_ar": "en"},
}  # fmt: skip
#: Whatever else stands around a text, in both languages.
OTHERWISE = (
    "UPDATE communiques_series SET kind = 'message'",
    "UPDATE communiques_communique SET dated_on = '2020-02-02'",
    "UPDATE communiques_communique SET original_language = 'en'",
    "UPDATE communiques_communique SET conference_id = NULL",
    "DELETE FROM communiques_communique_organizations",
    "DELETE FROM communiques_communique_people",
    "UPDATE communiques_attachment SET position = 100 - position",
    "UPDATE communiques_relation SET kind = 'answers'",
    "UPDATE communiques_reservation SET kind = 'dissociation'",
    "DELETE FROM communiques_reservation",
    "UPDATE organizations_appointment SET until = '2020-02-02'",
    "DELETE FROM organizations_personhonorific",
    "UPDATE organizations_person SET gender = 'f'",
    "UPDATE events_conference SET starts_on = '2020-02-02'",
    "UPDATE events_conference SET list_visibility = 'nothing'",
    "UPDATE events_conference SET mode = 'online'",
    "UPDATE events_conference SET phase = 7",
    "DELETE FROM events_theme",
    "UPDATE events_organizer SET role = 'patron'",
    "UPDATE events_session SET day = '2020-02-02'",
    "UPDATE events_session SET starts_at = '03:33:00'",
    "UPDATE events_session SET chair_id = NULL",
    "UPDATE events_session SET position = 100 - position",
    "DELETE FROM events_intervention",
    "UPDATE events_delegation SET capacity = 'guest'",
    "UPDATE events_delegation SET mandated_by_id = NULL",
    "UPDATE events_delegate SET state = 'nominated'",
    "UPDATE events_delegate SET state = 'confirmed', function = 'expert'",
)
HOLDS = dict.fromkeys(OTHERWISE, "") | {
    f"UPDATE {table} SET {column} = {column} || 'x'": language
    for table, columns in WORDS.items()
    for column, language in columns.items()
}


def test_whatever_is_changed_past_the_program_is_seen_on_the_desk_at_once(full, client):
    """And where it is changed back, what was cleared holds again."""
    client.force_login(full.stage.staff["approver"])
    held = {}
    for sql in HOLDS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            held[sql] = "".join(to_be_authorised(client, full.row))
            transaction.set_rollback(True)
    assert held == HOLDS
    assert to_be_authorised(client, full.row) == {"ar", "en"}


def to_be_authorised(client, row: Communique) -> set[str]:
    queues = {each.code: each.rows for each in client.get("/admin/").context["queues"]}
    waiting = queues[f"step-{Step.AUTHORISE}"]
    return {each.language for each in waiting if each.communique.pk == row.pk}

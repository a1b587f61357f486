"""A draft that was opened by mistake is put aside: on nobody's desk, still in the list, and taken
up again; nothing that somebody clears or that was sealed is."""

import pytest
from django.utils import timezone

from communiques import workflow
from communiques.demo import play
from communiques.models import Communique
from organizations.audit import AuditEvent
from tests.desk.conftest import url
from tests.workflow.conftest import Acts


def desk(client) -> set[int]:
    queues = client.get("/admin/").context["queues"]
    return {each.communique.pk for queue in queues for each in queue.rows}


def test_aside_and_back(row, as_):
    assert desk(as_("drafter")) == {row.pk}
    as_("drafter").post(url("shelve", row.pk))
    assert desk(as_("drafter")) == set()
    page = as_("drafter").get(url("changelist"), {"shelved_at__isempty": "0"})
    assert [each.pk for each in page.context["cl"].result_list] == [row.pk]
    html = as_("drafter").get(url("change", row.pk)).content.decode()
    assert "This draft is put aside" in html
    as_("drafter").post(url("shelve", row.pk), {"back": "1"})
    assert desk(as_("drafter")) == {row.pk}
    verbs = AuditEvent.objects.order_by("seq").values_list("verb", flat=True)
    assert {"draft put aside", "draft taken up again"} <= set(verbs)


@pytest.mark.parametrize("how", ["submitted", "released", "twice"])
def test_what_is_not_only_a_draft_stays(english, as_, how):
    acts = Acts(english, play.compose(english, "review", timezone.now()))
    if how == "submitted":
        acts.submit("ar")
    elif how == "released":
        acts.clear()
        acts.release()
    else:
        as_("drafter").post(url("shelve", acts.row.pk))
    page = as_("drafter").post(url("shelve", acts.row.pk), follow=True)
    assert "Only a draft that nobody clears can be put aside." in page.content.decode()
    shelved = Communique.objects.get(pk=acts.row.pk).shelved_at
    assert (shelved is not None) is (how == "twice")


@pytest.mark.parametrize("action", ["submit", "urgent"])
def test_what_is_aside_goes_no_further_unseen(english, as_, action):
    acts = Acts(english, play.compose(english, "review", timezone.now()))
    as_("drafter").post(url("shelve", acts.row.pk))
    with pytest.raises(workflow.Refused) as refused:
        acts.do(action, "drafter" if action == "submit" else "approver", "ar", reason="x")
    assert [each.code for each in refused.value.blockers] == ["shelved"]


@pytest.mark.parametrize("persona", ["translator", "reviewer", "publisher", "administrator"])
def test_only_who_writes_the_original_puts_it_aside(row, as_, persona):
    assert as_(persona).post(url("shelve", row.pk)).status_code == 403
    assert as_(persona).get(url("shelve", row.pk)).status_code == 405
    assert Communique.objects.get(pk=row.pk).shelved_at is None


def test_a_stranger_puts_nothing_aside(row, client, stranger):
    client.force_login(stranger)
    assert client.post(url("shelve", row.pk)).status_code == 404

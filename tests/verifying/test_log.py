"""Signatures and the public log: what is signed holds against every change, nothing is in the log
before its moment, and whoever keeps an old head can prove that the log only grew."""

import base64
import copy
import datetime as dt
import json
import threading
from io import StringIO

import pytest
import time_machine
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from communiques import withdrawals
from communiques.demo import play
from communiques.invariants import Failure, failures
from communiques.models import Action, Edition, LogDue, LogEntry, LogNode, Signature
from communiques.proof import bundles, keys, merkle, statements, transparency
from tests.conftest import triggers_off
from tests.standing import scene
from tests.workflow.conftest import Acts

NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


def pem(key=None) -> str:
    made = key or Ed25519PrivateKey.generate()
    return made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@pytest.fixture
def signing(settings):
    """Editions are signed."""
    settings.SIGNING_KEYRING = keys.keyring(pem(), "", now=NOW)
    return settings.SIGNING_KEYRING


@pytest.fixture
def unsigning(settings):
    settings.SIGNING_KEYRING = keys.Keyring()


def of_log() -> list[Failure]:
    """What `verify` says of the log and of signatures."""
    return [each for each in failures() if each.invariant == 14]


@scene
def acts(stage) -> Acts:
    return Acts(stage, play.compose(stage, "review", timezone.now()))


def released(acts, **when) -> Edition:
    acts.clear()
    acts.release(**when)
    return acts.row.editions.get(language="en", number=1)


def get(address: str, **asked):
    return Client().get(address, asked)


def bundle_of(edition) -> dict:
    answer = get(f"/v/{edition.code}/bundle.json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def wrong(bundle: dict, known) -> list[str]:
    return [each.what for each in bundles.check(bundle, known) if each.holds is False]


# --- keys ---------------------------------------------------------------------------------------


def test_a_key_comes_from_the_environment_or_a_file(tmp_path):
    text = pem()
    (tmp_path / "key.pem").write_text(text)
    one, other = (keys.keyring(each, "", now=NOW) for each in (text, str(tmp_path / "key.pem")))
    assert one.keys == other.keys and one.current.id == other.current.id
    assert text.split("\n")[1] not in repr(one)
    assert keys.keyring("", "", now=NOW) == keys.Keyring()


def rows(*made: dict) -> list[dict]:
    return list(made)


def public(private: str, **more) -> dict:
    return keys.keyring(private, "", now=NOW).current.as_json() | more


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"revoked_at": "2026-01-01T00:00:00+00:00"}, "is revoked"),
        ({"until": "2026-01-01T00:00:00+00:00"}, "outside its period"),
        ({"since": "2027-01-01"}, "outside its period"),
        ({"public": "AAAA"}, "key 1 of the list is not one"),
        ({"since": "yesterday"}, "key 1 of the list is not one"),
    ],
)
def test_a_key_that_may_not_sign_stops_the_start(tmp_path, more, said):
    mine = pem()
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [public(mine, **more)]}))
    with pytest.raises(keys.BadKey, match=said):
        keys.keyring(mine, str(tmp_path / "keys.json"), now=NOW)


def test_what_is_no_key_stops_the_start(tmp_path):
    (tmp_path / "keys.json").write_text(json.dumps([public(pem())]))
    for private, listed in (("nothing", ""), (pem(), str(tmp_path / "keys.json")),
                            (pem(), str(tmp_path / "none.json")), ("", str(tmp_path))):  # fmt: skip
        with pytest.raises(keys.BadKey):
            keys.keyring(private, listed, now=NOW)


def test_a_new_key_is_its_owners_alone_and_overwrites_none(tmp_path):
    path, out = tmp_path / "key.pem", StringIO()
    call_command("signing_key", str(path), stdout=out)
    assert path.stat().st_mode & 0o777 == 0o600
    row = json.loads(out.getvalue()[out.getvalue().index("{") :])
    (tmp_path / "keys.json").write_text(json.dumps([row]))
    ring = keys.keyring(str(path), str(tmp_path / "keys.json"), now=timezone.now())
    assert ring.current.id == row["id"]
    with pytest.raises(CommandError, match="overwritten"):
        call_command("signing_key", str(path))


def test_the_keys_are_at_a_well_known_address(client, signing, db):
    answer = client.get("/.well-known/bayan-keys.json")
    (row,) = answer.json()["keys"]
    assert row["id"] == signing.current.id
    assert base64.b64decode(row["public"]) == signing.current.public
    assert not answer.cookies


def test_without_a_key_there_is_none_and_editions_say_that_they_are_unsigned(
    client, unsigning, acts
):
    edition = released(acts)
    assert client.get("/.well-known/bayan-keys.json").json() == {"keys": []}
    assert not Signature.objects.exists()
    bundle = bundle_of(edition)
    assert wrong(bundle, ()) == []
    unsigned = [e.what for e in bundles.check(bundle, ()) if e.holds is None]
    assert unsigned == ["signature", "head of the log"]
    assert "Unsigned" in client.get(f"/en/verify/{edition.code}/").content.decode()


# --- bundles ------------------------------------------------------------------------------------


def test_a_bundle_is_checked_offline(acts, signing, tmp_path, django_assert_num_queries):
    edition = released(acts)
    bundle = bundle_of(edition)
    assert wrong(bundle, signing.keys) == []
    path, out = tmp_path / "bundle.json", StringIO()
    path.write_text(json.dumps(bundle))
    with django_assert_num_queries(0):
        call_command("verify_edition", str(path), stdout=out)
    assert out.getvalue().count("ok ") == 8 and "FAILED" not in out.getvalue()
    (tmp_path / "keys.json").write_text(json.dumps([each.as_json() for each in signing.keys]))
    call_command("verify_edition", str(path), keys=str(tmp_path / "keys.json"), stdout=out)
    (tmp_path / "others.json").write_text(json.dumps([public(pem())]))
    with pytest.raises(CommandError, match="not what was issued"):
        call_command("verify_edition", str(path), keys=str(tmp_path / "others.json"), stdout=out)


def changes(bundle: dict):
    """The bundle with each of its values changed in turn, and where."""
    for path in leaves(bundle):
        changed = copy.deepcopy(bundle)
        *way, last = path
        here = changed
        for step in way:
            here = here[step]
        here[last] = other(here[last])
        yield path, changed


def leaves(value, path=()):
    if isinstance(value, dict | list) and value:
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*path, key))
    elif path:
        yield path


def other(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value[:-1]}{'0' if value[-1:] != '0' else '1'}"
    return "x"


def test_whatever_is_changed_in_it_is_found(acts, signing):
    edition = released(acts)
    bundle = bundle_of(edition)
    unfound = [path for path, changed in changes(bundle) if not fails(changed, signing.keys)]
    #: When it was signed is the signer's word alone; of the rule of bundles nothing hangs.
    assert unfound == [("rule",), ("signatures", 0, "signed_at")]


def fails(bundle: dict, known) -> bool:
    try:
        return bool(wrong(bundle, known))
    except ValueError:
        return True


@pytest.mark.parametrize("broken", [{}, [], {"statement": "x"}, {"statement": "{}", "text": {}}])
def test_what_is_no_bundle_is_said_so(broken, tmp_path):
    (tmp_path / "bundle.json").write_text(json.dumps(broken))
    with pytest.raises(CommandError, match="no bundle"):
        call_command("verify_edition", str(tmp_path / "bundle.json"))


def test_a_foreign_signature_counts_for_nothing(acts, signing, settings):
    edition = released(acts)
    bundle = bundle_of(edition)
    foreign = keys.keyring(pem(), "", now=NOW)
    forged = copy.deepcopy(bundle)
    forged["signatures"] = [
        {"key": foreign.current.id, "signed_at": NOW.isoformat(),
         "signature": foreign.sign(bundle["statement"].encode()).hex()}
    ]  # fmt: skip
    assert wrong(forged, signing.keys) == [f"signature {foreign.current.id}"]
    forged["signatures"][0]["key"] = signing.current.id
    assert wrong(forged, signing.keys) == [f"signature {signing.current.id}"]


def test_a_rotated_key_still_counts_and_a_revoked_one_no_longer(acts, signing, settings):
    edition = released(acts)
    old = signing.current
    new = keys.keyring(pem(), "", now=NOW)
    ended = keys.Key(old.public, until=timezone.now() + dt.timedelta(seconds=1))
    settings.SIGNING_KEYRING = keys.Keyring((ended, *new.keys), new.private)
    assert wrong(bundle_of(edition), settings.SIGNING_KEYRING.keys) == []
    assert of_log() == []
    revoked = keys.Key(old.public, revoked_at=timezone.now(), reason="stolen")
    settings.SIGNING_KEYRING = keys.Keyring((revoked, *new.keys), new.private)
    assert wrong(bundle_of(edition), settings.SIGNING_KEYRING.keys) == [f"signature {old.id}"]
    call_command("sign_editions", stdout=StringIO())
    found = {e.key for e in edition.signatures.all()}
    assert found == {old.id, new.current.id}
    assert "stolen" in Client().get(f"/en/verify/{edition.code}/").content.decode()


def test_editions_from_before_a_key_are_signed_later(acts, unsigning, settings):
    edition = released(acts)
    with pytest.raises(CommandError, match="SIGNING_KEY"):
        call_command("sign_editions")
    settings.SIGNING_KEYRING = keys.keyring(pem(), "", now=NOW)
    call_command("sign_editions", stdout=StringIO())
    call_command("sign_editions", stdout=StringIO())
    assert edition.signatures.count() == 1
    assert wrong(bundle_of(edition), settings.SIGNING_KEYRING.keys) == []


def test_each_edition_names_the_one_before_it(acts, signing):
    first = released(acts)
    for language in ("ar", "en"):
        acts.write(language, change_note="The date.")
    acts.clear()
    acts.release()
    second = acts.row.editions.get(language="en", number=2)
    said = json.loads(transparency.stated(second))
    assert said["previous"] == statements.digest_of(transparency.stated(first))
    assert json.loads(transparency.stated(first))["previous"] is None


# --- the log ------------------------------------------------------------------------------------


def test_nothing_is_in_the_log_before_its_moment(acts, signing):
    edition = released(acts, in_days=2)
    moment = edition.visible_from
    asked = [f"/v/{edition.code}/bundle.json", f"/api/v1/log/proof?code={edition.code}"]
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        assert {Client().get(each).status_code for each in asked} == {404}
        assert get("/api/v1/log/checkpoint").content.decode().split("\n")[1] == "0"
        assert get("/api/v1/log/entries", start=0, end=9).json() == {"entries": []}
    with time_machine.travel(moment, tick=False):
        assert {Client().get(each).status_code for each in asked} == {200}
        assert len(get("/api/v1/log/entries", start=0, end=9).json()["entries"]) == 2
        assert of_log() == []


def test_what_was_called_off_never_is(acts, signing):
    edition = released(acts, in_days=2)
    acts.do(Action.CALL_OFF, "publisher", "ar", "en", reason="x")
    with time_machine.travel(edition.visible_from + dt.timedelta(days=1), tick=False):
        assert get("/api/v1/log/entries", start=0, end=9).json() == {"entries": []}
    assert not LogDue.objects.exists()


def test_a_removed_text_stays_in_the_log_and_its_words_do_not(acts, signing, stage):
    edition = released(acts)
    transparency.catch_up()
    actor = stage.staff["approver"]
    reasons = {"ar": "سبب", "en": "reason"}
    withdrawals.withdraw(acts.row, reasons=reasons, removes_text=True, actor=actor)
    assert get(f"/v/{edition.code}/bundle.json").status_code == 410
    entries = get("/api/v1/log/entries", start=0, end=9).json()["entries"]
    assert edition.digest in {json.loads(each["statement"])["edition_digest"] for each in entries}
    assert edition.title not in json.dumps(entries, ensure_ascii=False)


def test_old_heads_are_continued_and_entries_proven(stage, signing):
    heads = {}
    for number in range(4):
        edition = released(Acts(stage, play.compose(stage, "review", timezone.now())))
        note = get("/api/v1/log/checkpoint").content.decode()
        checkpoint, key = statements.opened(note, signing.keys)
        assert key == signing.current and checkpoint.size == 2 * (number + 1)
        heads[checkpoint.size] = checkpoint.root
        for size in heads:
            answer = get("/api/v1/log/proof", code=edition.code, size=size)
            if answer.status_code == 200:
                said = answer.json()
                leaf = merkle.leaf_hash(said["statement"].encode())
                path = [bytes.fromhex(each) for each in said["proof"]]
                merkle.check_inclusion(leaf, said["index"], size, path, heads[size])
    for first in heads:
        for second in (each for each in heads if each >= first):
            said = get("/api/v1/log/consistency", first=first, second=second).json()
            path = [bytes.fromhex(each) for each in said["proof"]]
            merkle.check_consistency(first, second, path, heads[first], heads[second])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/log/entries", 400),
        ("/api/v1/log/entries?start=-1&end=2", 400),
        ("/api/v1/log/entries?start=5&end=2", 400),
        ("/api/v1/log/entries?start=0&end=99999999999999999999999", 400),
        ("/api/v1/log/entries?start=٣&end=٤", 400),
        ("/api/v1/log/proof", 404),
        ("/api/v1/log/proof?code=000000000000", 404),
        ("/api/v1/log/consistency", 400),
        ("/api/v1/log/consistency?first=0&second=1", 400),
        ("/api/v1/log/consistency?first=1&second=99", 400),
        ("/v/000000000000/bundle.json", 404),
    ],
)
def test_nonsense_is_refused_in_words(db, client, address, status):
    answer = client.get(address)
    assert answer.status_code == status and answer.json()["error"]
    assert client.post(address).status_code == 405


def test_the_size_of_a_proof_is_one_at_which_the_entry_was_there(acts, signing):
    edition = released(acts)
    for size in ("0", "3", "x", "99999999999999999"):
        assert get("/api/v1/log/proof", code=edition.code, size=size).status_code == 400


def test_rows_of_the_log_never_change(acts, signing):
    released(acts)
    transparency.catch_up()
    for model, column in ((LogEntry, "statement"), (Signature, "signature")):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**{column: "x"})
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all()._raw_delete(model.objects.db)
    with pytest.raises(IntegrityError), transaction.atomic():
        LogNode.objects.update(level=9)


def test_verify_finds_what_was_changed_past_the_triggers(acts, signing, settings):
    edition = released(acts)
    transparency.catch_up()
    assert of_log() == []
    with triggers_off() as cursor:
        cursor.execute("UPDATE communiques_logentry SET statement = 'x' WHERE \"index\" = 0")
    why = {each.why for each in of_log()}
    assert why == {"is not its edition's statement", "its tree is not that of its entries"}
    settings.SIGNING_KEYRING = keys.Keyring()
    assert "is by a key that SIGNING_KEYS does not list" in {each.why for each in of_log()}
    assert edition.signatures.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_append_once():
    stage = play.set_the_stage()
    for _number in range(3):
        released(Acts(stage, play.compose(stage, "review", timezone.now())))
    faults = []

    def ask():
        try:
            transparency.catch_up()
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    assert LogEntry.objects.count() == 6 and of_log() == []

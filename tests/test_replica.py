"""A copy of the database that readers' pages come from: READ_DATABASE_URL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from communiques.models import Edition
from organizations.models import Organization

ROOT = Path(__file__).parent.parent
#: Asks as readers and as staff, and says which of the two databases each question went to.
ASKED = """
import json, os, sys
import django
django.setup()
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from organizations.models import User

said = {}
reader, staff = Client(), Client()
staff.force_login(User.objects.get(username="drafter"))
for name, client, address in json.loads(sys.argv[1]):
    client = staff if client == "staff" else reader
    with (CaptureQueriesContext(connections["default"]) as one,
          CaptureQueriesContext(connections["replica"]) as other):
        answer = client.get(address)
        body = b"".join(answer).decode()  # some is read only as it is sent
    said[name] = [answer.status_code, bool(len(one)), bool(len(other)),
                  "Renamed in the copy" in body]
print(json.dumps(said))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "postgresql", reason="the copy here is a file")
def test_readers_are_shown_the_copy_and_staff_the_original(tmp_path, demo):
    slug = Edition.objects.order_by("pk").first().communique.slug
    body = Organization.objects.filter(kind="council").first()
    files = [tmp_path / "original.sqlite3", tmp_path / "copy.sqlite3"]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(files[0])])
        Organization.objects.filter(pk=body.pk).update(name_en="Renamed in the copy")
        cursor.execute("VACUUM INTO %s", [str(files[1])])
    asked = [
        ("page", "reader", f"/en/communiques/{slug}/"),
        ("search", "reader", "/en/communiques/?q=council"),
        ("body", "reader", f"/en/organizations/{body.slug}/"),
        ("feed", "reader", "/en/feed/"),
        ("api", "reader", f"/api/v1/organizations/{body.slug}/?language=en"),
        ("year", "reader", "/api/v1/communiques/2022.jsonl"),
        ("desk", "staff", f"/admin/organizations/organization/{body.pk}/change/"),
        ("verify", "reader", "/en/verify/ABCDEFGHJKMN/"),
    ]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{files[0]}",
        "READ_DATABASE_URL": f"sqlite:///{files[1]}",
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-c", ASKED, json.dumps(asked)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said == {
        "page": [200, False, True, False],
        "search": [200, False, True, True],
        "body": [200, False, True, True],
        "feed": [200, False, True, False],
        "api": [200, False, True, True],
        "year": [200, False, True, False],
        "desk": [said["desk"][0], True, False, False],
        "verify": [said["verify"][0], True, False, False],
    }

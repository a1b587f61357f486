"""Whatever a program sends to the JSON addresses, by their own schema: no error of ours, and
answers that the schema describes."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


@pytest.fixture
def schema(demo, connection_stays):
    return schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", get_wsgi_application())


def test_no_question_breaks_it(schema):
    operations = [each.ok() for each in schema.get_all_operations()]
    asked = {each.label: answers(each) for each in operations}
    assert len(asked) > 10
    assert {label: each for label, each in asked.items() if max(each) >= 500} == {}
    assert sum(200 in each for each in asked.values()) >= 5


def answers(operation) -> set[int]:
    """The statuses of some thirty questions; their answers are those of the schema."""
    statuses = set()

    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case):
        response = case.call(headers={"Host": "testserver"})
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    ask()
    return statuses

"""What happens to every request before a view sees it."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.shortcuts import redirect
from django.utils import translation

from communiques.desk import entering, rescue, sessions
from config.views import bad_request


class BoundedUpload(FileUploadHandler):
    """No request brings more than this, whoever sends it: answer 413 before a byte is kept."""

    LARGEST = 100 * 1024 * 1024

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > self.LARGEST:
            raise RequestDataTooBig(f"a request of {content_length} bytes")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None


class DeskLanguage:
    """The desk speaks its user's language; before the login, the cookie's or the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/admin/"):
            translation.activate(self.language(request))
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)

    @staticmethod
    def language(request) -> str:
        if request.user.is_authenticated:
            return request.user.language
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        return cookie if cookie in dict(settings.LANGUAGES) else preferred_language(request)


class SessionLimits:
    """A session of the desk ends at its age, and where nobody is there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if at_the_desk(request) and sessions.is_over(request.session):
            sessions.end(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if at_the_desk(request):
            sessions.touch(request, request.resolver_match.url_name)


class SecondFactor:
    """Whoever needs a second factor and has none sets one up before any page of the desk opens; by
    the address, so that no page can forget to ask. No query where the session has proved it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not at_the_desk(request) or request.resolver_match.url_name in entering.BEFORE_PROOF:
            return None
        if not entering.must_enrol(request):
            return None
        if request.method == "POST":
            rescue.keep(request)
        return redirect("admin:account")


def at_the_desk(request) -> bool:
    """Whether somebody who is logged in asks for a page of the desk."""
    return request.path_info.startswith("/admin/") and request.user.is_authenticated


class Isolation:
    """What no page of ours needs is switched off in the browser, and no other site draws on what we
    send, but for what is offered to everybody's programs."""

    #: Sensors and the like; passkeys stay ours.
    OFF = (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
    )  # fmt: skip
    POLICY = ", ".join(f"{each}=()" for each in OFF)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", self.POLICY)
        offered = response.headers.get("Access-Control-Allow-Origin") == "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if offered else "same-origin"
        return response


class RefuseNul:
    """No address or query of ours holds NUL, and PostgreSQL refuses it: answer 400, not 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            return bad_request(request, None)
        return self.get_response(request)


def preferred_language(request) -> str:
    """'en' for a reader whose browser puts English before Arabic, otherwise 'ar'."""
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    for code, _quality in translation.trans_real.parse_accept_lang_header(accepted.lower()):
        base = code.split("-")[0]
        if base in dict(settings.LANGUAGES):
            return base
    return "ar"

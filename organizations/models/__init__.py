"""Who speaks: bodies, people, their posts, the staff and their accounts, and the audit chain."""

from organizations.accounts.factors import Authenticator, Passkey, RecoveryCode
from organizations.accounts.invitations import Invitation
from organizations.accounts.letters import AccountLetter
from organizations.accounts.logins import Login
from organizations.accounts.sessions import DeskSession
from organizations.audit import AuditEvent, AuditHead
from organizations.models.bodies import Organization, OrganizationAlias
from organizations.models.people import (
    Honorific,
    Person,
    PersonAlias,
    PersonHonorific,
    styles_of,
)
from organizations.models.posts import Appointment
from organizations.models.staff import User

__all__ = [
    "AccountLetter",
    "Appointment",
    "AuditEvent",
    "AuditHead",
    "Authenticator",
    "DeskSession",
    "Honorific",
    "Invitation",
    "Login",
    "Organization",
    "OrganizationAlias",
    "Passkey",
    "Person",
    "PersonAlias",
    "PersonHonorific",
    "RecoveryCode",
    "User",
    "styles_of",
]

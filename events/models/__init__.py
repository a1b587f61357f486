"""Where it was said: conferences, their programme, and the delegations that took part."""

from events.issued import IssuedDelegation, ListIssue, ProgrammeIssue
from events.models.conferences import Conference, ConferenceSeries, Milestone, Programme
from events.models.delegations import ACTIVE, Delegate, Delegation
from events.models.rosters import RosterImport
from events.models.sessions import Intervention, Organizer, Session, Theme

__all__ = [
    "ACTIVE",
    "Conference",
    "ConferenceSeries",
    "Delegate",
    "Delegation",
    "Intervention",
    "IssuedDelegation",
    "ListIssue",
    "Milestone",
    "Organizer",
    "Programme",
    "ProgrammeIssue",
    "RosterImport",
    "Session",
    "Theme",
]

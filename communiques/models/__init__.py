"""The texts with what is decided and sealed of them, and what the desk keeps around them."""

from communiques.models.after import Forward, RedactedEdition, Redaction, Withdrawal
from communiques.models.buffers import Buffer, Presence
from communiques.models.checks import Term, Waiver
from communiques.models.communique import Communique, CommuniqueQuerySet
from communiques.models.decisions import Action, Decision
from communiques.models.documents import Document, Form, Printing
from communiques.models.editions import Clearance, Edition, EditionKind, EditionQuerySet, withdrawn
from communiques.models.embargo import EmbargoReader
from communiques.models.files import Attachment, EditionFile, StoredFile, keep_bytes, kept_in
from communiques.models.log import LogDue, LogEntry, LogHead, LogNode, Signature
from communiques.models.memory import MemoryBand, MemoryPair
from communiques.models.mentions import Mention, MentionQuerySet, NamedPerson
from communiques.models.notices import Notice
from communiques.models.opinions import Opinion, OpinionLink
from communiques.models.published import PublicChange
from communiques.models.readings import Reading
from communiques.models.relations import EditionRelation, Relation, RelationKind, Reservation
from communiques.models.releases import Release
from communiques.models.remarks import Remark
from communiques.models.searched import SearchedEdition
from communiques.models.series import ClearanceStep, Kind, Series, Step
from communiques.models.subscribers import Announcement, Letter, Subscriber, Subscription
from communiques.models.symbols import Symbol, SymbolCounter
from communiques.models.versions import FactsVersion, TextVersion
from communiques.models.words import TEXT_FIELDS, Text

__all__ = [
    "TEXT_FIELDS",
    "Action",
    "Announcement",
    "Attachment",
    "Buffer",
    "Clearance",
    "ClearanceStep",
    "Communique",
    "CommuniqueQuerySet",
    "Decision",
    "Document",
    "Edition",
    "EditionFile",
    "EditionKind",
    "EditionQuerySet",
    "EditionRelation",
    "EmbargoReader",
    "FactsVersion",
    "Form",
    "Forward",
    "Kind",
    "Letter",
    "LogDue",
    "LogEntry",
    "LogHead",
    "LogNode",
    "MemoryBand",
    "MemoryPair",
    "Mention",
    "MentionQuerySet",
    "NamedPerson",
    "Notice",
    "Opinion",
    "OpinionLink",
    "Presence",
    "Printing",
    "PublicChange",
    "Reading",
    "RedactedEdition",
    "Redaction",
    "Relation",
    "RelationKind",
    "Release",
    "Remark",
    "Reservation",
    "SearchedEdition",
    "Series",
    "Signature",
    "Step",
    "StoredFile",
    "Subscriber",
    "Subscription",
    "Symbol",
    "SymbolCounter",
    "Term",
    "Text",
    "TextVersion",
    "Waiver",
    "Withdrawal",
    "keep_bytes",
    "kept_in",
    "withdrawn",
]

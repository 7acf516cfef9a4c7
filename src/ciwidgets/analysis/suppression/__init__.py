"""Small counts are hidden, and stay hidden: rules, plans of what may be printed, and the audit.

A plan hides what its rule protects and enough beside it; the audit solves for what a reader of
everything published can tell of each hidden cell. Both know what is in the tables and nothing
else: not how many people live somewhere, and not what a reader heard elsewhere.
"""

from ciwidgets.analysis.suppression.audit import Audit, Finding, audit
from ciwidgets.analysis.suppression.plans import Plan, plan
from ciwidgets.analysis.suppression.rules import (
    CMS_11,
    DISCLOSURE_RULES,
    WA_DOH,
    WONDER,
    DisclosureRule,
    disclosure_rule,
)
from ciwidgets.analysis.suppression.tables import (
    MISSING,
    SUPPRESSED,
    Count,
    Key,
    Published,
    Sum,
    Table,
    join_published,
    sums_over,
)

__all__ = [
    "CMS_11",
    "DISCLOSURE_RULES",
    "MISSING",
    "SUPPRESSED",
    "WA_DOH",
    "WONDER",
    "Audit",
    "Count",
    "DisclosureRule",
    "Finding",
    "Key",
    "Plan",
    "Published",
    "Sum",
    "Table",
    "audit",
    "disclosure_rule",
    "join_published",
    "plan",
    "sums_over",
]

"""What a batch shows is planned and recorded as one step, also while another batch does the same.

Two batches that both planned around the releases of before could give away together what each of
them hides, so the second one to record plans again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ciwidgets.enrolment import current_program
from ciwidgets.errors import Conflict, ReportError
from ciwidgets.reports.batch.plan import plan_batch
from ciwidgets.reports.batch.plan_inputs import plan_inputs_digest, read_so_far
from ciwidgets.reports.batch.released import record_release

if TYPE_CHECKING:
    from ciwidgets.reports.batch.plan import BatchPlan
    from ciwidgets.store import Store

_TRIES = 5


def plan_and_release(store: Store, as_of: str = "") -> BatchPlan:
    """Plan a batch and record what it shows for the first time; return the plan to keep.

    Raises:
        ReportError: when others recorded or brought in something at every try; nothing was made.
        StoreError: when the store cannot be read or written.
    """
    for _ in range(_TRIES):
        plan = release(store, plan_batch(store, current_program(store), as_of))
        if plan is not None:
            return plan
    raise ReportError(
        f"What these reports may show was planned {_TRIES} times, and each time another run or a "
        "new file came in between. No report was made. Run the command again in a few minutes."
    )


def release(store: Store, plan: BatchPlan) -> BatchPlan | None:
    """Record what a batch shows for the first time, before its first report is written.

    Returns the plan as it is to be kept for the next batch, None where it must be made anew: a
    release, a file or the program came since. Where nothing is new, nothing is recorded.

    Raises:
        StoreError: when the store cannot be written.
    """
    if not plan.news:
        return plan
    before = store.last_seq()
    if read_so_far(store) != plan.news["read"]:
        return None
    try:
        recorded = record_release(store, plan.news)
    except Conflict:
        # Another batch recorded between the look and the writing.
        return None
    inputs = plan_inputs_digest(store, current_program(store), plan.as_of)
    is_alone = store.last_seq() == before + recorded
    return replace(plan, inputs=inputs if is_alone else plan.inputs, news={})

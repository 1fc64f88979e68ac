"""Whether this process can serve pages: the snapshot opens, answers and is as it was sealed."""

from inspection.data import audit, sealing, warehouse
from inspection.data.access import LOCAL
from inspection.errors import InspectionError


def examine() -> dict[str, str]:
    """`status` ready or why not. Files are read again only where one of them changed."""
    try:
        standing = warehouse.standing()
        if standing.snapshot is None:
            return {"status": "no snapshot"}
        warehouse.answer("data_badge", scope=LOCAL, snapshot=standing.snapshot)
        folder = standing.snapshot.folder
        changed = sealing.verify(folder) if sealing.is_sealed(folder) else []
    except (InspectionError, OSError) as problem:
        audit.record_event("not_ready", reason=str(problem))
        what = problem.what if isinstance(problem, InspectionError) else type(problem).__name__
        return {"status": what}
    if changed:
        audit.record_event("not_ready", files=changed)
        return {"status": f"changed: {', '.join(changed)}", "snapshot": standing.snapshot.id}
    return {
        "status": "ready",
        "snapshot": standing.snapshot.id,
        "data_date": standing.snapshot.data_date.isoformat(),
        **({"instead_of": standing.pointed} if standing.problem else {}),
    }

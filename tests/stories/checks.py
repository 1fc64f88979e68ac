"""For every story: the page that shows it, and the check that finds its figures there."""

from collections.abc import Callable
from typing import NamedTuple

from . import on_cases, on_entity, on_integration, on_plan, on_progress, on_publicity, on_quality
from .worlds import World


class Check(NamedTuple):
    """Where a story stands, and how its facts are found."""

    page: str
    find: Callable[[World, str, dict], None]


CHECKS = {
    "pace_fast": Check("progress", on_progress.fast),
    "pace_slow": Check("progress", on_progress.slow),
    "pace_catch_up": Check("progress", on_progress.pace),
    "september_bunching": Check("progress", on_progress.bunching),
    "drawn_too_few": Check("progress", on_progress.too_few),
    "late_completion": Check("progress", on_progress.late),
    "new_enterprises_inspected": Check("progress", on_progress.new_enterprises),
    "pingtan_apart": Check("progress", on_progress.pingtan),
    "individuals_and_cooperatives": Check("progress", on_progress.other_kinds),
    "stuck_task": Check("plan", on_plan.stuck_task),
    "counties_without_plan": Check("plan", on_plan.counties_without_plan),
    "provincial_plans_not_taken_up": Check("plan", on_plan.plans_not_taken_up),
    "risk_fields_without_task": Check("plan", on_plan.risk_fields),
    "flagged_tasks": Check("plan", on_plan.flagged_tasks),
    "repeats": Check("plan", on_plan.repeats),
    "merged_visits": Check("cases", on_cases.merged_visits),
    "overlapping_tasks": Check("plan", on_plan.overlapping_tasks),
    "concentrated_pair": Check("plan", on_plan.concentrated_pair),
    "expired_certificates": Check("plan", on_plan.expired_certificates),
    "reassigned_rows": Check("plan", on_plan.reassigned_rows),
    "drawn_last_year": Check("plan", on_plan.last_years_task),
    "missing_duty_of_office": Check("plan", on_plan.missing_duty_of_office),
    "inverted_ratio": Check("integration", on_integration.inverted_ratio),
    "ticked_unused": Check("integration", on_integration.ticked_unused),
    "blank_flags": Check("integration", on_integration.blank_flags),
    "exempt_tasks": Check("integration", on_integration.exempt_tasks),
    "integration": Check("integration", on_integration.integration),
    "findings_rise_with_class": Check("integration", on_integration.findings_by_class),
    "findings_same_in_all_classes": Check("integration", on_integration.findings_by_class),
    "class_d_not_drawn": Check("integration", on_integration.class_d_not_drawn),
    "classes_missing": Check("integration", on_integration.classes_missing),
    "late_publicity": Check("publicity", on_publicity.late_publicity),
    "publicity_without_date": Check("publicity", on_publicity.without_date),
    "early_publicity": Check("publicity", on_publicity.early_publicity),
    "own_system_collection": Check("publicity", on_publicity.own_system),
    "results": Check("publicity", on_publicity.results),
    "reported_differs": Check("publicity", on_publicity.reported_differs),
    "old_platform_after_switch": Check("publicity", on_publicity.old_platform),
    "no_case": Check("cases", on_cases.no_case),
    "case_without_task": Check("cases", on_cases.case_without_task),
    "missing_duty": Check("cases", on_cases.missing_duty),
    "firms_under_two_units": Check("overview", on_entity.two_units),
    "absent_from_register": Check("entity", on_entity.absent_from_register),
    "withdrawn_rows": Check("quality", on_quality.withdrawn),
    "partial_base": Check("overview", on_quality.partial_base),
}


def find_stories(world: World, stories: list[dict]) -> int:
    """Find every story where it belongs; how many there were. KeyError where one has no check."""
    for story in stories:
        CHECKS[story["id"]].find(world, story["unit"], story["facts"])
    return len(stories)

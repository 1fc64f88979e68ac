-- 首次 | firsts: the first day of each stage of an entity in a county.
-- grain:   entity_id, unit, county_code
-- rule:    M2a-c: an entity counts once, from its first day on; found and
--          kept serve the itemised count (R7, R9, R10; R9, R10); known = from
--          the first day on an inspection had happened and was entered, one
--          without a day of entry at once
select
    task_facts.entity_id,
    task_facts.unit,
    task_facts.county_code,
    task_facts.entity_kind,
    task_facts.is_new,
    task_facts.is_registered,
    min(
        case
            when task_facts.drawn_on
                between campaign.year_from_on and campaign.year_until_on
                then task_facts.drawn_on
        end
    ) as drawn_on,
    min(case when task_facts.is_inspected then task_facts.inspected_on end)
        as checked_on,
    min(
        case
            when task_facts.is_inspected
                then greatest(
                    task_facts.inspected_on,
                    case
                        when task_facts.has_entry_date
                            then task_facts.entered_on
                        else task_facts.inspected_on
                    end
                )
        end
    ) as known_on,
    min(
        case
            when task_facts.is_inspected and task_facts.is_found
                then task_facts.inspected_on
        end
    ) as found_on,
    min(
        case
            when task_facts.is_inspected
                and task_facts.main_result not in ('R9', 'R10')
                then task_facts.inspected_on
        end
    ) as kept_on,
    min(
        case
            when task_facts.is_inspected
                and task_facts.is_provincial_check
                then task_facts.inspected_on
        end
    ) as provincial_on,
    min(case when task_facts.is_inspected then task_facts.published_on end)
        as published_on
from task_facts
cross join campaign
group by
    task_facts.entity_id,
    task_facts.unit,
    task_facts.county_code,
    task_facts.entity_kind,
    task_facts.is_new,
    task_facts.is_registered
order by
    task_facts.entity_kind,
    task_facts.unit,
    task_facts.county_code,
    task_facts.entity_id

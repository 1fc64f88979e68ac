-- 典型案例 | cases: how far each is on a day, and which belong to the year.
-- rule:    without a task number or the use of the class it is 线索, whatever
--          its state says; before the day on which it came in it is still
--          起草, one publicised after the day still 采用; other states bear no
--          date; a case without a year counts in every year; it counts for the
--          unit once it is handed in
create macro is_handed_in(state) as state in ('报送', '采用', '已宣传');

create macro case_state(
    has_evidence, state, submitted_on, publicised_on, as_of
) as
    case
        when not has_evidence then '线索'
        when is_handed_in(state) and submitted_on > as_of then '起草'
        when state = '已宣传' and publicised_on > as_of then '采用'
        else state
    end;

create macro cases_of_year(as_of, units) as table
select
    case_rows.case_id,
    case_rows.unit,
    case_state(
        case_rows.has_evidence,
        case_rows.state,
        case_rows.submitted_on,
        case_rows.publicised_on,
        as_of
    ) as state
from case_rows
cross join campaign
where coalesce(case_rows.case_year, year(campaign.year_from_on))
    = year(campaign.year_from_on)
    and is_among(case_rows.unit, units);

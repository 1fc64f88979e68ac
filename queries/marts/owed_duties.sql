-- 应交清单 | owed duties: who owes what by when, and when it was received.
-- grain:   duty, subject_kind, unit, subject
-- rule:    duties.csv of the profile; a received duty without a date
--          (is_dated false) counts from its export on, a plan from the first
--          task drawn on it or the export that shows it; offices = those that
--          launch provincial plans or tasks; 典型案例 is handed in with a case
--          that counts, whatever the table of duties says of it
with

subjects as (

    select
        '单位' as subject_kind,
        unit,
        cast(null as string) as county_code,
        unit as subject,
        has_case_duty
    from ref_units
    where has_target
    union all
    select
        '县' as subject_kind,
        unit,
        county_code,
        county as subject,
        false as has_case_duty
    from ref_counties
    where is_supervised
    union all
    select
        '处室' as subject_kind,
        '省局本级' as unit,
        cast(null as string) as county_code,
        lead_office as subject,
        false as has_case_duty
    from plans
    where level = '省级' and lead_office is not null
    union
    select
        '处室' as subject_kind,
        '省局本级' as unit,
        cast(null as string) as county_code,
        lead_office as subject,
        false as has_case_duty
    from tasks
    where level = '省级' and lead_office is not null

),

received as (

    select
        duty,
        subject,
        unit,
        min(received_on) as received_on,
        min(
            case
                when received_on is null and substr(state, 1, 1) = '已'
                    then exported_on
            end
        ) as exported_on,
        min(filed_at) as filed_at,
        max(score) as score
    from duties
    group by duty, subject, unit

),

cased as (

    select
        case_rows.unit,
        min(coalesce(case_rows.submitted_on, case_rows.exported_on))
            as known_on,
        min(case_rows.submitted_on) as submitted_on
    from case_rows
    cross join campaign
    where case_rows.has_evidence
        and case_rows.state in ('报送', '采用', '已宣传')
        and coalesce(case_rows.case_year, year(campaign.year_from_on))
        = year(campaign.year_from_on)
    group by case_rows.unit

),

planned as (

    select
        plans.unit,
        plans.county_code,
        least(
            min(plans.exported_on), min(task_summaries.drawn_on)
        ) as known_on
    from plans
    left join task_summaries
        on plans.plan_no = task_summaries.plan_no
    where plans.unit is not null
    group by plans.unit, plans.county_code

)

select
    ref_duties.duty,
    ref_duties.name_en,
    subjects.subject_kind,
    subjects.unit,
    subjects.county_code,
    subjects.subject,
    ref_duties.obligation,
    ref_duties.due_on,
    case
        when ref_duties.duty = '典型案例' then cased.known_on
        else coalesce(
            received.received_on,
            least(
                received.exported_on,
                case when ref_duties.duty = '本级计划' then planned.known_on end
            )
        )
    end as received_on,
    case
        when ref_duties.duty = '典型案例' then cased.submitted_on is not null
        else received.received_on is not null
    end as is_dated,
    ref_duties.duty = '典型案例'
        and cased.unit is null
        and coalesce(received.received_on, received.exported_on) is not null
        as is_without_case,
    received.duty is not null as has_record,
    received.filed_at,
    received.score,
    ref_duties.basis
from ref_duties
inner join subjects
    on ref_duties.subject_kind = subjects.subject_kind
    and (ref_duties.duty <> '典型案例' or subjects.has_case_duty)
left join received
    on ref_duties.duty = received.duty
    and subjects.subject = received.subject
    and (
        subjects.subject_kind <> '县'
        or received.unit is null
        or received.unit = subjects.unit
    )
left join cased
    on subjects.subject = cased.unit
left join planned
    on subjects.unit = planned.unit
    and subjects.county_code is not distinct from planned.county_code
order by ref_duties.duty, subjects.subject_kind, subjects.unit, subjects.subject

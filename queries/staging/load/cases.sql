-- 典型案例 | cases: typical cases.
-- grain:   case_id
-- columns: those of queries/canonical/cases.sql
-- rule:    a state outside the list stays a 线索
select
    cast(
        row_number() over (
            order by sheets.exported_on, cases.sheet_no, cases.source_row
        ) as integer
    ) as case_id,
    cases.title,
    coalesce(names.unit, '未映射') as unit,
    coalesce(cases.case_year, year(sheets.exported_on)) as case_year,
    cases.background,
    cases.practice,
    cases.class_use,
    cases.outcome,
    cases.replicability,
    cases.task_no,
    coalesce(states.value, '线索') as state,
    cases.publicised_on,
    cases.medium,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    cases.source_row
from staged_cases as cases
inner join small_rows as names
    using (sheet_no, source_row)
inner join sheets
    using (sheet_no)
left join synonyms as states
    on
        states.domain = 'case_state'
        and states.source_system = '*'
        and states.raw_value = cases.state_text

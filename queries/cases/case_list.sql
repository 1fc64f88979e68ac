-- 典型案例清单 | Cases: every case with its state, evidence and publicity.
-- grain:   one row per case, by unit and number
-- 粒度:    每个案例一行，按单位和编号
-- params:  $as_of, $units
-- columns: case_id, title, unit, case_year, background, practice, class_use,
--          outcome, replicability, task_no, state, stated_state, is_case,
--          lacks_text, publicised_on, medium, has_evidence, source_file, sheet,
--          source_row
-- rule:    the notice, part 3 (4): without a task number or the use of the
--          class it is 线索, not a case; a case that came in after the as-of
--          date is still 起草, one publicised after it 采用, its publicity not
--          yet known; is_case once handed in; publicity needs a date and a
--          medium
-- 规则:    通知第三部分（四）：缺任务编号或分类运用的为线索，不算案例；统计日之后才
--          收到的仍为起草，之后才宣传的仍为采用，宣传情况尚不知；报送后才算
--          案例；宣传须有日期和载体
-- access:  aggregate
with

dated as (

    select
        *,
        coalesce(publicised_on > $as_of, false) as is_later,
        case_state(has_evidence, state, submitted_on, publicised_on, $as_of)
            as known_state
    from case_rows
    where is_among(unit, $units)

)

select
    dated.case_id,
    dated.title,
    dated.unit,
    dated.case_year,
    dated.background,
    dated.practice,
    dated.class_use,
    dated.outcome,
    dated.replicability,
    dated.task_no,
    dated.known_state as state,
    dated.state as stated_state,
    is_handed_in(dated.known_state) as is_case,
    nullif(
        concat_ws(
            '、',
            case when dated.task_no is null then '任务编号' end,
            case when dated.class_use is null then '分类运用' end,
            case
                when dated.known_state = '已宣传'
                    and dated.publicised_on is null then '宣传日期'
            end,
            case
                when dated.known_state = '已宣传' and dated.medium is null
                    then '宣传载体'
            end
        ),
        ''
    ) as lacks_text,
    case when not dated.is_later then dated.publicised_on end as publicised_on,
    case when not dated.is_later then dated.medium end as medium,
    dated.has_evidence,
    dated.source_file,
    dated.sheet,
    dated.source_row
from dated
left join ref_units
    on dated.unit = ref_units.unit
order by ref_units.unit_order nulls last, dated.unit, dated.case_id

-- 拒收原因 | Rejects by reason: why rows were refused, most frequent first.
-- grain:   table_name, reason_code
-- 粒度:    每张表、每个原因一行
-- params:
-- columns: table_name, reason_code, reason, row_count, cumulative_share,
--          corrected_count, refused_again_count, uncorrected_count
-- rule:    one reason per refused row; cumulative: this and all more frequent
--          ones, of all; corrected: a row of a file given back names it and was
--          loaded; refused again: that row is counted of its own; 数据质量 shows
--          the rows themselves
-- 规则:    每个拒收行一个原因；累计占比＝本原因和更多的各原因占全部拒收行；
--          已补正＝退回更正的文件中有一行指明该行并已载入；再次被拒的另行计数；其余待补正；
--          数据质量页列出各行
-- sums:    row_count, corrected_count, refused_again_count, uncorrected_count
-- access:  aggregate
with

reasons as (

    select
        table_name,
        reason_code,
        min(reason) as reason,
        count(*) as row_count,
        count(corrected_by) filter (where not is_refused_again)
            as corrected_count,
        count(*) filter (where is_refused_again) as refused_again_count
    from reject_rows
    group by table_name, reason_code

)

select
    table_name,
    reason_code,
    reason,
    row_count,
    sum(row_count) over (order by row_count desc, table_name, reason_code)
        / sum(row_count) over () as cumulative_share,
    corrected_count,
    refused_again_count,
    row_count - corrected_count - refused_again_count as uncorrected_count
from reasons
order by row_count desc, table_name, reason_code

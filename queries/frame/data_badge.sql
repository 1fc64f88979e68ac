-- 数据说明 | Data badge: how fresh the data are and what they rest on.
-- grain:   one row
-- params:  $as_of, $units
-- columns: data_date, year_from_on, notice_on, deadline_on,
--          workdays_left_count, is_synthetic, is_base_approved,
--          is_base_imported, base_source, file_count, read_count,
--          loaded_count, duplicate_count, rejected_count, non_data_count
-- rule:    figures on a base that is not 已核定 say so; the base of the units
--          chosen, approved where every part of it is
-- 规则:    基数未核定的，相关数字须注明；取所选单位的基数，全部核定才算已核定
-- access:  aggregate
with

bases as (

    select
        bool_and(is_approved) as is_base_approved,
        bool_or(is_imported) as is_base_imported,
        min(source) as base_source
    from base_stock
    where entity_kind = '企业'
        and is_among(unit, $units)

),

counted as (

    select
        count(distinct path) as file_count,
        coalesce(sum(read_count), 0)::bigint as read_count,
        coalesce(sum(loaded_count), 0)::bigint as loaded_count,
        coalesce(sum(duplicate_count), 0)::bigint as duplicate_count,
        coalesce(sum(rejected_count), 0)::bigint as rejected_count,
        coalesce(sum(non_data_count), 0)::bigint as non_data_count
    from file_rows

)

select
    campaign.data_date,
    campaign.year_from_on,
    campaign.notice_on,
    campaign.deadline_on,
    pace_days.left_count as workdays_left_count,
    campaign.is_synthetic,
    coalesce(bases.is_base_approved, false) as is_base_approved,
    coalesce(bases.is_base_imported, false) as is_base_imported,
    bases.base_source,
    counted.file_count,
    counted.read_count,
    counted.loaded_count,
    counted.duplicate_count,
    counted.rejected_count,
    counted.non_data_count
from campaign
cross join bases
cross join counted
left join pace_days
    on pace_days.day = $as_of

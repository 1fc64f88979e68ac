-- 数据说明 | Data badge: how fresh the data are and what they rest on.
-- grain:   one row
-- 粒度:    只有一行
-- params:  $as_of, $units
-- columns: data_date, year_from_on, notice_on, deadline_on,
--          workdays_left_count, has_estimated_workdays, is_synthetic,
--          is_base_approved, approved_county_count, county_count,
--          baseless_county_count, is_base_imported, base_source, file_count,
--          read_count, loaded_count, duplicate_count, rejected_count,
--          non_data_count
-- rule:    figures on a base that is not 已核定 say so; the base of the units
--          chosen, approved where every part of it is, told by county; a
--          county without a base though enterprises of it are drawn or
--          inspected leaves rates unknown; working days are
--          estimated where a day from the year's first to two months after the
--          as-of date, or to the deadline, lies beyond the published calendar
-- 规则:    基数未核定的，相关数字须注明；取所选单位的基数，全部核定才算已核定，
--          并按县说明；有县没有基数而有企业被抽查的，相关比率不算；
--          年初至截止日期后两个月（或完成期限）内有放假安排未公布的日子，
--          即注明工作日为估算
-- public:  yes
-- access:  aggregate
with

bases as (

    select
        bool_and(is_approved) as is_base_approved,
        bool_or(is_imported) as is_base_imported,
        count(*) filter (where stock_count is null) as baseless_county_count,
        min(source) as base_source
    from base_stock
    where entity_kind = '企业'
        and is_among(unit, $units)

),

counties as (

    select
        count(*) as county_count,
        count(*) filter (where approved.unit is not null)
            as approved_county_count
    from ref_counties
    left join base_stock as approved
        on ref_counties.unit = approved.unit
        and ref_counties.county_code
            = coalesce(approved.county_code, ref_counties.county_code)
        and approved.entity_kind = '企业'
        and approved.is_approved
    where ref_counties.is_supervised
        and is_among(ref_counties.unit, $units)

),

calendar as (

    select bool_or(workdays.is_estimated) as has_estimated_workdays
    from workdays
    cross join campaign
    where workdays.day between campaign.year_from_on
        and greatest($as_of::date + 60, campaign.deadline_on)

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
    coalesce(calendar.has_estimated_workdays, false) as has_estimated_workdays,
    campaign.is_synthetic,
    coalesce(bases.is_base_approved, false) as is_base_approved,
    counties.approved_county_count,
    counties.county_count,
    bases.baseless_county_count,
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
cross join counties
cross join counted
cross join calendar
left join pace_days
    on pace_days.day = $as_of

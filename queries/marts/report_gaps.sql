-- 上报差异 | reported figures: what a unit reports, and what we count.
-- grain:   unit, county, reported_on, metric
-- rule:    M34: the same figure, unit and day; enterprises once in the area;
--          county null = the unit's own total
with

counted as (

    select
        reported_figures.unit,
        reported_figures.county,
        reported_figures.as_of,
        reported_figures.metric,
        count(
            distinct case
                when entity_firsts.drawn_on <= reported_figures.as_of
                    then entity_firsts.entity_id
            end
        ) as drawn_count,
        count(
            distinct case
                when entity_firsts.checked_on <= reported_figures.as_of
                    then entity_firsts.entity_id
            end
        ) as checked_count,
        count(
            distinct case
                when entity_firsts.published_on <= reported_figures.as_of
                    then entity_firsts.entity_id
            end
        ) as published_count
    from reported_figures
    left join ref_counties
        on reported_figures.county = ref_counties.county
        and reported_figures.unit = ref_counties.unit
    left join entity_firsts
        on reported_figures.unit = entity_firsts.unit
        and entity_firsts.entity_kind = '企业'
        and (
            reported_figures.county is null
            or entity_firsts.county_code = ref_counties.county_code
        )
    group by
        reported_figures.unit,
        reported_figures.county,
        reported_figures.as_of,
        reported_figures.metric

)

select
    reported_figures.unit,
    reported_figures.county,
    ref_counties.county_code,
    reported_figures.as_of as reported_on,
    reported_figures.metric,
    reported_figures.reported_count as reported_value,
    case reported_figures.metric
        when '已抽取户数' then counted.drawn_count
        when '已检查户数' then counted.checked_count
        when '已公示户数' then counted.published_count
    end as counted_count,
    reported_figures.source_file,
    reported_figures.sheet,
    reported_figures.source_row
from reported_figures
left join ref_counties
    on reported_figures.county = ref_counties.county
    and reported_figures.unit = ref_counties.unit
inner join counted
    on reported_figures.unit = counted.unit
    and reported_figures.county is not distinct from counted.county
    and reported_figures.as_of = counted.as_of
    and reported_figures.metric = counted.metric
order by
    reported_figures.unit,
    reported_figures.county,
    reported_figures.as_of,
    reported_figures.metric

-- 公报：进度 | Bulletin, standing: drawn, inspected and published, by unit.
-- grain:   合计 first, then one row per reporting unit in its order
-- 粒度:    首行为合计，其后每个报告单位一行，按固定顺序
-- params:  $as_of, $units
-- columns: unit, stock_count, target_count, drawn_count, checked_count,
--          published_count, completion_rate, draw_ratio, check_ratio,
--          publish_ratio
-- rule:    M1-M4 at the data date, as in standing_by_unit and pace_totals; the
--          first row is the province, in which an enterprise counts once
-- 规则:    M1–M4，截至数据日期，口径同各单位位置和进度偏差（合计）；首行为全省，
--          同一企业只计一次
-- base:    yes
-- small:   drawn_count > draw_ratio; checked_count > check_ratio,
--          completion_rate; published_count > publish_ratio
-- public:  published_count <= checked_count; checked_count <= drawn_count
-- access:  aggregate
select
    part as unit,
    stock_count,
    target_count,
    drawn_count,
    checked_count,
    published_count,
    completion_rate,
    rate(drawn_count, rated_stock_count) as draw_ratio,
    rate(checked_count, rated_stock_count) as check_ratio,
    rate(published_count, rated_stock_count) as publish_ratio
from standings($as_of, $units, null)
order by is_whole desc, unit_order

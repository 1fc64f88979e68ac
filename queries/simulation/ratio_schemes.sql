-- 分类比例方案 | Ratio schemes: ratios per class used elsewhere, for comparison.
-- grain:   scheme of the four classes
-- 粒度:    四类比例的每个方案一行
-- params:
-- columns: scheme, name_en, a_ppm, b_ppm, c_ppm, d_ppm, source
-- rule:    public figures of other regions and an example, no requirement of
--          this province
-- 规则:    其他地区公开的比例和一个示例，不是本省要求
-- access:  aggregate
select
    scheme,
    name_en,
    max(ratio_ppm) filter (where risk_class = 'A') as a_ppm,
    max(ratio_ppm) filter (where risk_class = 'B') as b_ppm,
    max(ratio_ppm) filter (where risk_class = 'C') as c_ppm,
    max(ratio_ppm) filter (where risk_class = 'D') as d_ppm,
    max(source) as source
from ref_class_ratios
group by scheme, name_en
having count(*) filter (where risk_class in ('A', 'B', 'C', 'D')) = 4
order by scheme

-- 分类比例方案 | Ratio schemes: ratios per class used elsewhere, for comparison.
-- grain:   scheme of the four classes
-- params:
-- columns: scheme, name_en, a_ppm, b_ppm, c_ppm, d_ppm, source
-- rule:    notice.md: public figures of other regions and an example, no
--          requirement of this province
-- access:  aggregate
select
    scheme,
    name_en,
    max(case risk_class when 'A' then ratio_ppm end) as a_ppm,
    max(case risk_class when 'B' then ratio_ppm end) as b_ppm,
    max(case risk_class when 'C' then ratio_ppm end) as c_ppm,
    max(case risk_class when 'D' then ratio_ppm end) as d_ppm,
    max(source) as source
from ref_class_ratios
group by scheme, name_en
having count(*) filter (where risk_class in ('A', 'B', 'C', 'D')) = 4
order by scheme

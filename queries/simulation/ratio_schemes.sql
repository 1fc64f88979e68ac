-- 分类比例方案 | Ratio schemes: ratios per class used elsewhere, for comparison.
-- grain:   scheme of all classes of the province
-- 粒度:    本省每类都有比例的每个方案一行
-- params:
-- columns: scheme, name_en, a_ppm, b_ppm, c_ppm, d_ppm, e_ppm, f_ppm,
--          source
-- rule:    public figures of other regions and an example, no requirement of
--          this province
-- 规则:    其他地区公开的比例和一个示例，不是本省要求
-- access:  aggregate
select
    scheme,
    name_en,
    max(ratio_ppm) filter (where risk_class = class_at(1)) as a_ppm,
    max(ratio_ppm) filter (where risk_class = class_at(2)) as b_ppm,
    max(ratio_ppm) filter (where risk_class = class_at(3)) as c_ppm,
    max(ratio_ppm) filter (where risk_class = class_at(4)) as d_ppm,
    max(ratio_ppm) filter (where risk_class = class_at(5)) as e_ppm,
    max(ratio_ppm) filter (where risk_class = class_at(6)) as f_ppm,
    max(source) as source
from ref_class_ratios
group by scheme, name_en
having
    count(*) filter (where risk_class in (select risk_class from class_scheme))
    = (select count(*) from class_scheme)
order by scheme

-- 试算规则 | Rules of the what-if total: example weights, and how others are drawn.
-- grain:   one row per indicator with an example weight, the heaviest first
-- 粒度:    有示例权重的指标各一行，权重大的在前
-- params:
-- columns: indicator, example_weight, full_rate, concentration, draw_count,
--          seed, interval_share, basis
-- rule:    data/reference: example weights, not set by the bureau; a score is
--          the rate over that of full marks, at most 1; other weights are drawn
--          from a Dirichlet distribution around the chosen ones with this
--          concentration, seed and number of draws
-- 规则:    规则表：示例权重，未经省局确定；得分＝比率÷满分值，至多为1；其他权重按以
--          所选权重为中心的狄利克雷分布抽取，集中度、种子、次数见参数表
-- access:  aggregate
select
    weights.indicator,
    weights.example_weight,
    weights.full_rate,
    rules.dirichlet_concentration as concentration,
    rules.weight_draws as draw_count,
    rules.weight_seed as seed,
    rules.weight_interval_share as interval_share,
    weights.basis
from ref_evaluation_weights as weights
cross join rules
order by weights.example_weight desc, weights.indicator

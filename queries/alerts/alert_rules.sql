-- 提示规则 | Alert rules: what is watched, from which threshold on, in what words.
-- grain:   one row per rule, in order
-- 粒度:    每条规则一行，按顺序
-- params:
-- columns: alert, title, title_en, query, threshold_value, threshold_text,
--          severity, overdue_severity, template, template_en,
--          overdue_template, overdue_template_en, link_page, link_tab,
--          link_filters, amount_column, due_column, group_columns,
--          item_template, item_template_en, group_template,
--          group_template_en, overdue_group_template,
--          overdue_group_template_en, basis
-- rule:    the rules of alerts as frozen in the snapshot
-- 规则:    以快照固定的提示规则为准
-- access:  aggregate
select
    alert,
    title,
    title_en,
    query,
    threshold_value,
    threshold_text,
    severity,
    overdue_severity,
    template,
    template_en,
    overdue_template,
    overdue_template_en,
    link_page,
    link_tab,
    link_filters,
    amount_column,
    due_column,
    group_columns,
    item_template,
    item_template_en,
    group_template,
    group_template_en,
    overdue_group_template,
    overdue_group_template_en,
    basis
from ref_alerts
order by alert_order

-- 回复期限 | Day for the answer: until when a reminder asks for one.
-- grain:   one row; none where the parameter is not set
-- 粒度:    一行；参数未设时没有
-- params:  $as_of
-- columns: reply_workday_count, reply_on, basis
-- rule:    parameter reply_workdays: so many working days after the day; the
--          notice sets no time, the office that sends it its own; empty beyond
--          the calendar
-- 规则:    参数 reply_workdays：截止日期之后这么多个工作日；通知未规定，由发出单位
--          自定；超出日历的为空
-- access:  aggregate
select
    parameters.parameter_value::bigint as reply_workday_count,
    min(workdays.day) as reply_on,
    parameters.source as basis
from ref_parameters as parameters
left join workdays
    on workdays.workday_no
    = workday_no_of($as_of) + parameters.parameter_value
where parameters.parameter = 'reply_workdays'
group by parameters.parameter_value, parameters.source

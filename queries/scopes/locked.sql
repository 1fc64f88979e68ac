-- 锁定 | locked: a setting that nobody changes afterwards.
-- grain:   one setting
-- rule:    {name} is a name and value of our own
set {name}

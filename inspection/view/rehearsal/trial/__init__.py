"""The tab 模拟抽取: what a trial rests on, the trial, and what came out."""

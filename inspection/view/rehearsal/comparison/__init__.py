"""The tab 政策比较: the plan beside another policy."""

"""What the tab 方案测算 computes: what ratios bring, what a solver finds, files."""

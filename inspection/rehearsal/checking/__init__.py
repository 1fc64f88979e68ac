"""What the tab 核验 computes: what a stranger's package holds."""

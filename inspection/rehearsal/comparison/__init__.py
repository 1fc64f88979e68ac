"""What the tab 政策比较 computes: policies side by side, joint questions, a year of draws."""

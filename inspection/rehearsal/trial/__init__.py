"""What the tab 模拟抽取 computes: frames, randomness, one trial by the rules of ssj1, its files."""

"""Making what a draw rests on: a frame, a roster and a plan, from the register and agreements."""

"""The rules of ssj1: from frame, roster, plan, secret and public numbers to lists."""

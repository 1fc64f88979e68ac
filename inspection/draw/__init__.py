"""The draw ssj1: nobody can steer it, and anybody can repeat it.

A plan is published first; its hash, a committed secret and public lottery or
dice numbers give the key; the key gives each enterprise a ticket, and the
smallest tickets of each stratum are drawn. `verify.py` repeats all of it with
nothing but Python.
"""

"""The metrics: one a function, each with its formula and source. All give outcomes by unit.

A figure is the sum of its outcomes' numerators over the sum of their denominators
(:mod:`evals.significance` adds the interval), so a unit without an outcome does not count.
"""

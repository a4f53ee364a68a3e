"""Every job exactly once: typed input, typed result, progress.

The command line, the site and notebooks call these modules: ``init``, ``tables``, ``assess``, ``demo``, ``bench``,
and ``notebook`` with its open workspace. Nothing is imported here, so that a table need not wait for charts.
"""

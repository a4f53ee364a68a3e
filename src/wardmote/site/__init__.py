"""The shared website: a second skin over ``operations`` for every partner at their own desk.

``kit`` is what every room uses: who may (``access``), what was done (``audit``), long work (``jobs``), how pages look
(``pages``). ``rooms`` holds one package for each kind of work. Only ``cli`` loads this package, and only when asked.
"""

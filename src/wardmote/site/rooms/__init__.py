"""One room for each kind of work.

Each holds the same few files: ``models`` (what is stored), ``rules`` (who may, when: pure), ``services`` (the only
writers), ``selectors`` (the only readers), ``forms``, ``views`` (thin), ``urls``; its templates lie under
``site/templates/<room>``.
"""

"""An executed notebook as a document: read once into parts, written in each format.

``document`` and ``prose`` read it; ``formats`` lists who writes what: ``html``, ``tables`` and
``notebook`` here, ``pdf`` and ``word`` in rooms of their own, and ``fitting`` serves both.
"""

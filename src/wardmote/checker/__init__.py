"""What others printed: read any document, and recompute every figure that it states.

``reading`` makes a ``ReadDocument`` of a file of any format; ``quantities`` understands the figures in its words;
``checks`` holds one module for each way in which a figure can be wrong; ``report`` shows what was found. Nothing in a
document is ever executed or fetched.
"""

"""One module for each way in which a figure can be wrong; ``register`` lists them."""

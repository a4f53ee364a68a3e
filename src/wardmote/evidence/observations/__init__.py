"""The door for observations: figures that a partner has added up already, by area, measure and period."""

"""Two periods side by side: a measure, two counts or proportions entered by hand, and the shares of areas."""

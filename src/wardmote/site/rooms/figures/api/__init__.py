"""What programs can ask for: each route with its right, what it can be asked, and the form of its answer."""

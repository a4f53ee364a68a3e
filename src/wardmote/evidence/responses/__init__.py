"""The door for answers to surveys: coded answers of nobody in particular, and nothing that says who gave them."""

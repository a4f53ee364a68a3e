"""People who only answer: no account, a personal link and an emailed code."""

"""The evidence desk: send files in and follow them, see what came and what is owed, what each snapshot changed."""

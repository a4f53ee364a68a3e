"""The people of the made-up partnership: one for each role, so that the demo's site can be seen through their eyes."""

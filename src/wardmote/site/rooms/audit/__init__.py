"""The auditor's room: the record of what was done, by whom, to what."""

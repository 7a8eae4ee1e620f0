"""The sections of a brief, one file each, in the order in which they stand."""

"""What marks a file as a project, and of which format it is."""

# "Anno" in ASCII: marks a file as ours, in the bytes 68 to 71 of its header.
APPLICATION_ID = 0x416E6E6F

# What `PRAGMA user_version` is after the last migration. sqlite-utils takes no notice of migrations
# that it does not know, so this number is how a file of a newer program is told.
VERSION = 2

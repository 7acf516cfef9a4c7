"""What goes on in the room: where it is, how long it has, and how far each team is, live.

Law: as ``results``. Nothing anybody wrote is kept here, nor who they are.
"""

"""Local numbers: CDC WONDER, VSRR and the plain table, behind one door."""

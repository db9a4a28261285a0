"""Hosts on loopback whose policies are to be found: invented companies in nine languages, and those without one."""

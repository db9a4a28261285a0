"""An invented world on loopback: policies that change on known instants, servers with all the bad days of the web."""

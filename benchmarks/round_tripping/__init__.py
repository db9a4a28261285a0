"""What is written in somebody else's form, taken in, and compared: a module for each form."""

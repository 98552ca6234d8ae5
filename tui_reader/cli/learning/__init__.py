"""What teaches the use of the program, made from the parsers and tables that it uses itself."""

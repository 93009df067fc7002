"""Writes the quotations of a store in formats that other programs read, which the module `formats` lists."""

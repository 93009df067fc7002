"""The quotations of a store in the formats that other programs read: `formats` lists them."""

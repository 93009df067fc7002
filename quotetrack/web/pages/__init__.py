"""What each page answers: a store and what is asked in, plain values out."""

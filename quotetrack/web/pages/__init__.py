"""The pages: each takes a store and a request, and answers with plain values."""

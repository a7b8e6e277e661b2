"""Reads: find_ (may be None), get_ (raises), list_ (always ordered), and the counting."""

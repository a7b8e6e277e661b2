"""Forms: what a page asks for; each ends in a draft."""

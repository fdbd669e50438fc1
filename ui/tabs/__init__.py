"""The tabs of the app, one module each: layout, and which component is wired to which handler."""

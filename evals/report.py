def render(r): return "x"

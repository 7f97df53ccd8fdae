"""Statistical recognisers: text in, typed spans out. None of them knows the lexicons or the rules."""

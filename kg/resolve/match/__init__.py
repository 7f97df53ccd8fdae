"""How likely two mentions mean one thing: candidates, features, weights as data, rules that override them."""

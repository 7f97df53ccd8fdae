"""From what documents name to what there is: canonical entities, and the facts that stand."""

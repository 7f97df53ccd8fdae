"""What the explorer's page asks for: things, their links and paths, documents with their marks, corrections."""

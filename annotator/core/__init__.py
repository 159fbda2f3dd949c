"""What an annotation is, without a screen, a file or a database."""

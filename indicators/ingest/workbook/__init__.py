"""Safe reading of received files: a gate, a reader in a process of its own, and the book it gives back."""

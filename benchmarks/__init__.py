"""What does the product cost, in the same run as a peer? Each module is a command that prints."""

"""Every paper of the manual worded once: an edition and a thing make blocks; pages, books and terminals set them."""

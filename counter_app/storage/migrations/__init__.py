"""The steps by which a store came to its present shape, oldest first; each is frozen once it was released.

A new store is made from `tables` at one blow and stamped with the newest version; a test holds both to the same shape.
"""

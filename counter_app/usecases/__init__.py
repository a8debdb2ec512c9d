"""What an officer can do and ask: one verb, one file, one transaction.

Knows the domain, the store, the papers and the devices; knows neither screen nor wire. A verb is a small class:
constructed with what it works on, called with what it works for, returning a frozen value. Questions never write.
"""

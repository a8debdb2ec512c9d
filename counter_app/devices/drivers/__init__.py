"""How each kind of machine does it: one file a kind, each satisfying a Protocol of `counter_app.devices`.

Only `qt_print`, `serial_reader` and `wedge_filter` import Qt. Nobody but the composition root names a driver.
"""

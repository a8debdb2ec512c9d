"""A ring's key for parcels: made once, its public half told to every ring below that greets it."""

from pyrage import x25519

from counter_app.storage import parcels
from counter_app.storage.store import Store


def parcel_key(store: Store) -> str:
    """Return the public key ("age1…") of the ring whose store this is; makes the pair when there is none."""
    return str(identity(store).to_public())


def identity(store: Store) -> x25519.Identity:
    """Return the ring's own key pair."""
    with store.reading() as reading:
        known = parcels.own_identity(reading)
    if not known:
        with store.transaction() as tx:
            parcels.keep_identity(tx, str(x25519.Identity.generate()))
            known = parcels.own_identity(tx)
    return x25519.Identity.from_str(known)

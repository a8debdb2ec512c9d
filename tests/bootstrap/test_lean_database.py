"""SQLAlchemy comes without asyncio and package metadata, and has them when it asks for them."""

import subprocess
import sys

_SAYS = """
import sys
from counter_app.bootstrap.lean_database import bring_database
bring_database()
import sqlalchemy.dialects.sqlite
assert not {"asyncio", "importlib.metadata", "email", "sysconfig"} & set(sys.modules), "they came along"
import sqlalchemy
from sqlalchemy.util import concurrency, compat
engine = sqlalchemy.create_engine("sqlite://")
with engine.connect() as connection:
    assert connection.scalar(sqlalchemy.text("SELECT 1")) == 1
    try:
        connection.execute(sqlalchemy.text("no statement"))
    except sqlalchemy.exc.OperationalError:
        pass
assert "asyncio.events" in sys.modules, "asked whether the error is one of asyncio's"
import asyncio
assert sys.modules["asyncio"].run.__module__ == "asyncio.runners"
assert concurrency.is_cancellation_exception(asyncio.CancelledError())
assert not concurrency.is_exit_exception(ValueError())
async def nothing():
    pass
waiting = nothing()
assert concurrency.iscoroutine(waiting) and not concurrency.iscoroutine(1)
waiting.close()
assert compat.importlib_metadata_get("console_scripts")
assert compat.sysconfig.get_config_var("EXT_SUFFIX") and "sysconfig" in sys.modules
import sysconfig
assert compat.freethreading == bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
bring_database()
print("lean")
"""


def test_what_sqlalchemy_imports_for_others_comes_when_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", _SAYS], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "lean"), done.stderr

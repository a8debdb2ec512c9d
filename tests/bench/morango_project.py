"""A Django project of one file for peers.py: Morango with one model or with eight. Run by the Python that has Morango.

    python morango_project.py make HOME MODELS           both sides' stores (SQLite), one certificate
    python morango_project.py serve HOME MODELS PORT     the side that takes
    python morango_project.py push HOME MODELS PORT      the side that gives; prints {"session", "moved", "held"}

Seconds of the whole session, seconds of it after serialising and queueing, rows on the taking side.

The records wait in HOME/records.json: for each dossier a list of as many JSON values as there are models. A model keeps
its value as text; of eight, seven name their dossier by a foreign key, as Django's people would write it.
"""

import importlib
import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

PROFILE = "city"
NAMES = ("dossier", "procedure", "applicant", "authorisation", "at_counter", "papers", "fee", "due")


def prepare(home: Path, side: str, models: int) -> list[Any]:
    """Set Django up for one side; return the models."""
    settings = importlib.import_module("django.conf").settings
    kept = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / f"{side}.db"), "OPTIONS": {"timeout": 30}}
    settings.configure(
        SECRET_KEY="measured",
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": kept},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "mptt",
            "rest_framework",
            "morango",
            "records",
        ],
        ROOT_URLCONF="records.urls",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )
    made = home / "records"
    made.mkdir(exist_ok=True)
    (made / "__init__.py").touch()
    (made / "models.py").write_text(f"import morango_project\nglobals().update(morango_project.models({models}))\n")
    (made / "urls.py").write_text(
        "from django.urls import include, path\nurlpatterns = [path('', include('morango.urls'))]\n"
    )
    sys.path[:0] = [str(home), str(Path(__file__).parent)]
    importlib.import_module("django").setup()
    return list(importlib.import_module("records.models").MADE)


def models(wanted: int) -> dict[str, Any]:
    """Return the classes, and their list under the name MADE."""
    django: Any = importlib.import_module("django.db.models")
    base: Any = importlib.import_module("morango.models.core").SyncableModel
    made: list[Any] = []
    for name in NAMES[:wanted]:
        fields: dict[str, Any] = {
            "__module__": "records.models",
            "morango_profile": PROFILE,
            "morango_model_name": name,
            "morango_model_dependencies": tuple(made[:1]),
            "content": django.TextField(),
            "calculate_source_id": lambda self: self._morango_source_id or uuid4().hex,
            "calculate_partition": lambda self: "city",
        }
        if made:
            fields["dossier"] = django.ForeignKey(made[0], on_delete=django.CASCADE, related_name=f"of_{name}")
        made.append(type(name.capitalize(), (base,), fields))
    return {"MADE": made}


def make(home: Path, wanted: int) -> None:
    prepare(home, "taker", wanted)
    call: Any = importlib.import_module("django.core.management").call_command
    call("migrate", run_syncdb=True, verbosity=0)
    connection: Any = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
    certificates: Any = importlib.import_module("morango.models.certificates")
    certificates.ScopeDefinition.objects.create(
        id="all",
        profile=PROFILE,
        version=1,
        primary_scope_param_key="root",
        description="all",
        read_filter_template="",
        write_filter_template="",
        read_write_filter_template="city",
    )
    certificates.Certificate.generate_root_certificate("all")
    connection.close()
    shutil.copy(home / "taker.db", home / "giver.db")


def serve(home: Path, wanted: int, port: int) -> None:
    prepare(home, "taker", wanted)
    servers: Any = importlib.import_module("django.core.servers.basehttp")
    wsgi: Any = importlib.import_module("django.core.wsgi")

    class Quiet(servers.WSGIRequestHandler):  # type: ignore[misc]
        def log_message(self, *_: object) -> None:
            return

    server = servers.ThreadedWSGIServer(("127.0.0.1", port), Quiet)
    server.set_app(wsgi.get_wsgi_application())
    server.serve_forever()


def push(home: Path, wanted: int, port: int) -> None:
    made = prepare(home, "giver", wanted)
    django: Any = importlib.import_module("django.db")
    with django.transaction.atomic():
        for texts in json.loads((home / "records.json").read_text("utf-8")):
            first = made[0](content=texts[0])
            first.save()
            for model, text in zip(made[1:], texts[1:], strict=True):
                model(content=text, dossier=first).save()
    controller = importlib.import_module("morango.sync.controller").MorangoProfileController(PROFILE)
    certificates: Any = importlib.import_module("morango.models.certificates")
    own = certificates.Certificate.objects.get()
    began = time.perf_counter()
    connection = controller.create_network_connection(f"http://127.0.0.1:{port}/")
    client = connection.create_sync_session(own, own).get_push_client()
    client.initialize(certificates.Filter("city"))
    ready = time.perf_counter()
    client.run()
    client.finalize()
    ended = time.perf_counter()
    print(json.dumps({"session": ended - began, "moved": ended - ready, "held": held(home, made)}))


def held(home: Path, made: list[Any]) -> int:
    """Return how many rows of all models the other side has now."""
    sqlite: Any = importlib.import_module("sqlite3")
    connection = sqlite.connect(home / "taker.db")
    count = sum(connection.execute(f"SELECT count(*) FROM {one._meta.db_table}").fetchone()[0] for one in made)  # noqa: S608
    connection.close()
    return int(count)


if __name__ == "__main__":
    verb, folder, number, *ports = sys.argv[1:]
    if verb == "make":
        make(Path(folder), int(number))
    else:
        {"serve": serve, "push": push}[verb](Path(folder), int(number), int(ports[0]))

"""Runs the migrations inside the transaction of the connection that it is given: all of them or none."""

from alembic import context

from counter_app.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()

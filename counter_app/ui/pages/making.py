"""Makes a page by its name. Pages that are not looked at cost nothing at start: they are imported when made."""

from typing import TYPE_CHECKING

from counter_app.ui.pages.intake import IntakePage

if TYPE_CHECKING:
    from counter_app.ui.app_window import AppWindow
    from counter_app.ui.page import Page


def make_page(name: str, window: "AppWindow") -> "Page":
    """Return a new page for `window`; a name that is none gives the page About."""
    if name == "intake":
        return IntakePage(window.background)
    if name == "dossiers":
        from counter_app.ui.pages.dossiers import DossiersPage

        return DossiersPage(window.background)
    if name == "dossier":
        from counter_app.ui.pages.dossier import DossierPage

        dossier = DossierPage(window.background)
        dossier.papers.wanted.connect(window.open_paper)
        return dossier
    if name == "paper":
        from counter_app.ui.pages.paper import PaperPage

        return PaperPage(window.background)
    if name == "outbox":
        from counter_app.ui.pages.outbox import OutboxPage

        return OutboxPage(window.background)
    if name == "conflicts":
        from counter_app.ui.pages.conflicts import ConflictsPage

        return ConflictsPage(window.background)
    if name == "devices":
        from counter_app.ui.pages.devices import DevicesPage

        return DevicesPage(window.background)
    if name == "work":
        from counter_app.ui.pages.work import WorkPage

        return WorkPage(window.background)
    return _about(window)


def _about(window: "AppWindow") -> "Page":
    from counter_app.ui.pages.about import AboutPage

    about = AboutPage(window.background, window.language, window.look)
    about.language_wanted.connect(window.language_wanted)
    about.theme_wanted.connect(window.theme_wanted)
    about.officer_named.connect(window.rail.officer.setText)
    about.officer_wanted.connect(lambda row: window.scanning.officers.choose(row.code, row.name))
    window.scanning.officers.chosen.connect(about.ask_officers)
    return about

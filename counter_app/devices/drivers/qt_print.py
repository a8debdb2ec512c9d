"""Printing through Qt without a dialog: the way on Windows, and a second way on CUPS.

QtPdf draws pages as pictures only, so a page is drawn once at the printer's own resolution, dot for dot, with hard
edges: a bar that is resampled or half-toned afterwards is a bar that no reader reads.
"""

import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.devices.printer import (
    HealthLevel,
    MediaType,
    Paper,
    PrinterHealth,
    PrintJob,
    PrintStage,
    PrintState,
    Ticket,
    judged,
    refusal,
    refuse_unfit,
)
from counter_app.devices.reasons import Reason
from counter_app.domain.errors import CounterError, OurFault

_SIZES = {Paper.A5: QPageSize.PageSizeId.A5, Paper.A4: QPageSize.PageSizeId.A4}
_POINTS_PER_INCH = 72
_LEAST_DPI, _MOST_DPI = 150, 600
_SPOOLED = PrintState(PrintStage.SPOOLED, (Reason.NOT_REPORTED,))


@dataclass(frozen=True, slots=True)
class QtPrinter:
    """The operating system's printer `name`; needs a running `QGuiApplication`.

    Qt hands the pages to the system's spooler and hears nothing more, so a job ends at `spooled` and the officer says
    whether the page is there. The spooler is given `seconds`; when it takes longer the outcome is `unknown`.
    """

    name: str
    papers: frozenset[Paper] = frozenset({Paper.A5, Paper.A4})
    seconds: float = 20.0

    def send(self, job: PrintJob) -> Ticket:
        refuse_unfit(self.name, self.papers, frozenset({MediaType.PDF, MediaType.PNG}), job)
        work = _Bounded(lambda: _print(self.name, job))
        state = work.wait(self.seconds)
        return Ticket(self.name, uuid.uuid4().hex, state or PrintState(PrintStage.UNKNOWN, (Reason.NO_ANSWER,)))

    def state(self, ticket: Ticket) -> PrintState:
        return ticket.state

    def health(self) -> PrinterHealth:
        info = QPrinterInfo.printerInfo(self.name)
        if info.isNull():
            return PrinterHealth(HealthLevel.DOWN, (Reason.NO_QUEUE,))
        if info.state() is QPrinter.PrinterState.Error:
            return PrinterHealth(HealthLevel.DOWN, (Reason.PAUSED,))
        return judged(())


@dataclass(slots=True)
class _Bounded:
    """A piece of work in its own thread that is waited for only so long: a dead spooler must not hold the counter."""

    work: Callable[[], PrintState]
    _outcome: list[PrintState | CounterError] = field(default_factory=list)

    def wait(self, seconds: float) -> PrintState | None:
        thread = threading.Thread(target=self._run, name="qt-print", daemon=True)
        thread.start()
        thread.join(seconds)
        if not self._outcome:
            return None
        if isinstance(self._outcome[0], CounterError):
            raise self._outcome[0]
        return self._outcome[0]

    def _run(self) -> None:
        try:
            self._outcome.append(self.work())
        except CounterError as fault:
            self._outcome.append(fault)


def _print(name: str, job: PrintJob) -> PrintState:
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise refusal(name, Reason.NO_QUEUE)
    source = _Pages(job)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    _prepare(printer, source, name, job)
    painter = QPainter()
    if not painter.begin(printer):
        raise refusal(name, Reason.OFFLINE)
    try:
        for number in range(source.count):
            if number:
                printer.newPage()
            picture = source.draw(number, printer.resolution())
            if job.paper in _SIZES and picture.width() > picture.height():
                # Sheets lie upright in the tray; a page that is wider than high would lose its right third.
                picture = picture.transformed(QTransform().rotate(90))
            painter.drawImage(QRectF(0, 0, picture.width(), picture.height()), picture)
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        return PrintState(PrintStage.UNKNOWN, (Reason.FAULT,))
    return _SPOOLED


def _prepare(printer: QPrinter, source: "_Pages", name: str, job: PrintJob) -> None:
    size = _SIZES.get(job.paper)
    page = QPageSize(size) if size is not None else QPageSize(source.points(0), QPageSize.Unit.Point)
    printer.setDocName(job.title)
    printer.setCopyCount(job.copies)
    printer.setResolution(_density(printer.supportedResolutions()))
    printer.setFullPage(True)
    layout = QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    if not printer.setPageLayout(layout) or not printer.pageLayout().pageSize().isEquivalentTo(page):
        raise refusal(name, Reason.WRONG_SIZE)


def _density(supported: Sequence[int]) -> int:
    """Return the printer's finest density up to 600 dpi; queues that name no real one (CUPS says 72) get 600."""
    return max((dpi for dpi in supported if _LEAST_DPI <= dpi <= _MOST_DPI), default=_MOST_DPI)


class _Pages:
    """The pages of a job, drawn one at a time."""

    def __init__(self, job: PrintJob) -> None:
        self._picture: QImage | None = None
        self._document = QPdfDocument()
        self._buffer = QBuffer()
        if job.media is MediaType.PNG:
            self._picture = QImage.fromData(job.document)
            self.count = 0 if self._picture.isNull() else 1
        else:
            self._buffer.setData(QByteArray(job.document))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
            self.count = self._document.pageCount()
        if not self.count:
            raise OurFault("print_job_unfit", part="document")

    def points(self, number: int) -> QSizeF:
        """Return the page's size; a picture is taken at 203 dpi."""
        if self._picture is not None:
            return QSizeF(self._picture.size()) * (_POINTS_PER_INCH / 203.2)
        return self._document.pagePointSize(number)

    def draw(self, number: int, dpi: int) -> QImage:
        """Return the page at `dpi`, white behind it, edges hard."""
        points = self.points(number)
        size = QSize(round(points.width() * dpi / _POINTS_PER_INCH), round(points.height() * dpi / _POINTS_PER_INCH))
        if self._picture is not None:
            return self._picture.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
            )
        options = QPdfDocumentRenderOptions()
        flags = QPdfDocumentRenderOptions.RenderFlag
        options.setRenderFlags(flags.TextAliased | flags.PathAliased)
        drawn = self._document.render(number, size, options)
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return page.convertToFormat(QImage.Format.Format_Grayscale8)

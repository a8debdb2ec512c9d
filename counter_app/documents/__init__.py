"""Values in, paper out: the seven forms, the office's lists and sheets, labels and thermal slips as bytes.

May not know: the store, the screen, the printers, where values come from. A call gives bytes for a value and touches
nothing else but the shipped fonts and the form files.

Decisions:

- The wording of a form is data (`resources/forms/*.json`, valid from/to), because forms change by circular; an
  administrator's folder overrides it and is read again when a file in it changes. Layout is code. Every paper is a
  value of `domain` (`papers` says which form it fills and from which day's wording), a `content` of words, and blocks
  of the form composed into rows; a table is a block too, with its headings in the form, so the register's
  spreadsheet takes them from there. A name that nothing fills is refused when the file is read, not when it prints.
- Form 05 was not found in the law's text: its wording is ours, and file and paper say so.
- ReportLab's canvas, with fonts prepared once (`faces`), text and codes written as operators (`sheet`): a receipt must
  be ready while the officer reaches for the paper. Hinting is left out of the embedded subsets: it is a third of their
  size and neither a PDF reader's nor a printer's rasteriser uses it at these sizes.
- Code128 and QR carry the code of a dossier, slip, list or visit alone (a post label's bars the post's own number).
  Nothing personal stands in a barcode, and a code holding letters that a Vietnamese input method would rewrite in a
  keyboard-wedge scan is refused (`codes`).
- Written as PDF 1.5 with object streams (`packed`): three pages with forty papers stay under 30 KB. Every reader since
  2003 opens it, and so do CUPS, Poppler and PDFium.
- The same bytes for the same values: papers can be compared and kept by their hash.
"""

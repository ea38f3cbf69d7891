"""A CSV file as cells with their places, for the rows of a worked example."""

from pbrlang.source import Source, Span

Record = tuple[tuple[str, Span], ...]


def read_records(source: Source) -> tuple[Record, ...]:
    """The cells of each line that says something; the place of a cell is its line."""
    import csv

    records = []
    reader = csv.reader(source.text.splitlines())
    for cells in reader:
        if any(cell.strip() for cell in cells):
            start = source.line_starts[reader.line_num - 1]
            place = Span(source, start, start + len(source.line(reader.line_num)))
            records.append(tuple((cell.strip(), place) for cell in cells))
    return tuple(records)

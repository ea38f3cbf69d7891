"""Blocks of a document: sections, numbered clauses, paragraphs, lists, tables, formulae, pictures."""

from datetime import date

from attrs import field

from pbrlang.render.model.formulae import Math
from pbrlang.render.model.inline import Inlines
from pbrlang.render.model.pictures import Chart
from pbrlang.source.late import Late


class Block(metaclass=Late):
    """A part of a document that stands on lines of its own."""


class Paragraph(Block):
    """A paragraph. With a `number`, such as `4.2.1`, it is a numbered one that others may refer to by `anchor`."""

    words: Inlines
    number: str | None = None
    anchor: str | None = None


class Items(Block):
    """A list; `ordered` ones are lettered (a), (b). Each item is some blocks, of which the first is a paragraph."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


class Entry(metaclass=Late):
    """A term and what is said of it."""

    term: Inlines
    blocks: tuple[Block, ...]
    anchor: str | None = None


class Terms(Block):
    """Terms with what each means or is, such as the definitions in alphabetical order."""

    entries: tuple[Entry, ...]


class Column(metaclass=Late):
    """A column of a table. `align` is left, right or centre; numbers stand at the right."""

    heading: Inlines
    align: str = "left"


class Table(Block):
    """A table; `row_headings` says that the first column heads its row, `total` that the last row is a total."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    anchor: str | None = None
    row_headings: bool = False
    total: bool = False


class Formula(Block):
    """A formula on a line of its own, with the words that say the same, and a key of its terms.

    `key` gives for each term its words and what it is. `spoken` is what a reader hears who cannot see it.
    """

    math: Math
    spoken: str
    key: tuple[tuple[Inlines, Inlines], ...] = ()


class Picture(Block):
    """A picture with its caption."""

    chart: Chart
    caption: Inlines = ()
    anchor: str | None = None


class Note(Block):
    """Something set apart from the text. `kind` is problem, warning, note, accepted, example or not operative."""

    kind: str
    title: Inlines
    blocks: tuple[Block, ...]
    anchor: str | None = None


class Preformatted(Block):
    """Lines that are kept as they are, such as a part of a contract's source; `language` is pbr, csv or empty."""

    text: str
    language: str = ""


class Program(Block):
    """A place for something that runs, in formats that can run it; the others draw `instead`.

    `kind` says what runs there, and `files` are its programs and data, by name.
    """

    kind: str
    files: dict[str, str]
    instead: tuple[Block, ...] = ()


class Clause(Block):
    """A numbered part of the contract with its heading: `4.2 Job Outcome`.

    `change` is `inserted` or `removed` in a comparison of two texts, where the whole clause is.
    """

    number: str
    anchor: str
    heading: Inlines
    blocks: tuple[Block, ...]
    change: str | None = None


class Section(Block):
    """A part of the document with its heading; `number` where parts are numbered. Sections may hold sections."""

    anchor: str
    heading: Inlines
    blocks: tuple[Block, ...]
    number: str | None = None


class Document(metaclass=Late):
    """A whole document.

    `facts` are what its title page says line by line (parties, term), `running` the words in the header of each
    page, `imprint` those in the footer (version and hash of what it was made from). `language` is a BCP 47 tag.
    `author` and `day` are what a word processor shows beside each change that is tracked, where there are any.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, Inlines], ...]
    sections: tuple[Section, ...]
    running: str
    imprint: str
    language: str = "en-GB"
    draft: bool = field(default=False)
    author: str = "pbrlang"
    day: date | None = None

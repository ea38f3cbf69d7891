"""The file of a Word document: its parts, how they lead to one another, and nothing that changes with the clock."""

import io
import zipfile
from importlib.resources import files

from pbrlang.render.docx.markup import HEAD, escaped, quoted
from pbrlang.render.docx.parts import Parts
from pbrlang.render.model import Document

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "header": f"{_WORD}.header+xml",
    "first": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
}
_LINKS = {
    "rStyles": ("styles", "styles"),
    "rNumbering": ("numbering", "numbering"),
    "rSettings": ("settings", "settings"),
    "rHeader": ("header", "header"),
    "rFirst": ("header", "first"),
    "rFooter": ("footer", "footer"),
}
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def packed(document: Document, texts: dict[str, str], parts: Parts) -> bytes:
    """The file, from the parts that are written for this document and those that are always the same."""
    for name in ("styles", "settings"):
        kept = files("pbrlang.render.docx").joinpath(f"{name}.xml").read_text(encoding="utf-8")
        texts[name] = kept.replace("LANGUAGE", escaped(document.language))
    held = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            {
                "rDocument": (f"{_OFFICE}/officeDocument", "word/document.xml"),
                "rCore": (
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
            }
        ),
        "docProps/core.xml": _properties(document),
        "word/_rels/document.xml.rels": _document_relations(parts),
        **{f"word/{name}.xml": text for name, text in texts.items()},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, text in held.items():
            _add(file, name, text.encode("utf-8"))
        for number, pixels in enumerate(parts.pictures, 1):
            _add(file, f"word/media/picture{number}.png", pixels)
    return written.getvalue()


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    file.writestr(member, content)


def _types() -> str:
    overrides = {f"/word/{name}.xml": kind for name, kind in _KINDS.items()}
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{listed}</Types>'
    )


def _document_relations(parts: Parts) -> str:
    inside = {name: (f"{_OFFICE}/{kind}", f"{file}.xml") for name, (kind, file) in _LINKS.items()}
    pictures = {
        f"rPicture{number}": (f"{_OFFICE}/image", f"media/picture{number}.png")
        for number in range(1, len(parts.pictures) + 1)
    }
    addresses = {name: (f"{_OFFICE}/hyperlink", to) for to, name in parts.addresses.items()}
    return _relations({**inside, **pictures}, addresses)


def _relations(inside: dict[str, tuple[str, str]], outside: dict[str, tuple[str, str]] | None = None) -> str:
    listed = [_relation(name, kind, to, "") for name, (kind, to) in inside.items()]
    listed += [_relation(name, kind, to, ' TargetMode="External"') for name, (kind, to) in (outside or {}).items()]
    return f'{HEAD}<Relationships xmlns="{_RELATED}">{"".join(listed)}</Relationships>'


def _relation(name: str, kind: str, to: str, mode: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target={quoted(to)}{mode}/>'


def _properties(document: Document) -> str:
    made = ""
    if document.day is not None:
        moment = f'xsi:type="dcterms:W3CDTF">{document.day.isoformat()}T00:00:00Z'
        made = f"<dcterms:created {moment}</dcterms:created><dcterms:modified {moment}</dcterms:modified>"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:subject>{escaped(document.subtitle)}</dc:subject>"
        f"<dc:creator>{escaped(document.author)}</dc:creator><dc:language>{escaped(document.language)}</dc:language>"
        f"{made}</cp:coreProperties>"
    )

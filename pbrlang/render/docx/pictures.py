"""Pictures of Word, made from the same drawing as in other formats."""

import struct

from pbrlang.render.charts import svg
from pbrlang.render.docx.markup import quoted
from pbrlang.render.docx.parts import Parts
from pbrlang.render.model import Chart
from pbrlang.render.pdf.words import string

_POINTS = 200  # to the inch, which prints well
_WIDE = 5_400_000  # of Word's units, 914,400 to the inch


def png(chart: Chart) -> bytes:
    """The picture as pixels."""
    import typst

    page = "#set page(width: auto, height: auto, margin: 0pt)\n"
    source = f'{page}#image(bytes({string(svg(chart))}), format: "svg")'
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.compile(source.encode(), font_paths=fonts, format="png", ppi=_POINTS)


def picture(chart: Chart, parts: Parts) -> str:
    """A run that holds the picture, with the words for those who cannot see it."""
    pixels = png(chart)
    wide, high = struct.unpack(">II", pixels[16:24])
    size = f'cx="{_WIDE}" cy="{_WIDE * high // wide}"'
    number, relation = parts.next(), parts.picture(pixels)
    named = f'id="{number}" name="Picture {number}" descr={quoted(chart.alternative)}'
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"<pic:spPr>{shape}</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )

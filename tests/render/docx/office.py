"""LibreOffice without a window, in a profile of its own."""

import subprocess
from pathlib import Path

from attrs import frozen

_LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
    library:passwordprotected="false">
 <library:element library:name="Deciding"/>
</library:library>
"""
_DECIDING = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Deciding" script:language="StarBasic">
Sub Decide(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "Text (encoded)"
  document.storeToURL(target, kind())
  document.close(True)
End Sub
</script:module>
"""


@frozen
class Office:
    """The program, and a folder in which it keeps its profile and what it writes."""

    program: str
    folder: Path

    def printed(self, content: bytes) -> bytes:
        """A Word document as PDF."""
        self._run("--convert-to", "pdf", "--outdir", str(self.folder), str(self._kept(content)))
        return (self.folder / "document.pdf").read_bytes()

    def decided(self, content: bytes, command: str) -> str:
        """The text of a Word document once all its changes are accepted or rejected, as a person would do it."""
        self.printed(content)  # the first start makes the profile
        basic = self.folder / "profile" / "user" / "basic" / "Standard"
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (basic / "Deciding.xba").write_text(_DECIDING, encoding="utf-8")
        target = self.folder / "document.txt"
        told = ",".join(f'"{each}"' for each in (self._kept(content).as_uri(), target.as_uri(), f".uno:{command}"))
        self._run(f"macro:///Standard.Deciding.Decide({told})")
        return target.read_text(encoding="utf-8-sig")

    def _kept(self, content: bytes) -> Path:
        file = self.folder / "document.docx"
        file.write_bytes(content)
        return file

    def _run(self, *words: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run([self.program, profile, "--headless", *words], check=True, capture_output=True, timeout=300)

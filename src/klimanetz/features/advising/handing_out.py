"""Files of a case, given to whoever was let in."""

from django.http import FileResponse, Http404

from klimanetz.features.advising.models import CaseFile

#: Even what a browser would show may do nothing there.
SEALED = "default-src 'none'; sandbox"


def hand_out(row: CaseFile) -> FileResponse:
    """Only as a file to save, never as a page of this site."""
    try:
        file = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=row.name, content_type=row.kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Cache-Control"] = "private, no-store"
    return response

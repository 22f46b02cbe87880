"""Files as somebody uploads them."""

from django.core.files.uploadedfile import SimpleUploadedFile


def text_file(name: str = "notiz.txt", text: str = "Wichtig") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def pdf_file(name: str = "beschluss.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 fake")

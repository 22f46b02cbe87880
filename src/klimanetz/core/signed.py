"""Links that carry what they stand for, under the signature of this installation.

They bear no time: the mail that one looks at beforehand is to the letter the one that leaves.
"""

from django.core.signing import BadSignature, Signer


def write_signed(value: str | int, purpose: str) -> str:
    """Fit for an address. Nobody can make one up, nor use it for another purpose."""
    return Signer(salt=f"link.{purpose}").sign_object(value)


def read_signed(text: str, purpose: str) -> str | int | None:
    """What was written for this purpose; nothing where somebody altered it."""
    try:
        value: str | int = Signer(salt=f"link.{purpose}").unsign_object(text)
    except BadSignature:
        return None
    return value

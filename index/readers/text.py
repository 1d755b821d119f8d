"""Plain text and Markdown, as UTF-8."""

from __future__ import annotations

from pathlib import Path

from index.errors import InputError

_LARGEST = 50 * 1024 * 1024


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, newlines untouched.

    Raises InputError where the file cannot be read, is empty, too large or no UTF-8 text.
    """
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise InputError(
                f"文件过大（{size // 2**20} MB，上限 {_LARGEST // 2**20} MB）：{path.name}"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"无法读取 {path}：{error.strerror or error}。请检查路径和权限。"
        ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"不是 UTF-8 文本（第 {error.start} 字节处无法解码）：{path.name}。请另存为 UTF-8 编码的文本文件。"
        ) from error
    if "\0" in text:
        raise InputError(f"不是文本文件（含空字节）：{path.name}。请提供 .txt 或 .md 文本。")
    if not text.strip():
        raise InputError(f"文件是空的：{path.name}。")
    return text

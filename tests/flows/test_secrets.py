"""What is secret leaves no trace: not in the output, the server's database, artifacts, logs or the terminal."""

import os
import subprocess
import sys
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

SECRETS = {
    "BANMIAN_PASSWORD": "pdf-secret-5f2c81d0",
    "AWS_ACCESS_KEY_ID": "AKIASECRET7731KEY",
    "AWS_SECRET_ACCESS_KEY": "s3-secret-90ab44ef",
    "AWS_SESSION_TOKEN": "token-secret-11cc27",
    "PREFECT_API_KEY": "pnu_api-secret-3344aa",
}


def encrypted(path: Path, password: str) -> Path:
    made = Canvas(str(path), encrypt=StandardEncryption(password, f"owner of {password}"))
    for row in range(8):
        made.drawString(80, 700 - 20 * row, "Rice harvest begins in the lower valley today")
    made.save()
    return path


def test_a_whole_run_leaves_no_trace_of_secrets(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    encrypted(folder / "opens.pdf", SECRETS["BANMIAN_PASSWORD"])
    encrypted(folder / "refuses.pdf", "another")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "BANMIAN_"))}
    kept |= {**SECRETS, "BANMIAN_CACHE": str(cache)}
    kept["PREFECT_LOGGING_LEVEL"] = "DEBUG"
    command = [sys.executable, "-m", "banmian", "-v", "run", str(folder), "-o", str(tmp_path / "out")]
    ended = subprocess.run([*command, "--engine", "null"], capture_output=True, timeout=400, env=kept, check=False)
    assert b"1 done, 1 failed" in ended.stdout, ended.stderr[-2000:]
    traces = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.parent != folder}
    database = b"".join(data for path, data in traces.items() if ".db" in path.name)
    assert b"read-document" in database
    traces |= {Path("stdout"): ended.stdout, Path("stderr"): ended.stderr}
    assert any(b"refuses.pdf" in data for data in traces.values())
    wanted = {name: value.encode() for name, value in SECRETS.items()}
    assert {(str(path), name) for path, data in traces.items() for name in wanted if wanted[name] in data} == set()

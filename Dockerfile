# A static binary in an empty image, run as nobody.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /raditaji ./cmd/raditaji

FROM scratch
COPY --from=build /raditaji /raditaji
USER 65534:65534
WORKDIR /data
ENTRYPOINT ["/raditaji"]

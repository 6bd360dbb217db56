module sluis.example/test/tlog

go 1.24.0

require (
	filippo.io/torchwood v0.9.0
	github.com/transparency-dev/merkle v0.0.2
	golang.org/x/crypto v0.46.0
	golang.org/x/mod v0.31.0
	golang.org/x/sync v0.19.0
)

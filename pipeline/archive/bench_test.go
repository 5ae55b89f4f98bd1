package archive

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"testing"

	"filippo.io/age"
)

// What it costs to keep an original and to give it back: for small ones the syncs,
// for large ones their bytes.
func BenchmarkArchive(b *testing.B) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		b.Fatal(err)
	}
	for _, kind := range []struct {
		name string
		keys Keys
	}{
		{"plain", Keys{}},
		{"encrypted", Keys{Recipients: []age.Recipient{identity.Recipient()}, Identities: []age.Identity{identity}}},
	} {
		for _, size := range []int{1 << 20, 16 << 20} {
			a, err := Open(b.TempDir(), kind.keys)
			if err != nil {
				b.Fatal(err)
			}
			data, sha := make([]byte, size), ""
			b.Run(fmt.Sprintf("put/%s/MiB=%d", kind.name, size>>20), func(b *testing.B) {
				b.SetBytes(int64(size))
				for n := uint64(1); b.Loop(); n++ {
					binary.LittleEndian.PutUint64(data, n) // another original
					if sha, _, err = a.Put(bytes.NewReader(data)); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(fmt.Sprintf("copy/%s/MiB=%d", kind.name, size>>20), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					if err := a.Copy(io.Discard, sha); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

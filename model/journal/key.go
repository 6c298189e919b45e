package journal

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"

	"filippo.io/edwards25519"
)

// Key is an author's Ed25519 public key.
type Key [32]byte

// ParseKey reads a public key in canonical base64 and refuses points of small
// order, under which anything verifies.
func ParseKey(s string) (Key, error) {
	var k Key
	b, err := key32(s)
	if err != nil {
		return k, err
	}
	copy(k[:], b)
	p, err := new(edwards25519.Point).SetBytes(b)
	if err != nil {
		return k, fmt.Errorf("%q is not a point of the curve", s)
	}
	if new(edwards25519.Point).MultByCofactor(p).Equal(edwards25519.NewIdentityPoint()) == 1 {
		return k, fmt.Errorf("%q is a key of small order, which proves nothing", s)
	}
	return k, nil
}

func (k Key) String() string { return base64.StdEncoding.EncodeToString(k[:]) }

// MarshalText writes the key in base64.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the key as ParseKey does.
func (k *Key) UnmarshalText(b []byte) error {
	p, err := ParseKey(string(b))
	*k = p
	return err
}

// Fingerprint is the first 32 hexadecimal digits of the key's SHA-256.
func (k Key) Fingerprint() string {
	h := sha256.Sum256(k[:])
	return hex.EncodeToString(h[:16])
}

// KeyOf is the public half of a private key.
func KeyOf(private ed25519.PrivateKey) Key { return Key(private.Public().(ed25519.PublicKey)) }

// NameLog is the name of the log that key opens with the salt of its record 0.
func NameLog(key Key, salt [16]byte) LogID {
	h := sha256.New()
	h.Write(key[:])
	h.Write(salt[:])
	return LogID(h.Sum(nil)[:16])
}

// checkOpening holds record 0 to its log's name.
func (r *Record) checkOpening() error {
	if r.Seq != 0 {
		return fmt.Errorf("log.opened at %d: only record 0 opens a log", r.Seq)
	}
	d, err := Decode[Opened](*r)
	if err != nil {
		return err
	}
	if NameLog(Key(d.Key), r.Salt) != r.Log {
		return fmt.Errorf("record 0 does not give the log's name %s: it belongs to another log", r.Log)
	}
	return nil
}

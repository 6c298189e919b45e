package journal

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Checkpoint is a log's state as its author signed it: a C2SP signed note of
// exactly three text lines and one signature line.
type Checkpoint struct {
	Log  LogID
	Size int64
	Tree [32]byte
	// Note is the note's text, byte for byte.
	Note string
	// hash and signature are what the last line carries.
	hash      [4]byte
	signature []byte
}

const origin = "weathervane/"

// Sign makes the checkpoint of a log whose author holds the private key.
func Sign(private ed25519.PrivateKey, log LogID, size int64, tree [32]byte) Checkpoint {
	name := origin + log.String()
	body := fmt.Sprintf("%s\n%d\n%s\n", name, size, base64.StdEncoding.EncodeToString(tree[:]))
	hash := noteHash(name, KeyOf(private))
	signature := ed25519.Sign(private, []byte(body))
	line := base64.StdEncoding.EncodeToString(append(hash[:], signature...))
	note := body + "\n— " + name + " " + line + "\n"
	return Checkpoint{log, size, tree, note, hash, signature}
}

// noteHash is the signed-note key hash of an Ed25519 key.
func noteHash(name string, key Key) [4]byte {
	h := sha256.New()
	h.Write([]byte(name + "\n\x01"))
	h.Write(key[:])
	return [4]byte(h.Sum(nil)[:4])
}

// ParseCheckpoint reads a note in its one spelling. It does not verify the
// signature, for which the log's key is needed.
func ParseCheckpoint(note string) (Checkpoint, error) {
	c := Checkpoint{Note: note}
	lines := strings.Split(note, "\n")
	if len(lines) != 6 || lines[3] != "" || lines[5] != "" {
		return c, errors.New("a checkpoint has three text lines, an empty line and one signature line")
	}
	name, ok := strings.CutPrefix(lines[0], origin)
	if !ok {
		return c, fmt.Errorf("checkpoint of %q: expected weathervane/ and a log", lines[0])
	}
	var err error
	if c.Log, err = ParseLogID(name); err != nil {
		return c, err
	}
	if c.Size, err = parseCount(lines[1]); err != nil {
		return c, fmt.Errorf("checkpoint's size: %w", err)
	}
	tree, err := canonical(lines[2], 32)
	if err != nil {
		return c, fmt.Errorf("checkpoint's tree hash: %w", err)
	}
	c.Tree = [32]byte(tree)
	line, ok := strings.CutPrefix(lines[4], "— "+lines[0]+" ")
	if !ok {
		return c, errors.New("the signature line does not name the log")
	}
	signature, err := canonical(line, 4+ed25519.SignatureSize)
	if err != nil {
		return c, fmt.Errorf("checkpoint's signature: %w", err)
	}
	c.hash, c.signature = [4]byte(signature[:4]), signature[4:]
	return c, nil
}

// canonical reads n bytes of standard base64 in the one spelling.
func canonical(s string, n int) ([]byte, error) {
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != n || base64.StdEncoding.EncodeToString(b) != s {
		return nil, fmt.Errorf("%q is not %d bytes in canonical base64", s, n)
	}
	return b, nil
}

// Verify reports whether key signed the checkpoint.
func (c Checkpoint) Verify(key Key) error {
	name := origin + c.Log.String()
	if c.hash != noteHash(name, key) {
		return errors.New("the checkpoint names another key than the log's")
	}
	body, _, _ := strings.Cut(c.Note, "\n\n")
	if !ed25519.Verify(key[:], []byte(body+"\n"), c.signature) {
		return fmt.Errorf("the signature of log %s at %s records does not hold", c.Log, strconv.FormatInt(c.Size, 10))
	}
	return nil
}

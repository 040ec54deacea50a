package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"callgate/backend/callgate"
)

const (
	anchorName     = "audit.anchor"
	anchorLockName = "audit.anchor.lock"
)

// anchorFile is what stands outside the database: where each chain ended when
// it was written. It may lag behind by a second, and is never ahead.
type anchorFile struct {
	Commits int64                `json:"commits"` // audited commits so far
	Tenants map[callgate.ID]head `json:"tenants"`
	MAC     string               `json:"mac,omitempty"` // HMAC of the rest
}

// head is the end of a chain.
type head struct {
	Seq int64 `json:"seq"`
	MAC mac   `json:"mac"`
}

// mac is an HMAC-SHA256, hexadecimal in JSON.
type mac [sha256.Size]byte

// MarshalText writes it.
func (m mac) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, m[:]), nil }

// UnmarshalText reads it.
func (m *mac) UnmarshalText(b []byte) error {
	if hex.DecodedLen(len(b)) != len(m) {
		return errors.New("store: a MAC of another length")
	}
	_, err := hex.Decode(m[:], b)
	return err
}

// errAnchor says that the anchor is missing or not what we wrote.
var errAnchor = errors.New("store: the audit's anchor is missing or was changed")

// readAnchorFile reads without looking at the MAC.
func readAnchorFile(root *os.Root) (anchorFile, error) {
	var a anchorFile
	content, err := root.ReadFile(anchorName)
	if errors.Is(err, fs.ErrNotExist) {
		return a, errAnchor
	}
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(content, &a); err != nil {
		return a, fmt.Errorf("%w: %w", errAnchor, err)
	}
	return a, nil
}

// readAnchor reads an anchor that bears our MAC.
func readAnchor(root *os.Root, key []byte) (anchorFile, error) {
	a, err := readAnchorFile(root)
	if err != nil {
		return a, err
	}
	want, err := a.sign(key)
	if err == nil && !hmac.Equal([]byte(want), []byte(a.MAC)) {
		err = errAnchor
	}
	return a, err
}

// sign gives the MAC of everything but the MAC.
func (a anchorFile) sign(key []byte) (string, error) {
	a.MAC = ""
	content, err := json.Marshal(a) // maps come out in the order of their keys
	if err != nil {
		return "", err
	}
	h := hmac.New(sha256.New, key)
	h.Write([]byte("callgate anchor 1\n"))
	h.Write(content)
	return hex.EncodeToString(h.Sum(nil)), nil
}

// writeAnchorFile replaces the file in one step that survives a power cut.
func writeAnchorFile(root *os.Root, a anchorFile, key []byte) (err error) {
	if a.MAC, err = a.sign(key); err != nil {
		return err
	}
	var content bytes.Buffer
	if err := json.NewEncoder(&content).Encode(a); err != nil {
		return err
	}
	fresh := anchorName + ".new"
	f, err := root.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content.Bytes())
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := root.Rename(fresh, anchorName); err != nil {
		return err
	}
	return syncFolder(root)
}

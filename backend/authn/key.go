package authn

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"

	"callgate/backend/callgate"
)

// KeyFile is the installation's key beside the database. Whoever can read it
// can open sealed secrets and forge the audit.
const KeyFile = "key"

const keyBytes = 32

// Key seals secrets and derives the key of the audit chain.
type Key struct {
	aead  cipher.AEAD
	audit []byte
}

// HasKey tells whether the folder has a key already. A database without its
// key is damaged: making a new one would orphan every sealed secret.
func HasKey(root *os.Root) bool {
	_, err := root.Lstat(KeyFile)
	return err == nil
}

// OpenKey reads the key of a data folder, or makes one there on first use.
func OpenKey(root *os.Root) (*Key, error) {
	text, err := readKey(root)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeKey(root); err == nil {
			text, err = readKey(root)
		}
	}
	if err != nil {
		return nil, err
	}
	raw, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(raw) != keyBytes {
		return nil, callgate.Err("key_damaged", "file", KeyFile)
	}
	return newKey(raw)
}

func newKey(raw []byte) (*Key, error) {
	seal, err := hkdf.Key(sha256.New, raw, nil, "callgate seal 1", chacha20poly1305.KeySize)
	if err != nil {
		return nil, err
	}
	audit, err := hkdf.Key(sha256.New, raw, nil, "callgate audit 1", sha256.Size)
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(seal)
	if err != nil {
		return nil, err
	}
	return &Key{aead, audit}, nil
}

// readKey refuses a key that others on the machine can read.
func readKey(root *os.Root) (string, error) {
	f, err := root.Open(KeyFile)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > 1024 {
		return "", callgate.Err("key_damaged", "file", KeyFile)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", callgate.Err("key_mode", "file", KeyFile, "mode", info.Mode().Perm().String())
	}
	b, err := io.ReadAll(f)
	return string(b), err
}

// makeKey writes a whole file under another name and links it into place, so
// that neither a crash nor a second process ever leaves half a key or two.
func makeKey(root *os.Root) error {
	var b [keyBytes + 4]byte // the key, and a name of its own for the file
	if _, err := rand.Read(b[:]); err != nil {
		return err
	}
	temporary := KeyFile + "." + hex.EncodeToString(b[keyBytes:]) + ".new"
	f, err := root.OpenFile(temporary, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer root.Remove(temporary)
	_, err = f.WriteString(hex.EncodeToString(b[:keyBytes]) + "\n")
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if err := root.Link(temporary, KeyFile); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if d, err := root.Open("."); err == nil { // the name must survive a power cut, too
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

// Seal encrypts a secret; aad names where it is kept ("tenant/user/factor"), so
// that it opens nowhere else.
func (k *Key) Seal(plain []byte, aad string) []byte {
	nonce := make([]byte, chacha20poly1305.NonceSizeX, chacha20poly1305.NonceSizeX+len(plain)+chacha20poly1305.Overhead)
	if _, err := rand.Read(nonce); err != nil {
		panic("authn: no randomness: " + err.Error())
	}
	return k.aead.Seal(nonce, nonce, plain, []byte(aad))
}

// Open decrypts what Seal made for the same place.
func (k *Key) Open(sealed []byte, aad string) ([]byte, error) {
	if len(sealed) < chacha20poly1305.NonceSizeX {
		return nil, callgate.Err("sealed_damaged")
	}
	n := chacha20poly1305.NonceSizeX
	plain, err := k.aead.Open(nil, sealed[:n], sealed[n:], []byte(aad))
	if err != nil {
		return nil, callgate.Err("sealed_damaged")
	}
	return plain, nil
}

// AuditKey is the HMAC key of the audit chain.
func (k *Key) AuditKey() []byte { return append([]byte(nil), k.audit...) }

package api

import (
	"os"
	"path/filepath"
	"testing"

	"callgate/backend/authn"
	"callgate/backend/callgate"
)

// A data folder that lost its key is refused as it is: a fresh key would make
// every second factor unreadable and the audit look forged.
func TestLostKeyIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	<-s.Ready()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, authn.KeyFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); callgate.CodeOf(err) != "key_missing" {
		t.Fatalf("opened without its key: %v", err)
	}
	if _, err := os.Lstat(filepath.Join(dir, authn.KeyFile)); err == nil {
		t.Fatal("a new key was made over an existing database")
	}
}

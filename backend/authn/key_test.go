package authn

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"callgate/backend/callgate"
)

func folder(t *testing.T) (string, *os.Root) {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root
}

func TestKeyIsMadeOnceAndKept(t *testing.T) {
	dir, root := folder(t)
	if HasKey(root) {
		t.Fatal("a key before any")
	}
	keys := make([]*Key, 8)
	var all sync.WaitGroup
	for i := range keys { // several processes at once
		all.Go(func() {
			k, err := OpenKey(root)
			if err != nil {
				t.Error(err)
			}
			keys[i] = k
		})
	}
	all.Wait()
	if t.Failed() {
		return
	}
	sealed := keys[0].Seal([]byte("GEZDGNBVGY3TQOJQ"), "t/u/factor")
	for _, k := range keys {
		plain, err := k.Open(sealed, "t/u/factor")
		if err != nil || string(plain) != "GEZDGNBVGY3TQOJQ" || !bytes.Equal(k.AuditKey(), keys[0].AuditKey()) {
			t.Fatalf("%q, %v", plain, err)
		}
	}
	info, err := os.Stat(filepath.Join(dir, KeyFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 1 {
		t.Fatalf("left over: %v", names)
	}
}

func TestSealedOpensNowhereElse(t *testing.T) {
	_, root := folder(t)
	k, err := OpenKey(root)
	if err != nil {
		t.Fatal(err)
	}
	sealed := k.Seal([]byte("secret"), "t/u/factor")
	if bytes.Contains(sealed, []byte("secret")) || bytes.Equal(sealed, k.Seal([]byte("secret"), "t/u/factor")) {
		t.Fatal("not sealed")
	}
	flipped := bytes.Clone(sealed)
	flipped[len(flipped)-1] ^= 1
	for _, c := range []struct {
		sealed []byte
		aad    string
	}{{sealed, "t/other/factor"}, {sealed, ""}, {flipped, "t/u/factor"}, {nil, "t/u/factor"}, {sealed[:24], "t/u/factor"}} {
		if _, err := k.Open(c.sealed, c.aad); callgate.CodeOf(err) != "sealed_damaged" {
			t.Errorf("opened for %q: %v", c.aad, err)
		}
	}
}

func TestBadKeyFilesAreRefused(t *testing.T) {
	for _, c := range []struct {
		content string
		mode    os.FileMode
		want    callgate.Code
	}{
		{"", 0o600, "key_damaged"}, {"zz", 0o600, "key_damaged"}, {"00", 0o600, "key_damaged"},
		{"0000000000000000000000000000000000000000000000000000000000000000\n", 0o644, "key_mode"},
	} {
		dir, root := folder(t)
		if err := os.WriteFile(filepath.Join(dir, KeyFile), []byte(c.content), c.mode); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenKey(root); callgate.CodeOf(err) != c.want {
			t.Errorf("%q %v: %v", c.content, c.mode, err)
		}
	}
}

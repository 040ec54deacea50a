package web

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func get(p *Page, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

func always(string) bool { return true }

func TestPageIsServedForEveryAddress(t *testing.T) {
	p := NewPage(built, always, false)
	nonces := map[string]bool{}
	for _, path := range []string{"/", "/index.html", "/users", "/users/018f-1/roles", "/set-up"} {
		w := get(p, path)
		nonce := regexp.MustCompile(`content="([A-Z0-9]+)"`).FindStringSubmatch(w.Body.String())
		if w.Code != 200 || nonce == nil {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		if nonces[nonce[1]] {
			t.Errorf("%s: the nonce was used before", path)
		}
		nonces[nonce[1]] = true
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "'nonce-"+nonce[1]+"'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %s", path, policy)
		}
		if !strings.Contains(w.Body.String(), `<head><script src="/wails/ipc.js">`) || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v %s", path, w.Header(), w.Body)
		}
	}
}

func TestPageFiles(t *testing.T) {
	p := NewPage(built, always, false)
	w := get(p, "/assets/main-1a2b.js", "Accept-Encoding", "gzip, br")
	if w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Body.Len() > 500 {
		t.Errorf("packed: %v, %d bytes", w.Header(), w.Body.Len())
	}
	if w = get(p, "/assets/main-1a2b.js"); w.Header().Get("Content-Encoding") != "" || !strings.HasPrefix(w.Body.String(), "// script") {
		t.Errorf("plain: %v", w.Header())
	}
	w = get(p, "/mark.svg")
	if w.Header().Get("Content-Type") != "image/svg+xml" || w.Header().Get("ETag") == "" {
		t.Errorf("mark: %v", w.Header())
	}
	if again := get(p, "/mark.svg", "If-None-Match", w.Header().Get("ETag")); again.Code != 304 {
		t.Errorf("unchanged file: %d", again.Code)
	}
	for _, path := range []string{"/assets/gone.js", "/gone.css", "/.gitkeep", "/assets/../index.html", "/assets/"} {
		if w := get(p, path); w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestPageNotBuilt(t *testing.T) {
	w := get(NewPage(fstest.MapFS{".gitkeep": {}}, always, false), "/")
	if w.Code != 503 || !strings.Contains(w.Body.String(), "not built") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

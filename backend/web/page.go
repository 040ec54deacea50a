package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// Page serves the built front end: hashed files for ever, everything that is no
// file as index.html, so that an address like /users/42 can be opened directly.
type Page struct {
	index    []byte // nil: not built
	files    map[string]*file
	overTLS  bool
	withShim func(path string) bool
}

// file is compressed once, when somebody first asks for it.
type file struct {
	kind      string
	immutable bool
	plain     func() ([]byte, error)
	packed    func() []byte // nil when that saves nothing
	etag      func() string
}

// NewPage reads the list of files; withShim says for which addresses the two
// scripts of the bridge are put into the page (Wails adds them to some by
// itself).
func NewPage(dist fs.FS, withShim func(path string) bool, overTLS bool) *Page {
	p := &Page{files: map[string]*file{}, withShim: withShim, overTLS: overTLS}
	p.index, _ = fs.ReadFile(dist, "index.html")
	_ = fs.WalkDir(dist, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != "index.html" && !strings.HasPrefix(path.Base(name), ".") {
			p.files["/"+name] = newFile(dist, name)
		}
		return nil
	})
	return p
}

func newFile(dist fs.FS, name string) *file {
	f := &file{
		kind:      mime.TypeByExtension(path.Ext(name)),
		immutable: strings.HasPrefix(name, "assets/"), // vite puts a hash into these names
		plain:     func() ([]byte, error) { return fs.ReadFile(dist, name) },
	}
	f.packed = sync.OnceValue(func() []byte {
		text, err := f.plain()
		if err != nil || !compressible(f.kind) || len(text) < 1024 {
			return nil
		}
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		_, err = z.Write(text)
		if err = errors.Join(err, z.Close()); err != nil || b.Len() >= len(text) {
			return nil
		}
		return b.Bytes()
	})
	f.etag = sync.OnceValue(func() string {
		text, _ := f.plain()
		sum := sha256.Sum256(text)
		return `"` + hex.EncodeToString(sum[:12]) + `"`
	})
	return f
}

func compressible(kind string) bool {
	return strings.HasPrefix(kind, "text/") || strings.Contains(kind, "javascript") ||
		strings.Contains(kind, "json") || strings.Contains(kind, "svg") || strings.Contains(kind, "manifest")
}

// ServeHTTP answers GET.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f, ok := p.files[r.URL.Path]; ok {
		f.serve(w, r)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/assets/") || path.Ext(r.URL.Path) != "" && r.URL.Path != "/index.html" {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	p.serveIndex(w, r)
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Vary", "Accept-Encoding")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
		h.Set("ETag", f.etag())
		if r.Header.Get("If-None-Match") == f.etag() {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && f.packed() != nil {
		h.Set("Content-Encoding", "gzip")
		writeBytes(w, f.packed())
		return
	}
	text, err := f.plain()
	if err != nil {
		http.Error(w, "file not read", http.StatusInternalServerError)
		return
	}
	writeBytes(w, text)
}

func writeBytes(w http.ResponseWriter, b []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // a caller who hung up needs no answer
}

// bridge are the scripts that define window.go and window.runtime.
const bridge = `<script src="/wails/ipc.js"></script><script src="/wails/runtime.js"></script>`

// notBuilt is what an empty dist answers.
const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Callgate</title>` +
	`<p>The front end is not built. Run build/run, or npm ci and npm run build in the folder frontend, then build the program again.`

// noncePlace stands in index.html where the page's scripts look for the nonce
// they give to the style tags they write.
const noncePlace = "__NONCE__"

// serveIndex writes the page with a fresh nonce.
func (p *Page) serveIndex(w http.ResponseWriter, r *http.Request) {
	nonce := newNonce()
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", Policy(nonce, p.overTLS))
	if p.index == nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte(notBuilt))
		return
	}
	text := bytes.ReplaceAll(p.index, []byte(noncePlace), []byte(nonce))
	if p.withShim(r.URL.Path) {
		text = bytes.Replace(text, []byte("<head>"), []byte("<head>"+bridge), 1)
	}
	writeBytes(w, text)
}

package web

import (
	_ "embed"
	"net/http"
)

// shim defines in a browser what Wails defines in the window, so that the
// generated bindings work in both.
//
//go:embed shim.js
var shim []byte

func serveShim(w http.ResponseWriter, _ *http.Request) { serveScript(w, shim) }

// serveNothing stands where the window has its message channel.
func serveNothing(w http.ResponseWriter, _ *http.Request) { serveScript(w, nil) }

func serveScript(w http.ResponseWriter, text []byte) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(text)
}

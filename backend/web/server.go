package web

import (
	"context"
	"crypto/tls"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"callgate/backend/api"
)

// Options of the HTTP door.
type Options struct {
	Listen  string           // address it listens at, for the names it answers to
	Base    *url.URL         // address people type, nil = Listen
	Proxies []netip.Prefix   // whose X-Forwarded-For and Forwarded count
	TLS     *tls.Certificate // nil = plain HTTP
	Log     *slog.Logger
}

// Server answers HTTP for one service.
type Server struct {
	service    *api.Service
	opt        Options
	secure     bool // people reach us over TLS
	hosts      hostList
	calls      map[string]*call
	page       *Page
	files      chan struct{} // big bodies being read
	aliveEvery time.Duration
	http       *http.Server
	stopping   chan struct{}
}

// NewServer makes the server of one service and one built front end.
func NewServer(service *api.Service, dist fs.FS, opt Options) *Server {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	s := &Server{
		service: service, opt: opt,
		secure:     opt.TLS != nil || opt.Base != nil && opt.Base.Scheme == "https",
		hosts:      allowedHosts(opt.Listen, opt.Base),
		calls:      callTable(),
		files:      make(chan struct{}, 2),
		aliveEvery: aliveEvery,
		stopping:   make(chan struct{}),
	}
	s.page = NewPage(dist, func(string) bool { return true }, s.secure)
	s.http = &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute, // a file of 96 MB over a slow line
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(opt.Log.Handler(), slog.LevelDebug),
	}
	if opt.TLS != nil {
		s.http.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{*opt.TLS}}
	}
	return s
}

// Handler is every route behind what guards them all.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /call/{name}", s.call)
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /wails/runtime.js", serveShim)
	mux.HandleFunc("GET /wails/ipc.js", serveNothing)
	mux.Handle("GET /", s.page)
	return s.secured(s.guarded(mux))
}

// health says whether decisions are being made.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	select {
	case <-s.service.Ready():
		_, _ = w.Write([]byte("ok\n"))
	default:
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("starting\n"))
	}
}

// Serve answers until Shutdown.
func (s *Server) Serve(l net.Listener) error {
	if s.opt.TLS != nil {
		return s.http.ServeTLS(l, "", "")
	}
	return s.http.Serve(l)
}

// Shutdown ends streams, lets calls finish and closes.
func (s *Server) Shutdown(ctx context.Context) error {
	close(s.stopping)
	return s.http.Shutdown(ctx)
}

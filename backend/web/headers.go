package web

import (
	"crypto/rand"
	"net/http"
	"strings"
)

// Policy is the content security policy of the page (PROMISES 23): scripts come
// from our own files only, style tags carry this response's nonce (Mantine
// writes some), nothing frames us and we frame nothing. Both doors send it.
func Policy(nonce string, overTLS bool) string {
	parts := []string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self' 'nonce-" + nonce + "'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		"connect-src 'self'",
		"media-src 'self' blob:",
		"manifest-src 'self'",
		"frame-src 'none'",
		"frame-ancestors 'none'",
		"form-action 'none'",
		"base-uri 'none'",
		"object-src 'none'",
	}
	if overTLS {
		parts = append(parts, "upgrade-insecure-requests")
	}
	return strings.Join(parts, "; ")
}

// newNonce is good for one response.
func newNonce() string { return rand.Text() }

// secured sets what every answer carries.
func (s *Server) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Embedder-Policy", "require-corp")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()")
		// What is no page may do nothing at all; the page sets its own policy.
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if s.secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// guarded answers only requests that name this server and were not made by a
// foreign page, and turns a panic into an ordinary answer.
func (s *Server) guarded(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer s.recovered(w)
		if !s.hosts.allows(r) {
			refuse(w, http.StatusMisdirectedRequest, "host_name", "host", r.Host)
			return
		}
		if cross.Check(r) != nil || r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
			refuse(w, http.StatusForbidden, "cross_origin")
			return
		}
		next.ServeHTTP(w, r)
	})
}

package web

import "net/http"

// Cookie names. The prefix makes a browser insist on Secure, on Path=/ and on
// no Domain, so that a neighbouring subdomain cannot plant one; it works over
// TLS only.
const (
	sessionCookie = "callgate"
	deviceCookie  = "callgate-device"
	hostPrefix    = "__Host-"
	deviceSeconds = 400 * 24 * 3600 // the longest browsers keep a cookie
)

func (s *Server) cookieName(name string) string {
	if s.secure {
		return hostPrefix + name
	}
	return name
}

func (s *Server) readCookie(r *http.Request, name string) string {
	c, err := r.Cookie(s.cookieName(name))
	if err != nil {
		return ""
	}
	return c.Value
}

// keep stores a new session token ("" = forget it) and a device token.
func (s *Server) keep(w http.ResponseWriter, token, device string) {
	session := s.cookie(sessionCookie, token)
	if token == "" {
		session.MaxAge = -1
	}
	http.SetCookie(w, session)
	if device != "" {
		c := s.cookie(deviceCookie, device)
		c.MaxAge = deviceSeconds
		http.SetCookie(w, c)
	}
}

func (s *Server) cookie(name, value string) *http.Cookie {
	return &http.Cookie{
		Name: s.cookieName(name), Value: value, Path: "/",
		Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
}

package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// call answers POST /call/api.<Module>.<Method> with a JSON array of arguments.
func (s *Server) call(w http.ResponseWriter, r *http.Request) {
	c, ok := s.calls[r.PathValue("name")]
	if !ok {
		refuse(w, http.StatusNotFound, "call_unknown", "call", r.PathValue("name"))
		return
	}
	// A form of a foreign page cannot send this type without asking first.
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "content_type")
		return
	}
	caller := s.caller(w, r)
	if c.bodyLimit > usualBody {
		release, err := s.admitFile(r, caller)
		if err != nil {
			s.send(w, nil, err)
			return
		}
		defer release()
	}
	body, err := readBody(w, r, c.bodyLimit)
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			refuse(w, http.StatusRequestEntityTooLarge, "too_large", "limit", strconv.FormatInt(c.bodyLimit/mib, 10))
			return
		}
		refuse(w, http.StatusBadRequest, "bad_json", "reason", "incomplete")
		return
	}
	args, err := decodeArgs(body, c.in)
	if err != nil {
		s.send(w, nil, err)
		return
	}
	result, err := c.run(caller, args)
	s.send(w, result, err)
}

func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	return io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
}

// admitFile lets a big body in only for somebody signed in, and two at a time:
// strangers must not be able to fill the memory.
func (s *Server) admitFile(r *http.Request, caller *api.Caller) (release func(), err error) {
	if err := caller.Alive(); err != nil {
		return nil, err
	}
	select {
	case s.files <- struct{}{}:
		return func() { <-s.files }, nil
	case <-r.Context().Done():
		return nil, callgate.Err(callgate.Busy)
	}
}

// unattended is the header by which the page says that nobody sits before it.
const unattended = "Callgate-Unattended"

// caller is whoever sent this request.
func (s *Server) caller(w http.ResponseWriter, r *http.Request) *api.Caller {
	caller := s.service.Caller(api.Origin{
		Door:    api.DoorWeb,
		Token:   s.readCookie(r, sessionCookie),
		Device:  s.readCookie(r, deviceCookie),
		Address: clientAddress(r, s.opt.Proxies),
		Agent:   r.UserAgent(),
		Keep:    func(token, device string) { s.keep(w, token, device) },
		Context: r.Context(),
	})
	if r.Header.Get(unattended) != "" {
		caller.SetUnattended()
	}
	return caller
}

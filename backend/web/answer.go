package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"callgate/backend/callgate"
)

// answer is the envelope of every call: one of the two is there.
type answer struct {
	Result any             `json:"result"`
	Error  *callgate.Error `json:"error,omitempty"`
}

// retryAfter is what a caller is told to wait when we are busy or starting.
const retryAfter = time.Second

// send answers a call. Ordinary errors are 200: the call was understood, its
// answer is no. Only "not now" is a status, because proxies and browsers know
// what to do with it.
func (s *Server) send(w http.ResponseWriter, result any, err error) {
	status := http.StatusOK
	body := answer{Result: result}
	if err != nil {
		body = answer{Error: s.known(err)}
		if body.Error.Code == callgate.Busy || body.Error.Code == callgate.NotReady {
			status = http.StatusServiceUnavailable
			w.Header().Set("Retry-After", strconv.Itoa(int(retryAfter.Seconds())))
		}
	}
	text, err := json.Marshal(body)
	if err != nil {
		status = http.StatusOK
		text, _ = json.Marshal(answer{Error: s.internal("answer not written", "error", err)})
	}
	writeJSON(w, status, text)
}

// known gives the error as callers see it; a foreign one is logged and hidden.
func (s *Server) known(err error) *callgate.Error {
	var e *callgate.Error
	if errors.As(err, &e) {
		return e
	}
	return s.internal("call failed", "error", err)
}

// internal logs what happened under a number and gives the number away only.
func (s *Server) internal(what string, attrs ...any) *callgate.Error {
	incident := callgate.NewID(callgate.TimeOf(time.Now()))
	s.opt.Log.Error(what, append(attrs, "incident", incident)...)
	return callgate.Err(callgate.Internal, "incident", incident)
}

// recovered answers for a handler that panicked. http.ErrAbortHandler is how a
// handler hangs up on purpose.
func (s *Server) recovered(w http.ResponseWriter) {
	switch r := recover(); r {
	case nil:
	case http.ErrAbortHandler:
		panic(r)
	default:
		s.send(w, nil, s.internal("request panicked", "panic", fmt.Sprint(r), "stack", string(debug.Stack())))
	}
}

// refuse answers a request that never became a call.
func refuse(w http.ResponseWriter, status int, code callgate.Code, params ...string) {
	text, _ := json.Marshal(answer{Error: callgate.Err(code, params...)})
	writeJSON(w, status, text)
}

func writeJSON(w http.ResponseWriter, status int, text []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text) // a caller who hung up needs no answer
}

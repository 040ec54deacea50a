package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// An open stream asks every aliveEvery whether its caller would still be let
// in, so that it ends within 5 s of the session (PROMISES 14), and says
// something at least every heartbeat, so that a dead peer is noticed.
const (
	aliveEvery = 2 * time.Second
	heartbeat  = 20 * time.Second
	writeLimit = 10 * time.Second
)

const signedOut = "event: signed_out\ndata: {}\n\n"

// events streams what changed in the caller's tenant (GET /events, as an
// EventSource reads it).
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	caller := s.caller(w, r)
	caller.SetUnattended() // a stream that opens again is no use of the session
	changes, stop, err := s.service.Subscribe(caller)
	if err != nil {
		// 204 tells an EventSource not to come back by itself.
		w.WriteHeader(http.StatusNoContent)
		return
	}
	defer stop()
	stream := http.NewResponseController(w)
	// Not the whole server's limit: this answer is meant to last.
	if stream.SetReadDeadline(time.Time{}) != nil {
		return
	}
	// The last write's limit may be over: the end of the answer needs one too.
	defer func() { _ = stream.SetWriteDeadline(time.Now().Add(writeLimit)) }()
	write := func(text string) bool {
		_ = stream.SetWriteDeadline(time.Now().Add(writeLimit))
		_, err := fmt.Fprint(w, text)
		return err == nil && stream.Flush() == nil
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	if !write("retry: 2000\n\n") {
		return
	}
	alive, beat := time.NewTicker(s.aliveEvery), time.NewTicker(heartbeat)
	defer alive.Stop()
	defer beat.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-s.stopping:
			return
		case <-alive.C:
			if caller.Alive() != nil {
				write(signedOut)
				return
			}
		case <-beat.C:
			if !write(": still here\n\n") {
				return
			}
		case e := <-changes:
			text, err := json.Marshal(e)
			// A session that ended must not see what happened after it.
			if caller.Alive() != nil {
				write(signedOut)
				return
			}
			if err != nil || !write("event: changed\ndata: "+string(text)+"\n\n") {
				return
			}
		}
	}
}

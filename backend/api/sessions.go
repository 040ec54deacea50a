package api

import (
	"context"
	"sync"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Stages of a session. Only stageIn may do anything but go on signing in.
const (
	stageFactor   = "second_factor"
	stagePassword = "password"
	stageEnrol    = "enrol"
	stageIn       = "in"
)

// touchEvery is how often the idle time of a session is written down: a write
// per request would cost a commit each.
const touchEvery = time.Minute

// sessionCache keeps sessions by token hash while the database stands still:
// any commit, ours or another process's, clears it.
type sessionCache struct {
	mu         sync.Mutex
	generation int
	byHash     map[string]*store.Session // nil entry: known not to exist
}

func (sc *sessionCache) clear() {
	sc.mu.Lock()
	defer sc.mu.Unlock()
	sc.generation++
	sc.byHash = nil
}

// get finds the session, nil when there is none. What was read before a clear
// is not kept after it.
func (sc *sessionCache) get(ctx context.Context, s *Service, hash string) (*store.Session, error) {
	sc.mu.Lock()
	session, known := sc.byHash[hash]
	generation := sc.generation
	sc.mu.Unlock()
	if known {
		return session, nil
	}
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		if session, err = tx.Session(hash); callgate.CodeOf(err) == callgate.NotFound {
			session, err = nil, nil
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	sc.mu.Lock()
	defer sc.mu.Unlock()
	if generation == sc.generation && len(sc.byHash) < 10_000 {
		if sc.byHash == nil {
			sc.byHash = map[string]*store.Session{}
		}
		sc.byHash[hash] = session
	}
	return session, nil
}

// touch moves the idle time on, at most once a minute and not in the caller's
// time.
func (sc *sessionCache) touch(s *Service, session *store.Session, now callgate.Time) {
	if now < session.LastSeen.Add(touchEvery) {
		return
	}
	sc.mu.Lock()
	defer sc.mu.Unlock()
	if sc.byHash[session.Hash] != session {
		return // somebody else is already at it, or it changed
	}
	next := *session
	next.IdleUntil = now + (session.IdleUntil - session.LastSeen)
	next.LastSeen = now
	sc.byHash[session.Hash] = &next
	s.done.Go(func() {
		err := s.db.Write(context.Background(), func(tx *store.Tx) error { return tx.SessionSeen(next.Hash, next.LastSeen, next.IdleUntil) })
		if err != nil {
			s.log.Warn("idle time not written", "error", err)
		}
	})
}

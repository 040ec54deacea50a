package api

import (
	"context"
	"net/netip"
	"runtime"
	"sync"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
)

// hash hashes the passwords a file brings, by row, in the background: its
// hashes stand in one queue of their own beside those of sign-ins, which take
// turns with them, and leave at least half of the machine alone.
func (j *importJob) hash(rows []plannedWork) (map[int]string, error) {
	todo := make(chan plannedWork, len(rows))
	for _, r := range rows {
		if r.password != "" {
			todo <- r
		}
	}
	close(todo)
	if len(todo) == 0 {
		return nil, nil
	}
	j.begin(stepPasswords, len(todo))
	ctx, stop := context.WithCancelCause(j.ctx)
	defer stop(nil)
	hashes := make(map[int]string, len(todo))
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range max(1, (runtime.GOMAXPROCS(0)-1)/2) {
		workers.Go(func() {
			for r := range todo {
				hash, err := hashPatiently(ctx, string(r.password))
				if err != nil {
					stop(atRow(err, r.row))
					return
				}
				mu.Lock()
				hashes[r.row] = hash
				mu.Unlock()
				j.advance(1)
			}
		})
	}
	workers.Wait()
	return hashes, context.Cause(ctx)
}

// hashPatiently waits and tries again while sign-ins fill the queue. No address
// that signs in is the unspecified one, so its line is the imports' own.
func hashPatiently(ctx context.Context, password string) (string, error) {
	for {
		hash, err := authn.HashPasswordFrom(ctx, netip.IPv6Unspecified(), password)
		if callgate.CodeOf(err) != callgate.Busy {
			return hash, err
		}
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

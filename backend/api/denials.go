package api

import (
	"context"
	"errors"
	"sync"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// denialLog gathers refusals for the audit: repeats by the same user, of the
// same rule, from the same address within a minute are one record with a
// count, written in groups so that a storm of refusals costs no commit each.
type denialLog struct {
	mu      sync.Mutex
	pending map[denialKey]*callgate.AuditRecord
}

type denialKey struct {
	tenant, user callgate.ID
	what, from   string
	minute       callgate.Time
}

// denialBound keeps memory bounded under attack; beyond it refusals are only
// counted in the log of the process.
const denialBound = 5000

// add notes a refusal of a recognised actor. Conflicts and bad input are no
// denials.
func (d *denialLog) add(a *actor, p callgate.Permission, err error) {
	var e *callgate.Error
	if a == nil || a.local() || !errors.As(err, &e) {
		return
	}
	switch e.Code {
	case callgate.Denied, callgate.Escalation, "holds_more", callgate.Blocked, callgate.ShutOut, callgate.LastAdmin, expectationBroken, expectationUnseen:
	default:
		return
	}
	d.note(&callgate.AuditRecord{
		Tenant: a.Tenant.ID, At: a.Now, Who: a.Login, WhoID: a.himselfID(), OnBehalf: a.onBehalf(), From: a.From,
		What: "denied." + string(e.Code), Target: string(p), Result: "denied", Count: 1,
	})
}

// note adds a record to what the next group commit writes.
func (d *denialLog) note(r *callgate.AuditRecord) {
	key := denialKey{r.Tenant, r.WhoID, r.What + "|" + r.Target + "|" + r.OnBehalf, r.From, r.At / callgate.Time(time.Minute.Microseconds())}
	d.mu.Lock()
	defer d.mu.Unlock()
	if known := d.pending[key]; known != nil {
		known.Count++
		return
	}
	if len(d.pending) >= denialBound {
		return
	}
	if d.pending == nil {
		d.pending = map[denialKey]*callgate.AuditRecord{}
	}
	d.pending[key] = r
}

// run writes what is pending every second.
func (d *denialLog) run(ctx context.Context, s *Service) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			d.flush(s)
		}
	}
}

func (d *denialLog) flush(s *Service) {
	d.mu.Lock()
	list := d.pending
	d.pending = nil
	d.mu.Unlock()
	if len(list) == 0 {
		return
	}
	err := s.db.Write(context.Background(), func(tx *store.Tx) error {
		for _, r := range list {
			if err := tx.AppendAudit(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.log.Error("denials not written to the audit", "count", len(list), "error", err)
	}
}

package api

import (
	"context"
	"strconv"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Bounds of how long audit records are kept.
const (
	retentionLeast = 30 // days
	retentionMost  = 36_500
	// A shorter time takes effect a day after it was chosen: until then it can
	// be taken back and nothing is lost.
	retentionRest = 24 * time.Hour
)

// Retention is how long a tenant keeps its audit records.
type Retention struct {
	Days   int           `json:"days"`                    // 0 = for ever
	Begins callgate.Time `json:"begins" ts_type:"string"` // from when on older records go, 0 = they are kept
	Oldest callgate.Time `json:"oldest" ts_type:"string"` // of the records there are, 0 = none
	Goes   int64         `json:"goes"`                    // records that the asked-for time would take away now
	Chain  *ChainState   `json:"chain"`                   // one that does not hold is not shortened; nil = not looked at yet
}

// Retention tells how long records are kept, and how many would go if they
// were kept so many days (0 = for ever).
func (m *Audit) Retention(days int) (Retention, error) {
	return read(m.c, "security.retention:read", func(a *actor) (Retention, error) {
		r := Retention{Days: a.Tenant.AuditDays}
		if r.Days > 0 {
			r.Begins = a.Tenant.AuditSince.Add(retentionRest)
		}
		before := callgate.Time(0)
		if days > 0 {
			before = olderThan(a.Now, days)
		}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
			r.Goes, r.Oldest, err = tx.AuditOlder(a.Tenant.ID, before)
			return err
		})
		if err == nil {
			r.Chain, err = a.chain()
		}
		return r, err
	})
}

// Retain chooses how many days records are kept, 0 for ever. What is older goes
// a day later at the soonest. Whoever can shorten it can remove traces: he signs
// in anew.
func (m *Audit) Retain(days int) (Retention, error) {
	_, err := write(m.c, "security.retention:write", func(w *change) (struct{}, error) {
		if days != 0 && (days < retentionLeast || days > retentionMost) {
			return struct{}{}, callgate.Err("retention_days", "least", strconv.Itoa(retentionLeast), "most", strconv.Itoa(retentionMost)).At("days")
		}
		before := w.Tenant
		if days == before.AuditDays {
			return struct{}{}, errUnchanged
		}
		if days != 0 && (before.AuditDays == 0 || days < before.AuditDays) {
			if !w.recently() {
				return struct{}{}, callgate.Err(callgate.SignInAgain)
			}
		}
		after := *before
		after.AuditDays, after.AuditSince = days, w.Now
		if err := w.saveTenant(before, &after); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("audit.retention", after.Slug, after.ID,
			map[string]int{"auditDays": before.AuditDays}, map[string]int{"auditDays": days})
	})
	if quietly(err) != nil {
		return Retention{}, err
	}
	return m.Retention(days)
}

func olderThan(now callgate.Time, days int) callgate.Time {
	return now.Add(-time.Duration(days) * 24 * time.Hour)
}

// itself is who is named where nobody asked: Callgate.
const itself = "callgate"

// trimAudits removes what tenants no longer keep.
func (s *Service) trimAudits(ctx context.Context, all map[callgate.ID]*view) {
	for _, v := range all {
		t := v.Tenant
		if t.AuditDays == 0 || s.now() < t.AuditSince.Add(retentionRest) {
			continue
		}
		for ctx.Err() == nil {
			more, err := s.trimAudit(ctx, t)
			if err != nil {
				s.log.Error("old audit records stay", "tenant", t.Slug, "error", err)
				if known, _ := s.chainOf(ctx, t.ID); known == nil || known.OK {
					s.lookAtChain(ctx, t)
				}
			}
			if !more || err != nil {
				break
			}
		}
	}
}

// trimAudit removes one part and records it in the very chain it was taken from.
func (s *Service) trimAudit(ctx context.Context, t *callgate.Tenant) (more bool, err error) {
	before := olderThan(s.now(), t.AuditDays)
	err = s.db.Write(ctx, func(tx *store.Tx) error {
		removed, all, err := tx.TrimAudit(t.ID, before)
		if more = err == nil && removed > 0; !more {
			return err
		}
		return tx.AppendAudit(&callgate.AuditRecord{
			Tenant: t.ID, At: s.now(), Who: itself, What: "audit.trim", Target: t.Slug, TargetID: t.ID,
			After: asJSON(map[string]int64{"removed": removed, "removedInAll": all}), Result: "done",
		})
	})
	return more, err
}

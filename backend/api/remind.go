package api

import (
	"context"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Bounds of reminding.
const (
	remindBefore = 7 * 24 * time.Hour // a user is told that something of his ends
	remindEvery  = time.Hour
	remindAtOnce = 200 // users in one transaction
	requestsKept = 365 * 24 * time.Hour
)

// remind tells users what of theirs ends soon and which review is due, and
// forgets what is old, until ctx ends.
func (s *Service) remind(ctx context.Context) {
	select {
	case <-ctx.Done():
		return
	case <-s.ready:
	}
	tick := time.NewTicker(remindEvery)
	defer tick.Stop()
	for {
		if err := s.remindOnce(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("reminders not written", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// remindOnce looks through all tenants once.
func (s *Service) remindOnce(ctx context.Context) error {
	all, err := s.fresh(ctx)
	if err != nil {
		return err
	}
	now := s.now()
	for tenant, v := range all {
		var due []callgate.ID
		for u := range v.People.All() {
			if len(endingsOf(v, u, now, now.Add(remindBefore))) > 0 {
				due = append(due, u.ID)
			}
		}
		for len(due) > 0 {
			some := due[:min(len(due), remindAtOnce)]
			due = due[len(some):]
			if err := s.commit(ctx, func(w *change) error { return w.remindThese(tenant, some) }); err != nil {
				return err
			}
		}
	}
	if err := s.remindOfReviews(ctx, all); err != nil {
		return err
	}
	s.lookAtChains(ctx, all)
	s.trimAudits(ctx, all)
	return s.db.Write(ctx, func(tx *store.Tx) error {
		if err := tx.SweepNotices(now.Add(-noticesKept)); err != nil {
			return err
		}
		if err := tx.SweepRequests(now.Add(-requestsKept)); err != nil {
			return err
		}
		return tx.SweepMails(now.Add(-givenUpKept))
	})
}

// remindThese tells some users, each thing once.
func (w *change) remindThese(tenant callgate.ID, ids []callgate.ID) error {
	v := w.views[tenant]
	if v == nil {
		return nil
	}
	now := w.s.now()
	for _, id := range ids {
		who, ok := v.Policy.ByID(id)
		if !ok {
			continue
		}
		u := v.Policy.User(who)
		for _, e := range endingsOf(v, u, now, now.Add(remindBefore)) {
			if e.What == endsOverride && !e.Allow { // a denial that ends takes nothing from him
				continue
			}
			about := e.What + "/" + e.Role + string(e.Permission) + "/" + e.Until.String()
			if err := w.noticeOnce(u, "ends_soon", about, "what", e.What, "name", first(e.RoleName, string(e.Permission), u.Login), "until", e.Until.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

package api

import (
	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// Grant gives what was asked for, as overrides that end at until ("" = never),
// by the ordinary rules of changing a user.
func (m *Requests) Grant(id callgate.ID, until, answer string) (RequestList, error) {
	return m.decide(id, requestGranted, answer, func(w *change, r *store.Request) error {
		t, err := w.ahead("until", until)
		if err != nil {
			return err
		}
		r.Until = t
		before, err := w.user(r.User)
		if err != nil {
			return err
		}
		after := w.granted(before, r, t)
		if err := w.saveChanged("user.access", before, after); quietly(err) != nil {
			return err
		}
		// Something else may stand in the way: a package, a lite seat, an
		// exclusion. Then nothing is granted, and it is said what.
		who, _ := w.Policy.ByID(r.User)
		ask := policy.Request{Who: who, ByWho: true, Do: callgate.MustBit(r.Permission), On: r.Entity, AnyAddress: true, Now: w.Now}
		if !w.Policy.Decide(ask) {
			return callgate.Err("request_not_enough").Because(w.Policy.Explain(ask).Reasons)
		}
		ends := "always"
		if t != 0 {
			ends = "until"
		}
		return w.notice(after, "request_granted", "what", ends, "permission", string(r.Permission), "entity", string(r.Entity), "by", w.Name, "answer", r.Answer, "until", t.String())
	})
}

// Decline refuses it, and says why.
func (m *Requests) Decline(id callgate.ID, answer string) (RequestList, error) {
	return m.decide(id, requestDeclined, answer, func(w *change, r *store.Request) error {
		if r.Answer == "" {
			return callgate.Err("request_reason").At("answer")
		}
		u, err := w.user(r.User)
		if err != nil {
			return err
		}
		return w.notice(u, "request_declined", "permission", string(r.Permission), "entity", string(r.Entity), "by", w.Name, "answer", r.Answer)
	})
}

func (m *Requests) decide(id callgate.ID, state, answer string, f func(w *change, r *store.Request) error) (RequestList, error) {
	_, err := write(m.c, "directory.users:write", func(w *change) (struct{}, error) {
		r, err := w.tx.Request(w.Tenant.ID, id)
		switch {
		case err != nil:
			return struct{}{}, err
		case w.mayGrant(r) == nil:
			return struct{}{}, callgate.Err(callgate.NotFound)
		case r.State != requestOpen:
			return struct{}{}, callgate.Err("request_decided", "by", r.DecidedBy)
		}
		if r.Answer, err = line("answer", answer, mostReason); err != nil {
			return struct{}{}, err
		}
		r.State, r.DecidedBy, r.Decided = state, w.Name, w.Now
		if err := f(w, r); err != nil {
			return struct{}{}, err
		}
		if err := w.tx.SaveRequest(r); err != nil {
			return struct{}{}, err
		}
		w.tell("request", w.Tenant.ID, r.ID)
		after := map[string]any{"permission": r.Permission, "entity": r.Entity, "answer": r.Answer, "until": r.Until}
		if state == requestGranted {
			return struct{}{}, w.record("request.grant", w.loginOf(r.User), r.User, nil, after)
		}
		return struct{}{}, w.record("request.decline", w.loginOf(r.User), r.User, nil, after)
	})
	if err != nil {
		return RequestList{}, err
	}
	return m.List()
}

// Withdraw takes an own one back.
func (m *Requests) Withdraw(id callgate.ID) ([]Request, error) {
	_, err := write(m.c, "", func(w *change) (struct{}, error) {
		r, err := w.tx.Request(w.Tenant.ID, id)
		switch {
		case err != nil:
			return struct{}{}, err
		case w.local() || r.User != w.User.ID:
			return struct{}{}, callgate.Err(callgate.NotFound)
		case r.State != requestOpen:
			return struct{}{}, callgate.Err("request_decided", "by", r.DecidedBy)
		}
		r.State, r.Decided = requestWithdrawn, w.Now
		if err := w.tx.SaveRequest(r); err != nil {
			return struct{}{}, err
		}
		w.tell("request", w.Tenant.ID, r.ID)
		return struct{}{}, w.record("request.withdraw", w.Login, w.User.ID, nil, map[string]any{"permission": r.Permission, "entity": r.Entity})
	})
	if err != nil {
		return nil, err
	}
	return m.Mine()
}

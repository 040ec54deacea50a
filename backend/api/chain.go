package api

import (
	"context"
	"encoding/json"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// chainEvery is how often the audit's chains are looked at unasked: a chain
// that does not hold must not wait for somebody to press Verify.
const chainEvery = 24 * time.Hour

// ChainState is what the last look at a tenant's audit chain found.
type ChainState struct {
	OK     bool          `json:"ok"`
	Code   string        `json:"code"`                    // intact, edited, missing, cut, rolled_back
	Broken int64         `json:"broken"`                  // first record that does not fit, 0 = none
	Since  callgate.Time `json:"since" ts_type:"string"`  // when the last record that fits was made, 0 = none does
	Looked callgate.Time `json:"looked" ts_type:"string"` // when it was looked at
}

// chainKey names the setting that keeps it: also after a restart, and for a
// command beside the server.
func chainKey(tenant callgate.ID) string { return "audit_chain " + tenant }

// chain is what is known of the chain of the actor's tenant, nil when nobody
// looked yet.
func (a *actor) chain() (*ChainState, error) {
	return a.c.s.chainOf(a.c.origin.Context, a.Tenant.ID)
}

func (s *Service) chainOf(ctx context.Context, tenant callgate.ID) (*ChainState, error) {
	var text string
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		text, err = tx.Setting(chainKey(tenant))
		return err
	})
	if err != nil || text == "" {
		return nil, err
	}
	var state ChainState
	if json.Unmarshal([]byte(text), &state) != nil {
		return nil, nil // not ours: the next look writes it anew
	}
	return &state, nil
}

// verify checks a tenant's chain and keeps what came of it.
func (s *Service) verify(ctx context.Context, tenant callgate.ID) (store.AuditVerdict, error) {
	var v store.AuditVerdict
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		v, err = tx.VerifyAudit(tenant)
		return err
	})
	if err != nil {
		return v, err
	}
	state := ChainState{OK: v.Code == store.AuditIntact, Code: v.Code, Broken: v.Broken, Since: v.Since, Looked: s.now()}
	err = s.db.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting(chainKey(tenant), asJSON(state)) })
	if err != nil { // what was found is told all the same
		s.log.Warn("what the audit's chain is like is not kept", "tenant", tenant, "error", err)
	}
	return v, nil
}

// lookAtChains verifies those that nobody looked at for a day.
func (s *Service) lookAtChains(ctx context.Context, all map[callgate.ID]*view) {
	for id, v := range all {
		state, err := s.chainOf(ctx, id)
		if err == nil && state != nil && s.now() < state.Looked.Add(chainEvery) {
			continue
		}
		s.lookAtChain(ctx, v.Tenant)
	}
}

func (s *Service) lookAtChain(ctx context.Context, t *callgate.Tenant) {
	switch v, err := s.verify(ctx, t.ID); {
	case ctx.Err() != nil:
	case err != nil:
		s.log.Error("the audit's chain could not be looked at", "tenant", t.Slug, "error", err)
	case v.Code != store.AuditIntact:
		s.log.Error("the audit's chain does not hold", "tenant", t.Slug, "found", v.Code, "record", v.Broken)
	}
}

package api

import (
	"sync"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// signInState is what signing in remembers between calls outside the database:
// pauses of places that guess, failures per address, the set-up token. The
// bounds that must hold (100 tries of an account) are in the database; losing
// these in a restart costs nothing but patience.
type signInState struct {
	mu        sync.Mutex
	pauses    map[pauseKey]pause
	addresses map[string]addressCount
	setUp     string // hash of the token of the printed address
}

// pauseKey is one place guessing at one account.
type pauseKey struct {
	user  callgate.ID
	place string
}

type pause struct {
	failures int
	until    callgate.Time
}

type addressCount struct {
	failures int
	first    callgate.Time
}

const (
	longestPause  = 5 * time.Minute // of a place nobody knows
	knownPause    = 20 * time.Second
	rememberedMax = 10_000 // entries each; beyond that old ones go first
)

// paused tells whether the place has to wait.
func (st *signInState) paused(k pauseKey, now callgate.Time) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	return now < st.pauses[k].until
}

// forgive drops the pause of a place: it signed in, or the account was renewed.
func (st *signInState) forgive(k pauseKey) {
	st.mu.Lock()
	defer st.mu.Unlock()
	delete(st.pauses, k)
}

// failed lengthens the pause of a place beyond its free failures: 1, 2, 4 ...
// seconds.
func (st *signInState) failed(k pauseKey, known bool, free int, now callgate.Time) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.pauses == nil {
		st.pauses = map[pauseKey]pause{}
	}
	if len(st.pauses) >= rememberedMax {
		for other, p := range st.pauses {
			if now >= p.until {
				delete(st.pauses, other)
			}
		}
	}
	p := st.pauses[k]
	p.failures++
	if over := p.failures - free; over >= 0 {
		most := longestPause
		if known {
			most = knownPause
		}
		p.until = now.Add(min(most, time.Second<<min(over, 20)))
	}
	st.pauses[k] = p
}

// addressFailed counts a failure of an address and tells whether it reached
// the limit within the time.
func (st *signInState) addressFailed(address string, limit int, within time.Duration, now callgate.Time) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.addresses == nil {
		st.addresses = map[string]addressCount{}
	}
	if len(st.addresses) >= rememberedMax {
		for other, n := range st.addresses {
			if now >= n.first.Add(within) {
				delete(st.addresses, other)
			}
		}
	}
	n := st.addresses[address]
	if n.failures == 0 || now >= n.first.Add(within) {
		n = addressCount{first: now}
	}
	n.failures++
	st.addresses[address] = n
	if n.failures < limit {
		return false
	}
	delete(st.addresses, address)
	return true
}

// addressPolicy is when an address is held, and for how long.
func addressPolicy(v *view) (limit int, hold time.Duration) {
	var pol callgate.SignInPolicy
	if v != nil {
		pol = v.Tenant.Policy
	}
	return orElse(pol.AddressFailures, 50), time.Duration(orElse(pol.AddressMinutes, 15)) * time.Minute
}

// addressKey is the address as failures are counted on it: IPv6 by /64. "" for
// this machine: holding it would hold everybody behind a proxy on it.
func (c *Caller) addressKey() string {
	line := authn.Line(c.origin.Address)
	if !line.IsValid() || c.origin.Door != DoorWeb {
		return ""
	}
	return callgate.FormatHost(line)
}

// addressHeld tells whether the address may not try at present. Places that
// signed in before are let through: their bounds are their own.
func (c *Caller) addressHeld(v *view, user callgate.ID) (held bool, err error) {
	key := c.addressKey()
	if key == "" {
		return false, nil
	}
	err = c.s.db.Read(c.origin.Context, func(tx *store.Tx) error {
		f, err := tx.AddressFailures(key)
		if err != nil || f.HeldUntil <= c.s.now() {
			return err
		}
		known, err := c.knownPlace(tx, v, user)
		held = !known
		return err
	})
	return held, err
}

// addressFailed counts on the address; one that reached the limit is held.
func (c *Caller) addressFailed(v *view) {
	key := c.addressKey()
	if key == "" {
		return
	}
	limit, hold := addressPolicy(v)
	now := c.s.now()
	if !c.s.signIns.addressFailed(key, limit, hold, now) {
		return
	}
	c.s.done.Go(func() {
		err := c.s.db.Write(c.life(), func(tx *store.Tx) error {
			for range limit { // counted in memory so far: a write each would be a gift to whoever floods
				if _, err := tx.BumpAddress(key, now, limit, hold); err != nil {
					return err
				}
			}
			if v == nil {
				return nil
			}
			return tx.AppendAudit(&callgate.AuditRecord{
				Tenant: v.Tenant.ID, At: now, From: c.from(), What: heldDeed, Target: key, Result: "denied", Count: 1,
			})
		})
		if err != nil {
			c.s.log.Error("address not held", "error", err)
		}
	})
}

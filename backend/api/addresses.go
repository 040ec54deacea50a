package api

import (
	"strings"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Addresses are those held because too many sign-ins from them failed.
type Addresses struct{ c *Caller }

// HeldAddress may not sign in until its time is over or somebody releases it.
type HeldAddress struct {
	Address  string        `json:"address"` // an IPv6 network of /64 where it is IPv6
	Failures int           `json:"failures"`
	Since    callgate.Time `json:"since" ts_type:"string"`
	Until    callgate.Time `json:"until" ts_type:"string"`
}

// HeldAddresses is the list; Can tells whether they may be released.
type HeldAddresses struct {
	Rows []HeldAddress `json:"rows"`
	Can  []string      `json:"can"` // write
}

// heldDeed is the audit code of an address being held. The record stands in
// the tenant at whose door it failed.
const heldDeed = "sign_in.address_held"

// Held lists them: the root sees all, a tenant those that failed at its door.
func (m *Addresses) Held() (HeldAddresses, error) {
	return read(m.c, "security.sign_in:read", func(a *actor) (HeldAddresses, error) {
		list := HeldAddresses{Rows: []HeldAddress{}, Can: a.can("security.sign_in", "write")}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			held, err := tx.HeldAddresses(a.Now)
			if err != nil {
				return err
			}
			for _, h := range held {
				mine, err := failedHere(tx, a.Tenant, h)
				if err != nil {
					return err
				}
				if mine {
					list.Rows = append(list.Rows, HeldAddress{Address: h.Address, Failures: h.Failures, Since: h.First, Until: h.HeldUntil})
				}
			}
			return nil
		})
		return list, err
	})
}

// failedHere tells whether a tenant may know of a held address.
func failedHere(tx *store.Tx, t *callgate.Tenant, h store.AddressFailure) (bool, error) {
	if t.Kind == "root" {
		return true, nil
	}
	_, n, _, err := tx.Audit(t.ID, store.AuditFilter{What: heldDeed, Target: h.Address, Since: h.First, Limit: 1})
	return n > 0, err
}

// Release lets an address try again at once.
func (m *Addresses) Release(address string) (HeldAddresses, error) {
	_, err := write(m.c, "security.sign_in:write", func(w *change) (struct{}, error) {
		key, err := addressLine(address)
		if err != nil {
			return struct{}{}, err
		}
		unknown := callgate.Err("address_not_held", "address", key).At("address")
		h, err := w.tx.AddressFailures(key)
		switch {
		case err != nil:
			return struct{}{}, err
		case h.HeldUntil <= w.Now:
			return struct{}{}, unknown
		}
		if mine, err := failedHere(w.tx, w.Tenant, h); err != nil {
			return struct{}{}, err
		} else if !mine {
			return struct{}{}, unknown
		}
		if _, err := w.tx.ReleaseAddress(key); err != nil {
			return struct{}{}, err
		}
		w.tell("address", w.Tenant.ID, "")
		return struct{}{}, w.record("address.release", key, "", nil, map[string]any{"failures": h.Failures})
	})
	if err != nil {
		return HeldAddresses{}, err
	}
	return m.Held()
}

// addressLine is an address, however it is written, as failures are counted on
// it.
func addressLine(text string) (string, error) {
	prefixes, _, fault := callgate.ParseHosts(strings.TrimSpace(text))
	switch {
	case fault != nil:
		return "", fault.At("address")
	case len(prefixes) != 1:
		return "", callgate.Err("address_one").At("address")
	}
	return callgate.FormatHost(authn.Line(prefixes[0].Addr())), nil
}

package api

import (
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// Hosts are the addresses people may come from, tenant-wide. A user's own list
// is part of Users.SetAccess.
type Hosts struct{ c *Caller }

// HostsView is the page.
type HostsView struct {
	Hosts        []callgate.Host `json:"hosts"`
	Revision     int             `json:"revision"`
	Address      string          `json:"address"` // the caller's own
	PerUser      []UserHosts     `json:"perUser"` // users with a list of their own, at most 500
	PerUserTotal int             `json:"perUserTotal"`
	Refused      []RefusedHost   `json:"refused"` // lately
	Can          []string        `json:"can"`
}

// UserHosts is a user with his list.
type UserHosts struct {
	Person
	Hosts []callgate.Host `json:"hosts"`
}

// RefusedHost is an address that was not let in.
type RefusedHost struct {
	Address string        `json:"address"`
	Logins  []string      `json:"logins"`
	At      callgate.Time `json:"at" ts_type:"string"`
}

// HostLine is one typed line, read.
type HostLine struct {
	Text    string          `json:"text"`
	CIDRs   []string        `json:"cidrs"`   // normalised; a range may need several
	Count   string          `json:"count"`   // addresses covered, decimal; "" for large IPv6
	Was     string          `json:"was"`     // ipv4_mapped, host_bits, range, upper_case: what was normalised
	Error   *callgate.Error `json:"error"`   // or why not
	Already bool            `json:"already"` // in the present list
}

// HostTest is the answer to "may this address in?".
type HostTest struct {
	Allow    bool         `json:"allow"`
	Address  string       `json:"address"` // normalised
	Everyone HostVerdict  `json:"everyone"`
	User     *HostVerdict `json:"user"` // when a login was given
}

// HostVerdict is one list's answer; Match is the entry that contains the address.
type HostVerdict struct {
	Allow bool     `json:"allow"`
	Empty bool     `json:"empty"` // no list: from anywhere
	Match string   `json:"match"`
	List  []string `json:"list"`
}

// ShutOut tells what saving this list would do, before it is saved.
type ShutOut struct {
	Self   bool     `json:"self"`   // the caller would be shut out
	People []string `json:"people"` // names of those signed in now from elsewhere, at most 20
	Total  int      `json:"total"`
}

// How much of each list the page shows.
const (
	perUserShown = 500
	refusedShown = 20
	shutOutShown = 20
)

// Get gives the page.
func (m *Hosts) Get() (HostsView, error) {
	return read(m.c, "security.allowed_hosts:read", func(a *actor) (HostsView, error) {
		v := HostsView{
			Hosts: slices.Concat([]callgate.Host{}, a.Tenant.Hosts), Revision: a.Tenant.Revision, Address: a.c.shownAddress(),
			PerUser: []UserHosts{}, Can: a.can("security.allowed_hosts", "write", "delete"),
		}
		for u := range a.People.All() {
			if len(u.Hosts) == 0 {
				continue
			}
			if v.PerUserTotal++; v.PerUserTotal <= perUserShown {
				v.PerUser = append(v.PerUser, UserHosts{personOf(u), u.Hosts})
			}
		}
		var err error
		v.Refused, err = a.refusedHosts()
		return v, err
	})
}

// refusedHosts are addresses from which somebody with the right password was
// not let in, lately.
func (a *actor) refusedHosts() ([]RefusedHost, error) {
	var rows []callgate.AuditRecord
	err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
		rows, _, _, err = tx.Audit(a.Tenant.ID, store.AuditFilter{What: "sign_in.wrong_host", Limit: 200})
		return err
	})
	list := []RefusedHost{}
	for _, r := range rows {
		i := slices.IndexFunc(list, func(h RefusedHost) bool { return h.Address == r.From })
		if i < 0 {
			if len(list) == refusedShown {
				continue
			}
			list, i = append(list, RefusedHost{Address: r.From, Logins: []string{}, At: r.At}), len(list)
		}
		if r.Who != "" && !slices.Contains(list[i].Logins, r.Who) {
			list[i].Logins = append(list[i].Logins, r.Who)
		}
	}
	return list, err
}

// Test answers for the list as it stands on screen (pending nil = as saved).
func (m *Hosts) Test(address, login string, pending *[]string) (HostTest, error) {
	return read(m.c, "security.allowed_hosts:read", func(a *actor) (HostTest, error) {
		from, err := callgate.ParseAddr(address)
		if err != nil {
			return HostTest{}, at(err, "address")
		}
		everyone := a.Tenant.Hosts
		if pending != nil {
			everyone = []callgate.Host{}
			for _, cidr := range (*pending)[:min(len(*pending), mostHosts)] {
				everyone = append(everyone, callgate.Host{CIDR: cidr})
			}
		}
		verdict := func(list []callgate.Host) HostVerdict {
			match, in := policy.Comes(list, from)
			return HostVerdict{Allow: in, Empty: len(list) == 0, Match: match, List: texts(list, func(h callgate.Host) string { return h.CIDR })}
		}
		t := HostTest{Address: from.String(), Everyone: verdict(everyone)}
		t.Allow = t.Everyone.Allow
		if login == "" {
			return t, nil
		}
		who, ok := a.named(login)
		if !ok {
			return t, callgate.Err("user_unknown", "login", shortened(login, 60)).At("login")
		}
		own := verdict(a.Policy.User(who).Hosts)
		t.User, t.Allow = &own, t.Allow && own.Allow
		return t, nil
	})
}

// Preview tells who would be shut out.
func (m *Hosts) Preview(hosts []callgate.Host) (ShutOut, error) {
	return read(m.c, "security.allowed_hosts:read", func(a *actor) (ShutOut, error) {
		out := ShutOut{People: []string{}}
		if len(hosts) == 0 {
			return out, nil
		}
		if _, in := policy.Comes(hosts, a.c.origin.Address); !in && !a.atThisMachine() {
			out.Self = true
		}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			counts, err := tx.SessionCounts(a.Tenant.ID)
			if err != nil {
				return err
			}
			for u := range a.People.All() {
				if counts[u.ID] == 0 || a.isSelf(u) {
					continue
				}
				shut, err := a.shutOut(tx, u, hosts)
				if err != nil {
					return err
				}
				if shut {
					if out.Total++; len(out.People) < shutOutShown {
						out.People = append(out.People, u.DisplayName())
					}
				}
			}
			return nil
		})
		return out, err
	})
}

// shutOut tells whether a user is signed in from where the list lets nobody in.
func (a *actor) shutOut(tx *store.Tx, u *callgate.User, hosts []callgate.Host) (bool, error) {
	list, err := tx.Sessions(u.Tenant, u.ID)
	for _, s := range list {
		if !a.isLive(s) || s.Door == DoorDesktop {
			continue
		}
		from, bad := callgate.ParseAddr(s.Address)
		if _, in := policy.Comes(hosts, from); bad == nil && !in {
			return true, nil
		}
	}
	return false, err
}

// Save replaces the tenant-wide list; needs a recent Account.Confirm, and the
// caller's own address inside.
func (m *Hosts) Save(revision int, hosts []callgate.Host) (HostsView, error) {
	_, err := write(m.c, "security.allowed_hosts:read", func(w *change) (struct{}, error) {
		before := w.Tenant
		if err := w.tenantUnmoved(before, revision); err != nil {
			return struct{}{}, err
		}
		after := *before
		var err error
		if after.Hosts, err = w.readHosts(before.Hosts, hosts); err != nil {
			return struct{}{}, err
		}
		if slices.Equal(before.Hosts, after.Hosts) {
			return struct{}{}, errUnchanged
		}
		if err := w.mayChangeHosts(before.Hosts, after.Hosts); err != nil {
			return struct{}{}, err
		}
		if err := w.keepsOwnWay(after.Hosts); err != nil {
			return struct{}{}, err
		}
		was, is := map[string]any{"hosts": hostTexts(before.Hosts)}, map[string]any{"hosts": hostTexts(after.Hosts)}
		if err := w.saveTenant(before, &after); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("hosts.save", after.Slug, after.ID, was, is)
	})
	if quietly(err) != nil {
		return HostsView{}, err
	}
	return m.Get()
}

package api

import (
	"cmp"
	"context"
	"net/netip"
	"strings"
	"testing"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// office is a root tenant "kestrel" with ada, its administrator, and a tenant
// below, "heron", with hal, its administrator. People sign in without
// passwords: signing in has tests of its own.
type office struct {
	*door
	kestrel, heron callgate.ID
	ids            map[string]callgate.ID // by login
}

func newOffice(t testing.TB) *office {
	t.Helper()
	o := &office{door: newDoor(t), ids: map[string]callgate.ID{}}
	root := &callgate.Tenant{Slug: "kestrel", Name: "Kestrel Freight", Kind: "root", Enabled: true, Country: "GB", Language: "en", TimeZone: "Europe/London"}
	below := &callgate.Tenant{Slug: "heron", Name: "Heron Taxis", Kind: "customer", Enabled: true, Country: "GB", Language: "en", TimeZone: "Europe/London"}
	err := o.s.commit(context.Background(), func(w *change) error {
		if err := w.saveTenant(nil, root); err != nil {
			return err
		}
		below.Parent = root.ID
		return w.saveTenant(nil, below)
	})
	if err != nil {
		t.Fatal(err)
	}
	o.kestrel, o.heron = root.ID, below.ID
	o.put(o.kestrel, "ada", func(u *callgate.User) {
		u.Kind, u.System, u.HasPassword = callgate.Administrator, callgate.DefaultUser, true
	})
	o.put(o.heron, "hal", func(u *callgate.User) {
		u.Kind, u.System, u.HasPassword = callgate.Administrator, callgate.DefaultUser, true
	})
	return o
}

// put stores a user past the rules: a standard one with a full seat, as f makes
// him.
func (o *office) put(tenant callgate.ID, login string, f func(u *callgate.User)) callgate.ID {
	o.t.Helper()
	now := callgate.TimeOf(o.clock())
	u := &callgate.User{
		Tenant: tenant, ID: callgate.NewID(now), Login: login, First: strings.ToUpper(login[:1]) + login[1:], Kind: callgate.Standard, Seat: callgate.FullSeat,
		Enabled: true, HasPassword: true, Created: now, Changed: now, Revision: 1,
		SelfAllowed: []string{}, StatusColours: map[string]string{}, Emails: []callgate.Contact{}, Phones: []callgate.Contact{},
		Extensions: []callgate.OwnExtension{}, Shared: []string{}, Numbers: []string{}, Reach: []callgate.Entity{}, Exclusions: []callgate.Entity{},
		Hosts: []callgate.Host{}, Roles: []callgate.Membership{}, Overrides: []callgate.Override{},
	}
	if f != nil {
		f(u)
	}
	var err error
	if u.Folded, u.Skeleton, err = authn.FoldLogin(login); err != nil {
		o.t.Fatal(err)
	}
	err = o.s.commit(context.Background(), func(w *change) error {
		if err := w.putUser(u); err != nil {
			return err
		}
		if !u.HasPassword {
			return nil
		}
		return w.tx.SaveCredential(store.Credential{Tenant: tenant, User: u.ID, PasswordHash: "kept"})
	})
	if err != nil {
		o.t.Fatal(err)
	}
	o.ids[login] = u.ID
	return u.ID
}

// hire adds a standard user of kestrel with these predefined roles of PortSIP.
func (o *office) hire(login string, roles ...string) callgate.ID {
	o.t.Helper()
	return o.put(o.kestrel, login, func(u *callgate.User) {
		for _, r := range roles {
			u.Roles = append(u.Roles, callgate.Membership{Role: portsip(r)})
		}
	})
}

func portsip(role string) callgate.ID { return "predefined:portsip:" + role }

// administrator adds one to kestrel.
func (o *office) administrator(login string) callgate.ID {
	o.t.Helper()
	return o.put(o.kestrel, login, func(u *callgate.User) { u.Kind = callgate.Administrator })
}

const officeAddress = "192.0.2.44"

// as is what a user signed in at the office may call. His password was given an
// hour ago.
func (o *office) as(login string) Modules {
	o.t.Helper()
	return o.from(login, officeAddress, time.Hour)
}

// from is as, elsewhere, and some time after the password was given.
func (o *office) from(login, address string, ago time.Duration) Modules {
	o.t.Helper()
	token, hash := authn.NewToken()
	now := callgate.TimeOf(o.clock())
	tenant := o.kestrel
	if login == "hal" {
		tenant = o.heron
	}
	err := o.s.commit(context.Background(), func(w *change) error {
		return w.tx.SaveSession(&store.Session{
			Hash: hash, ID: callgate.NewID(now), Tenant: tenant, User: o.ids[login], Stage: stageIn, Address: address, Agent: "Firefox", Door: DoorWeb,
			Started: now, LastSeen: now, IdleUntil: now.Add(time.Hour), Until: now.Add(12 * time.Hour), Confirmed: now.Add(-ago),
		})
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return For(o.s.Caller(Origin{Door: DoorWeb, Token: token, Address: netip.MustParseAddr(address), Agent: "Firefox"}))
}

// stranger is not signed in.
func (o *office) stranger() Modules { return o.strangerFrom(officeAddress) }

func (o *office) strangerFrom(address string) Modules {
	return For(o.s.Caller(Origin{Door: DoorWeb, Address: netip.MustParseAddr(address)}))
}

// operator is the command line on the machine.
func (o *office) operator(tenant string) Modules {
	o.t.Helper()
	c, err := o.s.Local(tenant)
	if err != nil {
		o.t.Fatal(err)
	}
	return For(c)
}

// user reads one as he is kept.
func (o *office) user(login string) *callgate.User {
	o.t.Helper()
	var u *callgate.User
	err := o.s.db.Read(context.Background(), func(tx *store.Tx) (err error) {
		u, err = tx.User(o.kestrel, o.ids[login])
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return u
}

// records lists kestrel's audit, newest first.
func (o *office) records(what string) []callgate.AuditRecord {
	o.t.Helper()
	o.s.denials.flush(o.s)
	var rows []callgate.AuditRecord
	err := o.s.db.Read(context.Background(), func(tx *store.Tx) (err error) {
		rows, _, _, err = tx.Audit(o.kestrel, store.AuditFilter{What: what, Limit: -1})
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

// licence bounds kestrel.
func (o *office) licence(enabled, full int) {
	o.t.Helper()
	o.tenant(func(t *callgate.Tenant) { t.MaxEnabled, t.MaxFull = enabled, full })
}

func (o *office) tenant(f func(t *callgate.Tenant)) {
	o.t.Helper()
	err := o.s.commit(context.Background(), func(w *change) error {
		before := w.views[o.kestrel].Tenant
		after := *before
		f(&after)
		return w.saveTenant(before, &after)
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

// refuses demands this code.
func refuses(t testing.TB, err error, code callgate.Code) {
	t.Helper()
	if got := callgate.CodeOf(err); got != code {
		t.Fatalf("%v; want %s", err, cmp.Or(code, "no refusal"))
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	refuses(t, err, "")
}

func ptr[T any](v T) *T { return &v }

// kept reads what is kept of a user of kestrel.
func (o *office) kept(t testing.TB, login string) (c store.Credential) {
	t.Helper()
	ok(t, o.s.db.Read(context.Background(), func(tx *store.Tx) (err error) {
		c, err = tx.Credential(o.kestrel, o.ids[login])
		return err
	}))
	return c
}

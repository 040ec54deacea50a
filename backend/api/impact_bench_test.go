package api

import (
	"context"
	"fmt"
	"testing"

	"callgate/backend/callgate"
)

// BenchmarkImpact: the preview as the page asks for it, guard, trial and all,
// with 100 roles: of a role that everybody has, of one that ten have, of the
// hosts for everyone, and of one user.
func BenchmarkImpact(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"10k", 10_000}, {"100k", 100_000}} {
		b.Run(size.name, func(b *testing.B) { benchmarkImpact(b, size.n) })
	}
}

func benchmarkImpact(b *testing.B, n int) {
	o := bigOffice(b, n)
	m := o.as("ada")
	ok(b, o.s.commit(context.Background(), func(w *change) error {
		for i := range n { // every extension that somebody has is one of the tenant
			if err := w.tx.SaveThing(callgate.Thing{Tenant: o.kestrel, Kind: callgate.Extension, Name: fmt.Sprint(10_000 + i), Created: 1}); err != nil {
				return err
			}
		}
		return w.reloadTenant(o.kestrel)
	}))
	add := func(name string) RoleRow {
		r, err := m.Roles.Add(RoleInput{Name: name, Permissions: []callgate.Permission{"calls.log:read"}, Reach: "list", ReachList: []callgate.Entity{"queue:600"}})
		ok(b, err)
		return r
	}
	everybodys, few := add("Everybody"), add("Few")
	var ten []callgate.ID
	ok(b, o.s.commit(context.Background(), func(w *change) error {
		for i := range 98 {
			name := fmt.Sprintf("Role %d", i)
			r := &callgate.Role{
				Tenant: o.kestrel, ID: callgate.NewID(1), Name: name, Folded: foldName(name), Permissions: []callgate.Permission{"calls.log:read"},
				Reach: callgate.ReachList, ReachList: []callgate.Entity{"queue:600"}, Revision: 1, Created: 1, Changed: 1,
			}
			if err := w.tx.SaveRole(r); err != nil {
				return err
			}
		}
		for u := range w.views[o.kestrel].People.All() {
			if u.Kind == callgate.Administrator {
				continue
			}
			next := copyOf(u)
			next.Roles = append(next.Roles, callgate.Membership{Role: everybodys.ID})
			if len(ten) < 10 {
				next.Roles = append(next.Roles, callgate.Membership{Role: few.ID})
				ten = append(ten, u.ID)
			}
			if err := w.tx.SaveUser(next); err != nil {
				return err
			}
		}
		return w.reloadTenant(o.kestrel)
	}))
	edit := func(r RoleRow) RoleInput {
		return RoleInput{Revision: r.Revision, Name: r.Name, Permissions: []callgate.Permission{"calls.log:read", "calls.recording:read", "calls.wallboard:read"}, Reach: "list", ReachList: []callgate.Entity{"queue:600", "queue:601", "queue:602"}}
	}
	view, err := m.Hosts.Get()
	ok(b, err)
	for _, x := range []struct {
		name  string
		least int
		ask   func() (Preview, error)
	}{
		{"everybodys_role", n, func() (Preview, error) { return m.Impact.Role(everybodys.ID, edit(everybodys), Look{}) }},
		{"few", 10, func() (Preview, error) { return m.Impact.Role(few.ID, edit(few), Look{}) }},
		{"hosts", n, func() (Preview, error) {
			return m.Impact.Hosts(view.Revision, []callgate.Host{{CIDR: "192.0.2.0/24"}}, Look{})
		}},
		{"user", 1, func() (Preview, error) {
			return m.Impact.Access(ten[0], Access{Revision: 1, ReachEverything: ptr(true), Overrides: &[]OverrideInput{{Permission: "calls.active:read", Allow: true}}}, Look{})
		}},
		{"bulk_1000", 1000, func() (Preview, error) { // ids of everybody: the first 1000 are tried
			return m.Impact.Bulk(Bulk{IDs: idsOf(o, 1000), Deed: "block"}, Look{})
		}},
	} {
		b.Run(x.name, func(b *testing.B) {
			for b.Loop() {
				p, err := x.ask()
				if err != nil || p.Refused != nil || p.Touched < x.least {
					b.Fatal(p.Touched, p.Refused, err)
				}
			}
		})
	}
}

func idsOf(o *office, n int) (ids []callgate.ID) {
	for u := range (*o.s.views.Load())[o.kestrel].People.All() {
		if u.Kind != callgate.Administrator && len(ids) < n {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

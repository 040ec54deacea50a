package api

import (
	"context"
	"fmt"
	"testing"

	"callgate/backend/authn"
	"callgate/backend/callgate"
)

// bigOffice has n users more.
func bigOffice(b *testing.B, n int) *office {
	b.Helper()
	o := newOffice(b)
	now := callgate.TimeOf(o.clock())
	users := make([]*callgate.User, n)
	for i := range users {
		first, last := fmt.Sprintf("First%03d", i*7919%1000), fmt.Sprintf("Last%05d", i*104729%n)
		login := fmt.Sprintf("user%06d", i)
		folded, skeleton, err := authn.FoldLogin(login)
		if err != nil {
			b.Fatal(err)
		}
		users[i] = &callgate.User{
			Tenant: o.kestrel, ID: callgate.NewID(now), Login: login, Folded: folded, Skeleton: skeleton, First: first, Last: last,
			Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true, HasPassword: i%3 > 0, Created: now + callgate.Time(i), Revision: 1,
			Emails:     []callgate.Contact{{Value: login + "@example.com"}},
			Extensions: []callgate.OwnExtension{{Name: fmt.Sprint(10_000 + i), Since: now}},
			Roles:      []callgate.Membership{{Role: callgate.StandardUserRole}},
		}
	}
	err := o.s.commit(context.Background(), func(w *change) error {
		if err := w.tx.InsertUsers(users); err != nil {
			return err
		}
		return w.reloadTenant(o.kestrel)
	})
	if err != nil {
		b.Fatal(err)
	}
	return o
}

// A page of 50 at 100,000 users, guard and all.
func BenchmarkUsersList(b *testing.B) {
	o := bigOffice(b, 100_000)
	m := o.as("ada").Users
	for name, q := range map[string]UserQuery{
		"name": {Sort: "name"}, "login": {Sort: "login", Down: true}, "extension": {Sort: "extension"}, "state": {Sort: "state"},
		"last_sign_in": {Sort: "last_sign_in"}, "created": {Sort: "created", Down: true}, "middle": {Sort: "name", Offset: 50_000},
		"search": {Search: "4711"}, "search_role": {Search: "first00", Role: callgate.StandardUserRole},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				page, err := m.List(q)
				if err != nil || len(page.Rows) == 0 {
					b.Fatal(page.Total, err)
				}
			}
		})
	}
}

// Adding under a licence at 100,000 users: the count is part of it.
func BenchmarkUsersAdd(b *testing.B) {
	o := bigOffice(b, 100_000)
	o.licence(1_000_000, 1_000_000)
	m := o.as("ada").Users
	i := 0
	for b.Loop() {
		i++
		if _, err := m.Add(NewUser{Profile: Profile{Login: ptr(fmt.Sprintf("new%d", i))}}); err != nil {
			b.Fatal(err)
		}
	}
}

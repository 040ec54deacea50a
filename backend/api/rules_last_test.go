package api

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// One working administrator stays, whatever is done to him (PROMISES 19).
func TestTheLastAdministratorStays(t *testing.T) {
	o := newOffice(t)
	o.put(o.kestrel, "new", func(u *callgate.User) { u.Kind, u.HasPassword = callgate.Administrator, false }) // never signed in
	o.put(o.kestrel, "off", func(u *callgate.User) { u.Kind, u.Enabled = callgate.Administrator, false })     // not in use
	o.put(o.kestrel, "soon", func(u *callgate.User) {
		u.Kind, u.Expires = callgate.Administrator, callgate.TimeOf(o.clock()).Add(time.Hour)
	}) // runs out
	ada := o.ids["ada"]
	for name, m := range map[string]Modules{"administrator": o.as("soon"), "operator": o.operator("kestrel")} {
		for deed, err := range map[string]error{
			"block": only(m.Users.Block(ada, "")), "disable": only(m.Users.SetEnabled(ada, false)), "demote": o.access(m, "ada", Access{Kind: ptr("standard")}),
			"expire": only(m.Users.Edit(ada, Profile{Expires: ptr("2020-01-01")})), "expire later": only(m.Users.Edit(ada, Profile{Expires: ptr("2090-01-01")})),
			"leave": only(m.Users.Leave(ada, "", "ada")),
		} {
			if callgate.CodeOf(err) != callgate.LastAdmin {
				t.Errorf("%s by %s: %v", deed, name, err)
			}
		}
		refuses(t, m.Users.Delete(ada, "ada"), "default_user")
		r, err := m.Users.Bulk(Bulk{IDs: []callgate.ID{ada}, Deed: "disable"})
		if err != nil || len(r.Refused) != 1 || r.Refused[0].Error.Code != callgate.LastAdmin {
			t.Errorf("bulk: %+v %v", r, err)
		}
	}
	refuses(t, only(o.as("soon").Users.Activate(ada)), callgate.LastAdmin)
	ok(t, only(o.operator("kestrel").Users.Activate(ada))) // a code from the machine is the way back in

	o.put(o.kestrel, "ada", func(u *callgate.User) { *u = *o.user("ada"); u.HasPassword = true })
	o.administrator("bo")
	ok(t, only(o.as("bo").Users.Block(ada, "moved on")))
	refuses(t, only(o.operator("kestrel").Users.Block(o.ids["bo"], "")), callgate.LastAdmin)
	refuses(t, o.operator("kestrel").Users.Delete(o.ids["bo"], "bo"), callgate.LastAdmin)
}

// Administrators remove each other at the same moment: one is left.
func TestAdministratorsRemoveEachOther(t *testing.T) {
	o := newOffice(t)
	const n = 10
	for i := range n {
		o.administrator(fmt.Sprintf("a%d", i))
	}
	local := o.operator("kestrel")
	var doors [n]Modules
	for i := range n {
		doors[i] = o.as(fmt.Sprintf("a%d", (i+1)%n))
	}
	var all sync.WaitGroup
	for i, m := range doors {
		all.Go(func() {
			login := fmt.Sprintf("a%d", i)
			switch i % 4 {
			case 0:
				_ = m.Users.Delete(o.ids[login], login)
			case 1:
				_, _ = m.Users.Block(o.ids[login], "")
			case 2:
				_, _ = m.Users.SetAccess(o.ids[login], Access{Revision: 1, Kind: ptr("standard")})
			case 3:
				_, _ = local.Users.SetEnabled(o.ids[login], false)
			}
		})
		all.Go(func() { _, _ = local.Users.Block(o.ids["ada"], "") })
	}
	all.Wait()
	working := 0
	for u := range o.view().People.All() {
		if u.Working(callgate.TimeOf(o.clock())) {
			working++
		}
	}
	if working < 1 {
		t.Fatal("nobody can administer any more")
	}
	// The one left cannot be removed by the machine either.
	for u := range o.view().People.All() {
		if u.Kind == callgate.Administrator {
			_, _ = local.Users.Block(u.ID, "")
		}
	}
	working = 0
	for u := range o.view().People.All() {
		if u.Working(callgate.TimeOf(o.clock())) {
			working++
		}
	}
	if working != 1 {
		t.Fatalf("%d working administrators, want 1", working)
	}
}

// view is kestrel as published.
func (o *office) view() *view { return (*o.s.views.Load())[o.kestrel] }

// A licence of N lets exactly N in, also when 50 come at once.
func TestTheLicenceIsExact(t *testing.T) {
	o := newOffice(t)
	const room, full = 17, 9
	o.licence(room, full)
	var all sync.WaitGroup
	codes := make([]callgate.Code, 50)
	for i := range codes {
		m := o.as("ada")
		all.Go(func() {
			seat := callgate.FullSeat
			if i%2 == 0 {
				seat = callgate.LiteSeat
			}
			_, err := m.Users.Add(NewUser{Profile: Profile{Login: ptr(fmt.Sprintf("u%d", i))}, Access: Access{Seat: &seat}})
			codes[i] = callgate.CodeOf(err)
		})
	}
	all.Wait()
	count := map[callgate.Code]int{}
	for _, c := range codes {
		count[c]++
	}
	enabled, fullSeats := 0, 0
	for u := range o.view().People.All() {
		if u.Enabled {
			enabled++
			if u.Seat == callgate.FullSeat {
				fullSeats++
			}
		}
	}
	if enabled != room || fullSeats > full || count[""] != room-1 || count[""]+count[callgate.Licence]+count["licence_full"] != 50 {
		t.Fatalf("%d enabled of %d, %d full of %d: %v", enabled, room, fullSeats, full, count)
	}

	m := o.as("ada").Users
	var one callgate.ID
	for u := range o.view().People.All() {
		if u.Login != "ada" && u.Seat == callgate.LiteSeat {
			one = u.ID
		}
	}
	ok(t, only(m.SetEnabled(one, false)))
	ok(t, only(m.Add(NewUser{Profile: Profile{Login: ptr("last")}, Access: Access{Seat: ptr("lite")}})))
	refuses(t, only(m.SetEnabled(one, true)), callgate.Licence)
	refuses(t, only(m.Duplicate(one, "twin", "", "")), "")
	o.licence(0, 0)
	ok(t, only(m.SetEnabled(one, true)))
}

package policy

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"reflect"
	"slices"
	"testing"

	"callgate/backend/callgate"
)

// expected draws a sentence about the people and things of random tenants.
func expected(rnd *rand.Rand) Expected {
	q := ask(rnd)
	e := Expected{Do: q.Do, On: q.On, Cannot: rnd.IntN(2) == 0}
	if rnd.IntN(2) == 0 {
		e.Do = callgate.MustBit([]callgate.Permission{play, readLog, "calls.voicemail:read", "dashboard:read"}[rnd.IntN(4)])
	}
	if !scoped.Has(e.Do) {
		e.On = ""
	}
	login := func() string { return fmt.Sprint("user", rnd.IntN(6)) }
	if rnd.IntN(2) == 0 {
		e.Who = login()
	} else {
		e.Cannot = false
		for range rnd.IntN(3) {
			e.But = append(e.But, login())
		}
	}
	if rnd.IntN(3) == 0 {
		hosts := []string{"192.0.2.8/31", "198.51.100.6/31", "10.9.9.8/30", "203.0.113.1/32", "2001:db8::/127"}
		e.From = netip.MustParsePrefix(hosts[rnd.IntN(len(hosts))])
	}
	return e
}

// slowState asks the decision from every address of the sentence's host.
func slowState(t *Tenant, in Input, e *Expected, now callgate.Time) string {
	can := func(login string, every bool) bool {
		r := Request{Login: login, Do: e.Do, On: e.On, AnyAddress: !e.From.IsValid(), Now: now}
		if r.AnyAddress {
			return t.Decide(r)
		}
		yes, no := false, false
		for at := e.From.Addr(); e.From.Contains(at); at = at.Next() {
			r.From = at
			if t.Decide(r) {
				yes = true
			} else {
				no = true
			}
		}
		return yes && !(every && no)
	}
	s := slow{in: in}
	switch {
	case e.Who == "":
		for _, u := range in.Users {
			if !slices.Contains(e.But, u.Folded) && can(u.Folded, false) {
				return Broken
			}
		}
		return Holds
	case e.Cannot:
		if can(e.Who, false) {
			return Broken
		}
		return Holds
	case s.user(e.Who) != nil && !s.inUse(s.user(e.Who), now):
		return Rests
	case can(e.Who, true):
		return Holds
	default:
		return Broken
	}
}

func TestExpectationsEqualTheDecision(t *testing.T) {
	tenants := 500
	if testing.Short() {
		tenants = 60
	}
	count := map[string]int{}
	for seed := range uint64(tenants) {
		rnd := rand.New(rand.NewPCG(seed, 13))
		in := random(rnd)
		c := Compile(in)
		for range 60 {
			e, now := expected(rnd), callgate.Time(1000+rnd.IntN(2200))
			got, who := c.State(&e, now)
			want := slowState(c, in, &e, now)
			if got != want || (got != Broken && len(who) > 0) {
				t.Fatalf("seed %d %+v %s: %s %v, asked one by one %s", seed, e, callgate.PermissionAt(e.Do), got, who, want)
			}
			count[got]++
		}
	}
	if count[Holds] < tenants || count[Broken] < tenants || count[Rests] < tenants/2 {
		t.Fatalf("%v: that proves little", count)
	}
}

// What is found by looking at those who changed is what is found by asking
// everybody before and after, whatever changed.
func TestBreachesAreWhatBecameWorse(t *testing.T) {
	tenants := 900
	if testing.Short() {
		tenants = 90
	}
	found, kinds := 0, map[string]int{}
	for seed := range uint64(tenants) {
		rnd := rand.New(rand.NewPCG(seed, 17))
		in, other := random(rnd), random(rnd)
		before := Compile(in)
		kind, after := changedSomehow(rnd, in, other, before)
		now := callgate.Time(1000 + rnd.IntN(2200))
		list := make([]Expected, 40)
		for i := range list {
			list[i] = expected(rnd)
		}
		want := []Breach{}
		for i := range list {
			if who := worse(before, after, &list[i], now); len(who) > 0 {
				want = append(want, Breach{i, who})
			}
		}
		got := Breaches(before, after, list, now)
		for _, b := range got {
			slices.Sort(b.Who)
		}
		if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d, %s: found %v, asked one by one %v\n%+v", seed, kind, got, want, list)
		}
		found += len(want)
		kinds[kind] += len(want)
		if len(Breaches(after, Compile(in), nil, now))+len(Breaches(after, after, list, now)) > 0 {
			t.Fatal("nothing changed, and something broke")
		}
	}
	if testing.Short() {
		return
	}
	if found < tenants/2 || kinds["hosts"] == 0 || kinds["role"] == 0 || kinds["things"] == 0 || kinds["owner"] == 0 || kinds["package"] == 0 {
		t.Fatalf("%d breaches, %v: that proves little", found, kinds)
	}
}

// worse asks State of both forms: who breaks it now and did not before.
func worse(before, after *Tenant, e *Expected, now callgate.Time) (fresh []Who) {
	_, was := before.State(e, now)
	_, is := after.State(e, now)
	for _, w := range is {
		id := after.User(w).ID
		if !slices.ContainsFunc(was, func(o Who) bool { return before.User(o).ID == id }) {
			fresh = append(fresh, w)
		}
	}
	return fresh
}

func changedSomehow(rnd *rand.Rand, in, other Input, before *Tenant) (string, *Tenant) {
	next := in
	tenant := *in.Tenant
	next.Tenant = &tenant
	switch rnd.IntN(7) {
	case 0:
		return "gone", before.WithoutUser(in.Users[rnd.IntN(len(in.Users))].ID)
	case 1, 2:
		after := before
		for range 1 + rnd.IntN(2) {
			u := *other.Users[rnd.IntN(len(other.Users))]
			after = after.WithUser(&u)
		}
		return "user", after
	case 3: // the same person with other extensions and seat
		u := *in.Users[rnd.IntN(len(in.Users))]
		from := other.Users[rnd.IntN(len(other.Users))]
		u.Extensions, u.Seat = from.Extensions, from.Seat
		return "owner", before.WithUser(&u)
	case 4:
		i := rnd.IntN(len(in.Roles))
		next.Roles = slices.Clone(in.Roles)
		r := *other.Roles[i]
		next.Roles[i] = &r
		return "role", before.With(Input{Tenant: next.Tenant, Enabled: in.Enabled, Roles: next.Roles, Things: in.Things, Now: in.Now})
	case 5:
		next.Things = other.Things
		return "things", before.With(Input{Tenant: next.Tenant, Enabled: in.Enabled, Roles: in.Roles, Things: next.Things, Now: in.Now})
	default:
		kind := "hosts"
		tenant.Hosts = other.Tenant.Hosts
		if rnd.IntN(3) == 0 {
			kind, tenant.Package = "package", other.Tenant.Package
		}
		return kind, before.With(Input{Tenant: next.Tenant, Enabled: true, Roles: in.Roles, Things: in.Things, Now: in.Now})
	}
}

// Giving a right comes down to holding it: what grantsToUser says without a
// comparison is what the comparison says.
func TestGrantingIsWhatExceedsLets(t *testing.T) {
	yes, no := 0, 0
	for seed := range uint64(400) {
		rnd := rand.New(rand.NewPCG(seed, 19))
		in := random(rnd)
		c := Compile(in)
		now := callgate.Time(1000 + rnd.IntN(2200))
		for _, u := range in.Users {
			w, _ := c.Find(u.Folded)
			m := c.at(c.people.at(w), now)
			if u.Seat == callgate.LiteSeat { // never changes users
				continue
			}
			for range 10 {
				do := ask(rnd).Do
				if !c.packed.Has(do) {
					continue
				}
				given := &callgate.User{Kind: callgate.Standard, Seat: callgate.FullSeat, Hosts: u.Hosts, Exclusions: u.Exclusions}
				for _, p := range withNeeds(do, m.held).Permissions() {
					given.Overrides = append(given.Overrides, callgate.Override{Permission: p, Allow: true})
				}
				want := len(c.Exceeds(w, given, now)) == 0
				if got := grantsToUser(m, do); got != want {
					t.Fatalf("seed %d: %s giving %s: %v, the comparison says %v", seed, u.Login, callgate.PermissionAt(do), got, want)
				}
				if want {
					yes++
				} else {
					no++
				}
			}
		}
	}
	if yes < 500 || no < 500 {
		t.Fatalf("%d yes, %d no: that proves little", yes, no)
	}
}

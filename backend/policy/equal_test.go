package policy

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"testing"

	"callgate/backend/callgate"
)

// random makes a small tenant in which everything that MODEL 6 speaks of
// happens often.
func random(rnd *rand.Rand) Input {
	catalogue := callgate.Catalogue()
	pick := func() callgate.Permission { return catalogue[rnd.IntN(len(catalogue))].ID }
	call := func() callgate.Permission { // scoped ones, mostly
		for {
			if p := pick(); rnd.IntN(4) == 0 || catalogue[callgate.MustBit(p)].Scoped {
				return p
			}
		}
	}
	things := []callgate.Entity{"extension:101", "extension:102", "extension:103", "queue:600", "queue:601", "number:+442079460000"}
	thing := func() callgate.Entity { return things[rnd.IntN(len(things))] }
	when := func() callgate.Time {
		if rnd.IntN(3) > 0 {
			return 0
		}
		return callgate.Time(1000 + rnd.IntN(2000))
	}
	host := func() []callgate.Host {
		if rnd.IntN(3) > 0 {
			return nil
		}
		all := []string{"192.0.2.0/24", "198.51.100.7", "2001:db8::/32", "10.0.0.0/8", "::ffff:10.0.0.0/104", "broken"}
		return []callgate.Host{{CIDR: all[rnd.IntN(len(all))]}, {CIDR: all[rnd.IntN(len(all))]}}[rnd.IntN(2):]
	}
	in := Input{Tenant: &callgate.Tenant{ID: "t", Name: "T", Country: "GB"}, Enabled: rnd.IntN(10) > 0, Now: callgate.Time(1000 + rnd.IntN(2200))}
	if rnd.IntN(3) == 0 {
		in.Tenant.Hosts = host()
	}
	if rnd.IntN(4) == 0 {
		for range 30 {
			in.Tenant.Package = append(in.Tenant.Package, pick().Module())
		}
	}
	for _, e := range things {
		if rnd.IntN(8) > 0 {
			in.Things = append(in.Things, callgate.Thing{Kind: e.Kind(), Name: e.Name()})
		}
	}
	for i := range 6 {
		r := &callgate.Role{ID: fmt.Sprint("r", i), Name: fmt.Sprint("Role ", i)}
		var set callgate.Set
		for range 3 + rnd.IntN(25) {
			set.Add(callgate.MustBit(call()))
		}
		if rnd.IntN(2) == 0 {
			set.Add(callgate.MustBit("calls.log:read"))
			set.Add(callgate.MustBit("calls.recording:read"))
		}
		r.Permissions = set.Close().Permissions()
		r.Reach = []string{"", "everything", "own", "list"}[rnd.IntN(4)]
		if r.Reach == callgate.ReachList {
			r.ReachList = []callgate.Entity{thing(), thing()}
		}
		if rnd.IntN(3) == 0 {
			r.OwnOnly = []callgate.Permission{"calls.log:read", "calls.voicemail:read"}
		}
		in.Roles = append(in.Roles, r)
	}
	for i := range 5 {
		login := fmt.Sprint("user", i)
		u := &callgate.User{ID: fmt.Sprint("id", i), Login: login, Folded: login, Name: login, Kind: callgate.Standard, Seat: callgate.FullSeat,
			Enabled: rnd.IntN(8) > 0, Blocked: rnd.IntN(8) == 0, Expires: when(), Hosts: host(), ReachEverything: rnd.IntN(5) == 0, Restricted: rnd.IntN(3) == 0}
		if rnd.IntN(6) == 0 {
			u.Kind = callgate.Administrator
		} else {
			if rnd.IntN(3) == 0 {
				u.Seat = callgate.LiteSeat
			}
			for range rnd.IntN(4) {
				u.Roles = append(u.Roles, callgate.Membership{Role: in.Roles[rnd.IntN(len(in.Roles))].ID, Expires: when()})
			}
			seen := map[callgate.Permission]bool{}
			for range rnd.IntN(5) {
				if p := call(); !seen[p] {
					seen[p] = true
					u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: rnd.IntN(2) == 0, Expires: when()})
				}
			}
			for range rnd.IntN(3) {
				u.Reach = append(u.Reach, thing())
			}
			for range rnd.IntN(3) {
				if rnd.IntN(2) == 0 {
					u.Exclusions = append(u.Exclusions, thing())
				} else {
					u.Exclusions = append(u.Exclusions, callgate.EntityOf(callgate.UserKind, fmt.Sprint("user", rnd.IntN(5))))
				}
			}
		}
		if u.Restricted {
			for _, w := range []string{"password", "second_factor", "profile", "conference_rooms", "extension_groups"} {
				if rnd.IntN(2) == 0 {
					u.SelfAllowed = append(u.SelfAllowed, w)
				}
			}
		}
		for range rnd.IntN(3) {
			u.Extensions = append(u.Extensions, callgate.OwnExtension{Name: things[rnd.IntN(3)].Name()})
		}
		for range rnd.IntN(2) {
			u.Shared = append(u.Shared, things[rnd.IntN(3)].Name())
		}
		in.Users = append(in.Users, u)
	}
	return in
}

func ask(rnd *rand.Rand) Request {
	entities := []callgate.Entity{"", "", "extension:101", "extension:102", "extension:103", "extension:999", "queue:600", "queue:601", "number:+442079460000", "user:user1", "user:nobody"}
	addresses := []string{"192.0.2.9", "198.51.100.7", "::ffff:192.0.2.9", "2001:db8::1", "10.9.9.9", "203.0.113.1", ""}
	r := Request{Login: fmt.Sprint("user", rnd.IntN(6)), Do: callgate.Bit(rnd.IntN(len(callgate.Catalogue()))), On: entities[rnd.IntN(len(entities))], AnyAddress: rnd.IntN(3) == 0, Now: callgate.Time(1000 + rnd.IntN(2200))}
	if rnd.IntN(2) == 0 {
		leaf := []callgate.Permission{"calls.recording:read", "calls.log:read", "calls.own:read", "calls.voicemail:read", "calls.recording_download:read", "dashboard:read", "me.password:write"}
		r.Do = callgate.MustBit(leaf[rnd.IntN(len(leaf))])
	}
	if a := addresses[rnd.IntN(len(addresses))]; a != "" {
		r.From = netip.MustParseAddr(a)
	}
	return r
}

// TestEqual asks 150,000 random questions of three: the decision, the
// explanation, and the slow second implementation. Half of the tenants are
// compiled at once, the others grow by one user at a time.
func TestEqual(t *testing.T) {
	allowed, tenants := 0, 1500
	if testing.Short() {
		tenants = 100
	}
	for seed := range uint64(tenants) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		in := random(rnd)
		compiled := Compile(in)
		if seed%2 == 1 {
			some := in
			some.Users = nil
			compiled = Compile(some)
			for _, u := range in.Users {
				before := *u
				before.Folded, before.Blocked = "earlier-"+u.Folded, true
				compiled = compiled.WithUser(&before).WithUser(u)
			}
		}
		for range 100 {
			q := ask(rnd)
			want := slow{in: in}.decide(q)
			d := compiled.Explain(q)
			if got := compiled.Decide(q); got != want || d.Allow != want {
				t.Fatalf("seed %d, %+v (%s): decided %v, explained %v, the model says %v\n%+v\n%+v", seed, q, callgate.PermissionAt(q.Do), got, d.Allow, want, d.Reasons, slow{in: in}.user(q.Login))
			}
			if open := everyGateOpen(d); open != want {
				t.Fatalf("seed %d, %+v: allow is %v but the gates say %v\n%+v\n%+v", seed, q, want, d.Gates, d.Reasons, slow{in: in}.user(q.Login))
			}
			if want {
				allowed++
			}
		}
	}
	if allowed < 10*tenants {
		t.Fatalf("only %d of %d allowed: the questions prove little", allowed, 100*tenants)
	}
}

func everyGateOpen(d callgate.Decision) bool {
	for _, g := range d.Gates {
		if g.State == Shut || g.State == NotGiven {
			return false
		}
	}
	return len(d.Gates) == 6
}

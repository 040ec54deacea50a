package policy

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"

	"callgate/backend/callgate"
)

// changed makes another tenant of one: a user, a role or the tenant itself is
// what another random tenant has there. touched are the users who may notice.
func changed(in Input, rnd *rand.Rand) (out Input, all bool, touched callgate.ID) {
	other := random(rnd)
	out = in
	out.Users, out.Roles = slices.Clone(in.Users), slices.Clone(in.Roles)
	tenant := *in.Tenant
	out.Tenant = &tenant
	switch rnd.IntN(8) {
	case 0:
		tenant.Hosts = other.Tenant.Hosts
	case 1:
		tenant.Package = other.Tenant.Package
	case 2:
		out.Enabled = other.Enabled
	case 3, 4:
		i := rnd.IntN(len(in.Roles))
		r := *other.Roles[i]
		out.Roles[i] = &r
	default:
		i := rnd.IntN(len(in.Users))
		out.Users[i] = other.Users[i]
		return out, false, in.Users[i].ID
	}
	return out, true, ""
}

// slowEffect is Effect in the words of the model: every right and every entity
// asked about, before and after.
type slowEffect struct {
	in, out, wider, narrower bool
	unsees, sees             bool
	gains, losses            map[callgate.Permission]bool
	further, shorter         map[string]bool // "permission on entity"
}

func (s slow) holds(u *callgate.User, p callgate.Permission, now callgate.Time) bool {
	shared := p == "calls.recording:read" && len(u.Shared) > 0 && u.Kind != callgate.Administrator && s.override(u, p, now) != "deny" && s.packed(p)
	return shared || s.effective(u, now)[p]
}

var everyKindOfPlace = []string{"192.0.2.9", "198.51.100.7", "2001:db8::1", "10.9.9.9", "203.0.113.1", "2001:db9::1"}

func (s slow) placesOf(u *callgate.User) map[string]bool {
	from := map[string]bool{}
	for _, a := range everyKindOfPlace {
		if inside(s.in.Tenant.Hosts, netip.MustParseAddr(a)) && inside(u.Hosts, netip.MustParseAddr(a)) {
			from[a] = true
		}
	}
	return from
}

// named is what his reach speaks of.
func (s slow) named(u *callgate.User, now callgate.Time) []callgate.Entity {
	list := slices.Concat(u.Reach, u.Exclusions, extensions(u.Shared))
	for _, x := range u.Extensions {
		list = append(list, callgate.EntityOf(callgate.Extension, x.Name))
	}
	for _, r := range s.rolesOf(u, now) {
		if r.Reach == callgate.ReachList {
			list = append(list, r.ReachList...)
		}
	}
	for _, x := range u.Exclusions {
		if who := s.person(x); who != nil {
			for _, e := range who.Extensions {
				list = append(list, callgate.EntityOf(callgate.Extension, e.Name))
			}
		}
	}
	return list
}

// slowSight is what may be another one for others: of one who changed, himself
// where his seat did, and his extensions.
func (e *slowEffect) slowSight(before, after slow, b, a, was, is *callgate.User, now callgate.Time) (moved []callgate.Entity) {
	if !before.inUse(b, now) || !after.inUse(a, now) {
		return nil
	}
	if b.ID != was.ID {
		sees := func(s slow, u *callgate.User) bool {
			return u.Kind == callgate.Administrator && s.packed("directory.users:read") || s.effective(u, now)["directory.users:read"]
		}
		changes := func(s slow, u *callgate.User) bool {
			return u.Kind == callgate.Administrator && s.packed("directory.users:write") || s.effective(u, now)["directory.users:write"]
		}
		if sees(before, b) && sees(after, a) && !changes(before, b) && !changes(after, a) {
			e.unsees, e.sees = was.Enabled && !is.Enabled, !was.Enabled && is.Enabled
		}
		him := callgate.EntityOf(callgate.UserKind, was.ID)
		for _, leaf := range callgate.Catalogue() {
			if p := leaf.ID; was.Seat != is.Seat && leaf.Scoped && before.holds(b, p, now) && after.holds(a, p, now) {
				did, does := before.reaches(b, p, him, now), after.reaches(a, p, him, now)
				e.unsees, e.sees = e.unsees || did && !does, e.sees || does && !did
			}
		}
	}
	for _, x := range slices.Concat(was.Extensions, is.Extensions) {
		moved = append(moved, callgate.EntityOf(callgate.Extension, x.Name))
	}
	return moved
}

func (s slow) knows(e callgate.Entity) bool { return slices.Contains(s.all(), e) }

// slowly compares one person, when one user (or nobody: nil) changed.
func slowly(before, after slow, b, a, changedWas, changedIs *callgate.User, now callgate.Time) slowEffect {
	e := slowEffect{gains: map[callgate.Permission]bool{}, losses: map[callgate.Permission]bool{}, further: map[string]bool{}, shorter: map[string]bool{}}
	was, is := before.placesOf(b), after.placesOf(a)
	in, out := before.inUse(b, now) && len(was) > 0, after.inUse(a, now) && len(is) > 0
	e.in, e.out = out && !in, in && !out
	for _, place := range everyKindOfPlace {
		e.wider = e.wider || is[place] && !was[place] && len(was) > 0
		e.narrower = e.narrower || was[place] && !is[place] && len(is) > 0
	}
	named := slices.Concat(before.named(b, now), after.named(a, now))
	var moved []callgate.Entity
	if changedWas != nil {
		moved = e.slowSight(before, after, b, a, changedWas, changedIs, now)
		if changedWas.ID != b.ID { // nothing of his own changed
			named = nil
		}
	}
	speaks := slices.Concat(named, moved)
	slices.Sort(speaks)
	speaks = slices.Compact(speaks)
	for _, leaf := range callgate.Catalogue() {
		p := leaf.ID
		had, has := before.holds(b, p, now), after.holds(a, p, now)
		switch {
		case has && !had:
			e.gains[p] = true
		case had && !has:
			e.losses[p] = true
		}
		if !had || !has || !leaf.Scoped {
			continue
		}
		wasAll, isAll := before.everywhere(b, p, now), after.everywhere(a, p, now)
		if isAll && !wasAll {
			e.further[string(p)+" on "] = true
		}
		if wasAll && !isAll {
			e.shorter[string(p)+" on "] = true
		}
		for _, on := range speaks {
			if !slices.Contains(named, on) && before.knows(on) != after.knows(on) && (wasAll || isAll) {
				continue // no news to who reaches everything
			}
			did, does := before.reaches(b, p, on, now), after.reaches(a, p, on, now)
			if does && !did && (wasAll || !isAll) {
				e.further[string(p)+" on "+string(on)] = true
			}
			if did && !does && (isAll || !wasAll) {
				e.shorter[string(p)+" on "+string(on)] = true
			}
		}
	}
	return e
}

func inWords(list []Stretch) map[string]bool {
	words := map[string]bool{}
	for _, s := range list {
		for _, p := range s.Rights.Permissions() {
			words[string(p)+" on "+string(s.On)] = true
		}
	}
	return words
}

func sameSet[K comparable](a, b map[K]bool) bool {
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return len(a) == len(b)
}

func setWords(s callgate.Set) map[callgate.Permission]bool {
	m := map[callgate.Permission]bool{}
	for _, p := range s.Permissions() {
		m[p] = true
	}
	return m
}

// TestDifferenceIsWhatTheModelSays compares each person's effect with the slow
// one, and every count with the people it counts.
func TestDifferenceIsWhatTheModelSays(t *testing.T) {
	effects, sights, tenants := 0, 0, 400
	if testing.Short() {
		tenants = 60
	}
	for seed := range uint64(tenants) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		in := random(rnd)
		out, all, touched := changed(in, rnd)
		now := callgate.Time(1000 + rnd.IntN(2200))
		before := Compile(in)
		var after *Tenant
		if all {
			after = before.With(out)
		} else {
			after = before.WithUser(out.Users[slices.IndexFunc(out.Users, func(u *callgate.User) bool { return u.ID == touched })])
		}
		d := Differ(before, after, now)
		then, next := slow{in, map[slowKey]map[callgate.Permission]bool{}}, slow{out, map[slowKey]map[callgate.Permission]bool{}}
		counted := map[string]int{}
		people := 0
		for i, b := range in.Users {
			a := out.Users[i]
			var was, is *callgate.User
			if !all {
				at := slices.IndexFunc(in.Users, func(u *callgate.User) bool { return u.ID == touched })
				was, is = in.Users[at], out.Users[at]
			}
			fast, want := d.On(a.ID), slowly(then, next, b, a, was, is, now)
			if !all && a.ID != touched && (want.unsees || want.sees || len(want.further)+len(want.shorter) > 0) {
				sights++
			}
			place := fmt.Sprintf("seed %d, %s", seed, a.Login)
			if fast.In != want.in || fast.Out != want.out || fast.Wider != want.wider || fast.Narrower != want.narrower {
				t.Fatalf("%s: %+v; the model says %+v\n%v %v\n%v %v", place, fast, want, in.Tenant.Hosts, b.Hosts, out.Tenant.Hosts, a.Hosts)
			}
			if fast.Unsees != want.unsees || fast.Sees != want.sees {
				t.Fatalf("%s: unsees %v, sees %v; the model says %v, %v\n%+v\n%+v", place, fast.Unsees, fast.Sees, want.unsees, want.sees, was, is)
			}
			if !sameSet(setWords(fast.Gains), want.gains) || !sameSet(setWords(fast.Losses), want.losses) {
				t.Fatalf("%s: gains %v, loses %v; the model says %v, %v", place, fast.Gains.Permissions(), fast.Losses.Permissions(), want.gains, want.losses)
			}
			if f := inWords(fast.Further); !sameSet(f, want.further) {
				t.Fatalf("%s: reaches more: %v; the model says %v\n%+v\n%+v", place, f, want.further, b, a)
			}
			if s := inWords(fast.Shorter); !sameSet(s, want.shorter) {
				t.Fatalf("%s: reaches less: %v; the model says %v\n%+v\n%+v", place, s, want.shorter, b, a)
			}
			if touches, harms := d.Touches(a.ID); touches != fast.any() || harms != fast.Harms() {
				t.Fatalf("%s: touched %v, harmed %v, but %+v", place, touches, harms, fast)
			}
			if !fast.any() {
				continue
			}
			people, effects = people+1, effects+1
			for i := range d.Outcomes {
				if fast.Counts(&d.Outcomes[i]) {
					counted[fmt.Sprint(i)]++
				}
			}
		}
		if people != d.Touched || d.Looked != len(in.Users) {
			t.Fatalf("seed %d: %d touched of %d, counted %d", seed, d.Touched, d.Looked, people)
		}
		for i, o := range d.Outcomes {
			if o.Count != counted[fmt.Sprint(i)] || o.Count == 0 || len(o.First) != min(o.Count, outcomesNamed) {
				t.Fatalf("seed %d: %+v counts %d people", seed, o, counted[fmt.Sprint(i)])
			}
		}
	}
	if sights < tenants/20 {
		t.Fatalf("only %d people saw more or less of others: the changes prove little", sights)
	}
	if effects < tenants/2 {
		t.Fatalf("only %d people were touched: the changes prove little", effects)
	}
}

// Whoever comes and whoever goes is an effect of his own.
func TestDifferenceOfComingAndGoing(t *testing.T) {
	in := random(rand.New(rand.NewPCG(4, 4)))
	some := in
	some.Users = in.Users[1:]
	few, whole := Compile(some), Compile(in)
	d := Differ(few, whole, 1000)
	if d.Touched != 1 || !d.On(in.Users[0].ID).Added {
		t.Errorf("coming: %+v", d.Outcomes)
	}
	d = Differ(whole, few, 1000)
	if d.Touched != 1 || len(d.Gone()) != 1 || !d.On(in.Users[0].ID).Gone || d.Outcomes[len(d.Outcomes)-1].Kind != Removes {
		t.Errorf("going: %+v", d.Outcomes)
	}
	if d := Differ(whole, whole.WithoutUser("nobody"), 1000); d.Touched != 0 || len(d.Outcomes) != 0 {
		t.Errorf("nothing changed, but %+v", d.Outcomes)
	}
}

func TestNetworksAreSets(t *testing.T) {
	list := func(cidrs ...string) addresses {
		h := &hostList{}
		for _, c := range cidrs {
			h.prefixes = append(h.prefixes, hostOf(c))
		}
		return addressesOf(h)
	}
	for _, same := range [][2]addresses{
		{list("10.0.0.0/9", "10.128.0.0/9"), list("10.0.0.0/8")},
		{list("0.0.0.0/1", "128.0.0.0/1", "::/0"), anywhere},
		{list("10.0.0.0/8", "10.1.0.0/16", "10.0.0.0/8"), list("10.0.0.0/8")},
		{list("10.0.0.0/10", "10.64.0.0/10", "10.128.0.0/9"), list("10.0.0.0/8")},
		{list("broken"), addresses{}},
		{list("10.0.0.0/8").and(list("10.2.0.0/16", "192.0.2.1")), list("10.2.0.0/16")},
		{anywhere.and(list("192.0.2.0/24")), list("192.0.2.0/24")},
	} {
		if !slices.Equal(same[0], same[1]) {
			t.Errorf("%v is not %v", same[0], same[1])
		}
	}
	if list("192.0.2.0/24").within(list("192.0.2.0/25")) || !list("192.0.2.1").within(list("192.0.2.0/25")) {
		t.Error("within")
	}
}

// BenchmarkDiffer: a role that everybody has gains a right and a queue.
func BenchmarkDiffer(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"10k", 10_000}, {"100k", 100_000}} {
		b.Run(size.name, func(b *testing.B) {
			in := big(size.n)
			for _, u := range in.Users {
				u.Roles = append(u.Roles, callgate.Membership{Role: in.Roles[1].ID})
			}
			before := Compile(in)
			next := in
			next.Roles = slices.Clone(in.Roles)
			r := *in.Roles[1]
			r.Permissions = slices.Concat(r.Permissions, []callgate.Permission{"calls.log:read", "calls.recording:read"})[1:]
			r.ReachList = []callgate.Entity{"queue:610", "queue:611"}
			next.Roles[1] = &r
			after := before.With(next)
			b.ReportAllocs()
			for b.Loop() {
				if d := Differ(before, after, 1000); d.Touched < size.n/2 {
					b.Fatal(d.Touched)
				}
			}
		})
	}
}

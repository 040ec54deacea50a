package policy

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"

	"callgate/backend/callgate"
)

// TestReverseEqual: "who may?" is Decide asked of everybody, "what can he see?"
// is Decide asked of everything, and a right on an entity has a source there.
func TestReverseEqual(t *testing.T) {
	tenants := 600
	if testing.Short() {
		tenants = 60
	}
	allowed, seen := 0, 0
	for seed := range uint64(tenants) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		in := random(rnd)
		c := Compile(in)
		for range 20 {
			q := ask(rnd)
			may := c.WhoMay(q)
			n := 0
			for _, u := range in.Users {
				q.Login = u.Folded
				w, _ := c.Find(u.Folded)
				want := c.Decide(q)
				if may.Has(w) != want {
					t.Fatalf("seed %d %+v: who may says %v of %s, the decision %v", seed, q, may.Has(w), u.Login, want)
				}
				if !want {
					continue
				}
				n++
				// Between compiling and asking an override may have ended: both look at q.Now.
				if sources, _ := c.SourcesOn(w, q.Do, q.On, q.Now); len(sources) == 0 {
					t.Fatalf("seed %d %+v: %s may, but nothing gives it", seed, q, u.Login)
				}
			}
			if may.Len() != n {
				t.Fatalf("seed %d: %d counted, %d found", seed, may.Len(), n)
			}
			allowed += n
		}
		for _, u := range in.Users {
			w, _ := c.Find(u.Folded)
			now := callgate.Time(1000 + rnd.IntN(2200))
			sights := c.Sees(w, now, 100)
			rights := map[callgate.Permission]callgate.Sight{}
			for _, s := range sights {
				rights[s.Permission] = s
				if s.Total != len(s.Entities) || s.ExceptTotal != len(s.Except) {
					t.Fatalf("seed %d: counted %+v", seed, s)
				}
			}
			for _, p := range scoped.Permissions() {
				for _, e := range (slow{in: in}).all() {
					want := c.Decide(Request{Login: u.Folded, Do: callgate.MustBit(p), On: e, AnyAddress: true, Now: now})
					if got := slices.Contains(rights[p].Entities, e); got != want {
						t.Fatalf("seed %d: %s sees %s with %s: %v, the decision %v", seed, u.Login, e, p, got, want)
					}
					if want {
						seen++
					}
				}
			}
		}
	}
	if allowed < 10*tenants || seen < 10*tenants {
		t.Fatalf("only %d allowed and %d seen: that proves little", allowed, seen)
	}
}

// Only what reaches an entity is named as its source.
func TestSourcesReachTheEntity(t *testing.T) {
	d := newDesk(t)
	d.role("Claims", callgate.ReachList, []callgate.Entity{"queue:600"}, readLog, play)
	d.role("Depot", callgate.ReachList, []callgate.Entity{"queue:700"}, readLog, play)
	d.role("Ears", callgate.ReachNone, nil, readLog, play)
	d.with("sam", is("Claims", "Depot", "Ears"), reaching("extension:101"), owning("102"))
	d.with("ada", administrator)
	c := Compile(d.in)
	named := func(login string, on callgate.Entity) (names []string, own bool) {
		w, _ := c.Find(login)
		sources, own := c.SourcesOn(w, callgate.MustBit(play), on, 2)
		for _, s := range sources {
			names = append(names, s.Kind+" "+s.Name)
		}
		return names, own
	}
	for _, x := range []struct {
		login string
		on    callgate.Entity
		want  []string
		own   bool
	}{
		{"sam", "queue:600", []string{"role Claims"}, false},
		{"sam", "queue:700", []string{"role Depot"}, false},
		{"sam", "extension:101", []string{"role Ears"}, false},
		{"sam", "extension:102", []string{"role Claims", "role Depot", "role Ears"}, true},
		{"sam", "extension:100", nil, false},
		{"ada", "extension:100", []string{"administrator "}, false},
	} {
		if got, own := named(x.login, x.on); !slices.Equal(got, x.want) || own != x.own {
			t.Errorf("%s on %s: %v %v, want %v %v", x.login, x.on, got, own, x.want, x.own)
		}
	}
}

// A network is in a list when all of its addresses are, and meets two lists
// when one of its addresses is in both: counted one by one.
func TestNetworks(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	prefix := func(least int) netip.Prefix {
		bits := least + rnd.IntN(33-least)
		return netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, byte(rnd.IntN(256))}), bits).Masked()
	}
	list := func() *hostList {
		h := &hostList{}
		for range rnd.IntN(5) {
			h.prefixes = append(h.prefixes, prefix(26))
		}
		if len(h.prefixes) == 0 {
			return nil
		}
		return h
	}
	met, held := 0, 0
	for range 4000 {
		a, b, n := list(), list(), prefix(26)
		all, some := true, false
		for i := range 1 << (32 - n.Bits()) {
			four := n.Addr().As4()
			four[3] += byte(i)
			at := netip.AddrFrom4(four)
			all = all && a.lets(at)
			some = some || (a.lets(at) && b.lets(at))
		}
		if a.holdsAll(n) != all || meet(a, b, n) != some {
			t.Fatalf("%v %v %v: all %v, some %v", a, b, n, all, some)
		}
		if all && a != nil {
			held++
		}
		if some && a != nil && b != nil {
			met++
		}
	}
	if met < 100 || held < 100 {
		t.Fatalf("%d met, %d held: that proves little", met, held)
	}
	low, high := halves(netip.MustParsePrefix("2001:db8::/32"))
	if got := fmt.Sprint(low, high); got != "2001:db8::/33 2001:db8:8000::/33" {
		t.Error(got)
	}
}

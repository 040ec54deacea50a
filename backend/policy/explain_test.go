package policy

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"callgate/backend/callgate"
)

// What a gate says and the rules under it agree: a shut gate has a rule that
// did not hold, an open one has a rule that did; every gate is there, in order.
func TestGatesAgreeWithTheirRules(t *testing.T) {
	for seed := range uint64(500) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		compiled := Compile(random(rnd))
		for range 60 {
			q := ask(rnd)
			if rnd.IntN(4) == 0 {
				q.Dial = []string{"101", "999", "020 7946 0958", "+49 30 901820", "12ab"}[rnd.IntN(5)]
				q.Do = []callgate.Bit{dashboard, dialInternal, dialAbroad, q.Do}[rnd.IntN(4)]
			}
			d := compiled.Explain(q)
			if len(d.Gates) != gateCount || d.Allow != compiled.Decide(q) {
				t.Fatalf("seed %d, %+v: %+v", seed, q, d)
			}
			for i, g := range d.Gates {
				held, not := 0, 0
				for _, r := range d.Reasons {
					if r.Gate == g.Name && r.Held {
						held++
					} else if r.Gate == g.Name {
						not++
					}
				}
				fine := g.Name == gateNames[i]
				switch g.State {
				case Open, Narrow:
					fine = fine && held > 0
				case Shut, NotGiven:
					fine = fine && not > 0
				}
				if !fine {
					t.Fatalf("seed %d, %+v (%s): gate %+v, %d held, %d not: %+v", seed, q, callgate.PermissionAt(q.Do), g, held, not, d.Reasons)
				}
			}
		}
	}
}

// A denial that is about rights or reach names a way out whenever an
// administrator can make one.
func TestWaysOpenTheirGate(t *testing.T) {
	sam := func(change func(u *callgate.User)) *Tenant { return office(change) }
	for _, c := range []struct {
		name   string
		tenant *Tenant
		q      Request
		ways   []string
		not    []string
	}{
		{"a right nobody gave", sam(nil), Request{Do: callgate.MustBit("security.audit:read")}, []string{"allow_override"}, []string{"lift_override", "assign_role"}}, // only roles of everything give it
		{"a right that a denial takes", sam(func(u *callgate.User) {
			u.Overrides = []callgate.Override{{Permission: "dial.internal:use", By: "Ada"}}
		}), Request{Do: dialInternal}, []string{"lift_override", "allow_override"}, []string{"assign_role"}},
		{"a membership that ended", sam(func(u *callgate.User) { u.Roles[0].Expires = 1 }), Request{Do: dialInternal}, []string{"renew_role", "assign_role"}, nil},
		{"a self permission not ticked", sam(func(u *callgate.User) { u.Restricted = true }), Request{Do: callgate.MustBit("me.password:write")}, []string{"tick_self"}, []string{"assign_role"}},
		{"an entity out of reach, the right held in the role's own reach", sam(nil), Request{Do: callgate.MustBit("calls.voicemail:read"), On: "extension:101"},
			[]string{"add_reach_and_override"}, []string{"add_reach", "reach_all", "assign_role"}},
		{"an entity out of reach, the right held by override", sam(func(u *callgate.User) {
			u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true}}
		}), Request{Do: callgate.MustBit("calls.log:read"), On: "extension:101"}, []string{"add_reach", "reach_all"}, []string{"add_reach_and_override"}},
		{"an exclusion", sam(func(u *callgate.User) {
			u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true}}
			u.ReachEverything, u.Exclusions = true, []callgate.Entity{"extension:101"}
		}), Request{Do: callgate.MustBit("calls.log:read"), On: "extension:101"}, []string{"lift_exclusion"}, []string{"add_reach", "reach_all"}},
		{"an entity nobody knows", sam(nil), Request{Do: callgate.MustBit("calls.voicemail:read"), On: "extension:999"}, nil, []string{"add_reach", "assign_role"}},
		{"a blocked user from elsewhere", sam(func(u *callgate.User) { u.Blocked, u.Hosts = true, []callgate.Host{{CIDR: "192.0.2.0/24"}} }),
			Request{Do: dashboard}, []string{"unblock_user", "come_from"}, []string{"enable_user"}},
		{"a lite seat", sam(func(u *callgate.User) { u.Seat = callgate.LiteSeat }), Request{Do: callgate.MustBit("calls.log:read")}, []string{"full_seat", "allow_override"}, nil},
		{"no number to show", sam(func(u *callgate.User) { u.CallerID = "" }), Request{Do: dashboard, Dial: "020 7946 0958"}, []string{"set_caller_id", "show_number"}, nil},
		{"a number of somebody else", sam(nil), Request{Do: dashboard, Dial: "020 7946 0958", Showing: "+442079460002"}, []string{"assign_number"}, []string{"set_caller_id"}},
		{"a call abroad", sam(nil), Request{Do: dashboard, Dial: "+49 30 901820"}, []string{"allow_override", "assign_role"}, []string{"set_caller_id"}},
		{"no number at all", sam(nil), Request{Do: dashboard, Dial: "12ab"}, nil, []string{"allow_override"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.q.Login, c.q.Now = "sam", 2
			d := c.tenant.Explain(c.q)
			codes := []string{}
			for _, w := range d.Ways {
				codes = append(codes, w.Code)
			}
			for _, want := range c.ways {
				if !slices.Contains(codes, want) {
					t.Errorf("no way %s among %v", want, d.Ways)
				}
			}
			for _, code := range c.not {
				if slices.Contains(codes, code) {
					t.Errorf("%s would not help: %v", code, d.Ways)
				}
			}
			if d.Allow {
				t.Error("allowed")
			}
		})
	}
}

// A role of everything is no advice while a smaller one does, and one deed that
// opens two gates is named once.
func TestWaysAreModestAndNamedOnce(t *testing.T) {
	d := office(nil).Explain(Request{Login: "sam", Do: callgate.MustBit("calls.log:read"), On: "queue:600", Now: 2})
	seen := map[string]int{}
	for _, w := range d.Ways {
		seen[w.Code+w.Params["role"]+w.Params["entity"]+w.Params["permission"]]++
		if n, _ := strconv.Atoi(w.Params["rights"]); w.Code == "assign_role" && (n == 0 || n > modestRole) {
			t.Errorf("%s has %d rights", w.Params["role"], n)
		}
	}
	if seen["assign_roleNOC"] != 1 {
		t.Errorf("NOC gives it and reaches it: %v", d.Ways)
	}
	for w, n := range seen {
		if n > 1 {
			t.Errorf("%s is named %d times", w, n)
		}
	}
}

func TestNobodyAsked(t *testing.T) {
	d := office(nil).Explain(Request{Login: "nobody", Do: dashboard})
	if d.Allow || len(d.Gates) != gateCount || d.Reasons[0].Code != "user_unknown" || d.Reasons[0].Held {
		t.Errorf("%+v", d)
	}
}

package api

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// asStored is a view of what stands in the database now, read from nothing.
func (o *office) asStored(t testing.TB, tenant callgate.ID) *view {
	t.Helper()
	fresh := &Service{opt: Options{Now: o.clock}}
	ok(t, o.s.db.Read(t.Context(), func(tx *store.Tx) error { return fresh.reload(tx) }))
	return (*fresh.views.Load())[tenant]
}

// alike demands that two views say the same of everything: what they hold, how
// they list it, and what they decide.
func alike(t testing.TB, got, want *view, now callgate.Time) {
	t.Helper()
	if diff := cmp.Diff(contents(want), contents(got), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("not what is stored (-stored +kept):\n%s", diff)
	}
	for _, sort := range []string{"name", "login", "extension", "state", "last_sign_in", "created"} {
		for _, search := range []string{"", "a", "10"} {
			q := people.Query{Sort: sort, Search: search, Limit: 1000, Now: now}
			if g, w := page(got, q), page(want, q); !slices.Equal(g, w) {
				t.Fatalf("by %s, search %q: %v, stored %v", sort, search, g, w)
			}
		}
	}
	entities := []callgate.Entity{"", "queue:600", "extension:999"}
	for _, thing := range want.Things[:min(len(want.Things), 20)] {
		entities = append(entities, callgate.EntityOf(thing.Kind, thing.Name))
	}
	for _, u := range want.Policy.Users() {
		g, _ := got.Policy.ByID(u.ID)
		w, _ := want.Policy.ByID(u.ID)
		if who, found := got.Policy.Find(u.Folded); !found || who != g {
			t.Fatalf("%s is not found by his login", u.Login)
		}
		if got.Policy.Rights(g, now) != want.Policy.Rights(w, now) {
			t.Fatalf("%s holds other rights than stored", u.Login)
		}
		for _, e := range entities {
			for _, do := range []callgate.Permission{"calls.log:read", "calls.recording:read", "calls.own:read", "directory.users:write"} {
				ask := policy.Request{ByWho: true, Do: callgate.MustBit(do), On: e, AnyAddress: true, Now: now}
				is, should := ask, ask
				is.Who, should.Who = g, w
				if got.Policy.Decide(is) != want.Policy.Decide(should) {
					t.Fatalf("%s, %s on %q: decided otherwise than by what is stored", u.Login, do, e)
				}
			}
		}
	}
}

// contents is all that a view holds, in an order of its own.
func contents(v *view) map[string]any {
	held := map[string]any{
		"tenant": v.Tenant, "enabled": v.Enabled, "things": v.Things, "seats": fmt.Sprint(v.Seats), "assistant": v.assistant,
		"roles": v.Roles, "expectations": v.Expectations, "asked": fmt.Sprint(v.asked, v.askedAt),
	}
	byID := map[callgate.ID]*callgate.User{}
	for u := range v.People.All() {
		byID[u.ID] = u
	}
	decided := map[callgate.ID]*callgate.User{}
	for _, u := range v.Policy.Users() {
		decided[u.ID] = u
	}
	held["people"], held["decided"] = byID, decided
	return held
}

func page(v *view, q people.Query) (logins []string) {
	users, _, _ := v.People.Page(q)
	for _, u := range users {
		logins = append(logins, u.Login)
	}
	return logins
}

package policy

import (
	"fmt"
	"testing"

	"callgate/backend/callgate"
)

// Reverse questions: <= 50 ms at 10,000 users, <= 500 ms at 100,000.
func BenchmarkReverse(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"10k", 10_000}, {"100k", 100_000}} {
		t := Compile(big(size.n))
		b.Run("who/"+size.name, func(b *testing.B) {
			for b.Loop() {
				t.WhoMay(Request{Do: playing, On: "queue:600", AnyAddress: true, Now: 2000})
			}
		})
		b.Run("grant/"+size.name, func(b *testing.B) {
			for b.Loop() {
				t.WhoMayGrant(writeRoles, 2000)
			}
		})
		b.Run("sees/"+size.name, func(b *testing.B) {
			for b.Loop() {
				t.Sees(17, 2000, 200)
			}
		})
	}
}

// Two hundred expectations at a save of 10,000 users: <= 20 ms, whatever is
// saved.
func BenchmarkExpectations(b *testing.B) {
	in := big(10_000)
	before := Compile(in)
	list := make([]Expected, 200)
	some := []callgate.Permission{play, readLog, "calls.voicemail:read", "directory.users:write", "reports.call:read", "routing.trunks:write", "billing.tariffs:read", "security.audit:read"}
	for i := range list {
		e := Expected{Do: callgate.MustBit(some[i%len(some)])}
		if scoped.Has(e.Do) {
			e.On = callgate.EntityOf(callgate.Queue, fmt.Sprint(600+i))
		}
		if i%2 == 0 {
			e.Who, e.Cannot = in.Users[i*7].Folded, i%4 == 0
		} else {
			e.But = []string{in.Users[i].Folded, in.Users[i+1].Folded}
		}
		list[i] = e
	}
	u := *in.Users[70]
	u.Roles = in.Users[71].Roles
	one := before.WithUser(&u)
	b.Run("one user", func(b *testing.B) {
		for b.Loop() {
			Breaches(before, one, list, 2000)
		}
	})
	roles := append([]*callgate.Role{}, in.Roles...)
	r := *roles[5]
	r.Permissions = append([]callgate.Permission{}, roles[9].Permissions...)
	roles[5] = &r
	in.Roles = roles
	role := Compile(in)
	b.Run("a role", func(b *testing.B) {
		for b.Loop() {
			Breaches(before, role, list, 2000)
		}
	})
}

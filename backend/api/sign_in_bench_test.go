package api

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// BenchmarkSignIn is a whole sign-in with a password: to be compared with
// BenchmarkBareArgon2id in authn (>= 80 % of its rate).
func BenchmarkSignIn(b *testing.B) {
	d := newDoor(b).setUp()
	for i := range 16 {
		d.hire(fmt.Sprintf("user%d", i))
	}
	var n atomic.Int64
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			from := netip.AddrFrom4([4]byte{198, 51, 100, byte(i)})
			m := For(d.s.Caller(Origin{Door: DoorWeb, Address: from}))
			if st, err := m.SignIn.Password("", fmt.Sprintf("user%d", i%16), goodPassword); err != nil || st.Stage != "in" {
				b.Errorf("%+v, %v", st, err)
			}
		}
	})
}

// BenchmarkRefusal takes turns between kinds of refusal and reports the median
// of each: the time must tell nothing (medians within 5 ms).
func BenchmarkRefusal(b *testing.B) {
	d := newDoor(b).setUp()
	for _, login := range []string{"known", "blocked", "elsewhere"} {
		d.hire(login)
	}
	d.edit("blocked", func(u *callgate.User, _ *store.Credential) { u.Blocked = true })
	d.edit("elsewhere", func(u *callgate.User, _ *store.Credential) { u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24"}} })
	took := map[string][]time.Duration{}
	for i := 0; b.Loop(); i++ {
		from := netip.AddrFrom4([4]byte{198, byte(i >> 16), byte(i >> 8), byte(i)})
		kinds := []string{"known", "nobody", "blocked", "elsewhere"}
		rand.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] }) // or one kind always pays for the garbage of another
		for _, login := range kinds {
			begin := time.Now()
			if _, err := For(d.s.Caller(Origin{Door: DoorWeb, Address: from})).SignIn.Password("", login, "wrong"); err == nil {
				b.Fatal("signed in")
			}
			took[login] = append(took[login], time.Since(begin))
		}
	}
	for login, list := range took {
		slices.Sort(list)
		b.ReportMetric(float64(list[len(list)/2].Microseconds())/1000, "ms/"+login)
	}
}

package api

import (
	"fmt"
	"net/netip"
	"sync/atomic"
	"testing"
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

// BenchmarkRefusal shows that the time of a refusal tells nothing (medians
// within 5 ms).
func BenchmarkRefusal(b *testing.B) {
	d := newDoor(b).setUp()
	for name, login := range map[string]string{"unknown": "nobody", "known": "ada.whitlock"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				from := netip.AddrFrom4([4]byte{198, byte(i >> 16), byte(i >> 8), byte(i)})
				if _, err := For(d.s.Caller(Origin{Door: DoorWeb, Address: from})).SignIn.Password("", login, "wrong"); err == nil {
					b.Fatal("signed in")
				}
			}
		})
	}
}

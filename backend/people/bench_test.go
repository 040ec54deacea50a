package people

import (
	"fmt"
	"strconv"
	"testing"

	"callgate/backend/callgate"
)

var (
	firstNames = []string{"Ada", "Bruno", "Chloë", "Dimitri", "Élise", "Farid", "Greta", "Hüseyin", "Ines", "Jürgen", "Kira", "Liam", "Mónica", "Nadia", "Oskar", "Priya", "明", "Rui", "Søren", "Tomasz"}
	lastNames  = []string{"Whitlock", "Müller", "Okafor", "Petrova", "Quintana", "Rossi", "Schneider", "Tanaka", "Ueda", "Vasquez", "李", "Xu", "Yilmaz", "Zimmermann", "Abbott", "Brandt", "Costa", "Dvořák", "Eriksson", "Fischer"}
)

// office invents user i.
func office(i int) *callgate.User {
	first, last := firstNames[i%len(firstNames)], lastNames[i/len(firstNames)%len(lastNames)]
	login := fmt.Sprintf("%s.%s%d", Fold(first), Fold(last), i)
	u := &callgate.User{
		ID: fmt.Sprintf("019a0000-0000-7000-8000-%012d", i), Login: login, Folded: login, First: first, Last: last, Seat: "full", Enabled: i%97 != 0, Blocked: i%53 == 0,
		HasPassword: i%5 != 0, HasFactor: i%3 == 0, Created: callgate.Time(1_700_000_000_000_000 + i%1000*1000), LastSignIn: callgate.Time(i * 7919 % 100_003 * 1_000_000),
		Emails:     []callgate.Contact{{Value: login + "@example.com"}},
		Extensions: []callgate.OwnExtension{{Name: strconv.Itoa(1000 + i)}},
		Roles:      []callgate.Membership{{Role: "role-" + strconv.Itoa(i%20)}},
	}
	if i%100 == 0 {
		u.LockedUntil, u.Expires = callgate.Time(2_000_000_000_000_000), callgate.Time(2_000_000_000_000_001)
	}
	return u
}

func offices(n int) *Index {
	users := make([]*callgate.User, n)
	for i := range users {
		users[i] = office(i)
	}
	return Build(users)
}

const benchNow = callgate.Time(1_800_000_000_000_000)

// BenchmarkPage is a page of 50 of 100,000 users: the first, the one after a
// cursor, and one in the middle.
func BenchmarkPage(b *testing.B) {
	x := offices(100_000)
	for _, sort := range []string{"name", "login", "extension", "state", "last_sign_in", "created"} {
		for _, down := range []bool{false, true} {
			q := Query{Sort: sort, Down: down, Now: benchNow}
			_, _, after := x.Page(q)
			name := sort + map[bool]string{false: "/up", true: "/down"}[down]
			b.Run(name+"/cursor", func(b *testing.B) {
				q := q
				q.After = after
				for b.Loop() {
					x.Page(q)
				}
			})
			b.Run(name+"/offset", func(b *testing.B) {
				q := q
				q.Offset = 50_000
				for b.Loop() {
					x.Page(q)
				}
			})
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		x := offices(n)
		for _, search := range []string{"muller", "nobody", "李", "hmen", "a", "ada whitlock", "@example.com", "5432"} {
			b.Run(fmt.Sprintf("%dk/%s", n/1000, search), func(b *testing.B) {
				for b.Loop() {
					x.Page(Query{Search: search, Now: benchNow})
				}
			})
		}
	}
}

func BenchmarkFilter(b *testing.B) {
	x := offices(100_000)
	for name, q := range map[string]Query{
		"role": {Role: "role-7"}, "state": {State: Blocked}, "on": {On: "extension:5000"},
		"all": {Role: "role-9", State: Working, Seat: "full", Factor: "yes", Search: "example", Sort: "last_sign_in", Down: true},
	} {
		q.Now = benchNow
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x.Page(q)
			}
		})
	}
}

func BenchmarkWith(b *testing.B) {
	x := offices(100_000)
	b.Run("blocked", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			u := *office(i % 100_000)
			u.Blocked = !u.Blocked
			x = x.With(&u)
		}
	})
	b.Run("renamed", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			u := *office(i % 100_000)
			u.First = "Zoë"
			x = x.With(&u)
		}
	})
}

func BenchmarkBuild(b *testing.B) {
	users := make([]*callgate.User, 100_000)
	for i := range users {
		users[i] = office(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		Build(users)
	}
}

package policy

import (
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"callgate/backend/callgate"
)

// Whatever is added, replaced, renamed and removed one by one: the result
// answers like one compiled at once.
func TestOneByOneIsLikeAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		rnd := rand.New(rand.NewPCG(seed, 3))
		in := random(rnd)
		people := in.Users
		in.Users = slices.Clone(people[:rapid.IntRange(0, len(people)).Draw(t, "at first")])
		step := Compile(in)
		for range rapid.IntRange(0, 12).Draw(t, "changes") {
			u := *people[rapid.IntRange(0, len(people)-1).Draw(t, "who")]
			deed := rapid.IntRange(0, 5).Draw(t, "deed")
			if deed == 5 { // a thing that was not there, whether somebody owned it or not
				for _, name := range []string{"104", "105", "lobby"} {
					thing := callgate.Thing{Kind: callgate.Extension, Name: name}
					if !slices.ContainsFunc(in.Things, func(x callgate.Thing) bool { return x.Kind == thing.Kind && x.Name == name }) {
						in.Things = append(slices.Clone(in.Things), thing)
						step = step.WithThings([]callgate.Thing{thing})
					}
				}
				continue
			}
			if deed == 4 { // several in one step
				some := changedSome(t, people)
				in.Users = slices.DeleteFunc(slices.Clone(in.Users), func(x *callgate.User) bool {
					return slices.ContainsFunc(some, func(u *callgate.User) bool { return u.ID == x.ID })
				})
				in.Users = append(in.Users, some...)
				before, q := step, ask(rnd)
				was := before.Decide(q)
				if step = step.WithUsers(some); before.Decide(q) != was {
					t.Fatal("a change shows in another form")
				}
				continue
			}
			in.Users = slices.DeleteFunc(slices.Clone(in.Users), func(x *callgate.User) bool { return x.ID == u.ID })
			switch deed {
			case 0:
				step = step.WithoutUser(u.ID)
				continue
			case 1:
				u.Folded += "-renamed"
			case 2:
				u.Extensions = append(slices.Clone(u.Extensions), callgate.OwnExtension{Name: "104"})
			}
			in.Users = append(in.Users, &u)
			step = step.WithUser(&u)
		}
		whole := Compile(in)
		if step.Len() != len(in.Users) || len(step.Users()) != len(in.Users) {
			t.Fatalf("%d users, not %d", step.Len(), len(in.Users))
		}
		for range 60 {
			q := ask(rnd)
			if rnd.IntN(3) == 0 && len(in.Users) > 0 {
				q.Login = in.Users[rnd.IntN(len(in.Users))].Folded
			}
			if got, want := step.Decide(q), whole.Decide(q); got != want {
				t.Fatalf("%+v (%s): %v one by one, %v at once", q, callgate.PermissionAt(q.Do), got, want)
			}
		}
	})
}

// changedSome draws some people, each once, with other extensions or names.
func changedSome(t *rapid.T, people []*callgate.User) (some []*callgate.User) {
	for i, p := range people {
		u := *p
		switch rapid.IntRange(0, 5).Draw(t, "changed") {
		case 0:
			u.Folded += "-known-as"
		case 1:
			u.Extensions = []callgate.OwnExtension{{Name: "105"}, {Name: people[(i+1)%len(people)].Folded}}
		case 2:
			u.Seat = callgate.LiteSeat
		case 3:
		default:
			continue
		}
		some = append(some, &u)
	}
	return some
}

// The old form goes on answering as before while a new one is made of it.
func TestFormsAreImmutable(t *testing.T) {
	before := office(nil)
	w, _ := before.Find("sam")
	u := *before.User(w)
	u.Blocked, u.Folded = true, "samuel"
	after := before.WithUser(&u)
	gone := after.WithoutUser("sam")
	q := Request{Login: "sam", Do: dashboard, Now: 2}
	if !before.Decide(q) || after.Decide(q) || gone.Decide(q) {
		t.Error("a change shows in another form")
	}
	if _, ok := after.Find("samuel"); !ok {
		t.Error("not found by his new login")
	}
	if gone.Len() != 0 || gone.User(w) != nil || gone.Admits(w, q.From, 2) == nil || gone.Rights(w, 2) != (callgate.Set{}) || gone.Gates(w, 2) != "" {
		t.Error("somebody is still there")
	}
	if again := gone.WithUser(&u); again.Len() != 1 || again.User(w) != nil {
		t.Error("the place of somebody removed was given to somebody else")
	}
}

func TestLongLogins(t *testing.T) {
	long := "a.very.long.login.with.more.than.23.letters"
	o := office(func(u *callgate.User) { u.Folded = long })
	if _, ok := o.Find(long); !ok {
		t.Error("not found")
	}
	if _, ok := o.Find(long[:23]); ok {
		t.Error("found by its beginning")
	}
}

// What ends by itself ends at that moment, whenever the form was compiled, and
// comes back when the clock is set back.
func TestWhatEndsByItself(t *testing.T) {
	for _, compiled := range []callgate.Time{1, 99, 100, 101, 500} {
		for _, now := range []callgate.Time{1, 99, 100, 101, 500} {
			ended := now >= 100
			in := Input{Tenant: &callgate.Tenant{ID: "t"}, Enabled: true, Now: compiled, Roles: callgate.PredefinedRoles()}
			user := func(login string, change func(u *callgate.User)) {
				u := &callgate.User{ID: login, Folded: login, Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true, Roles: []callgate.Membership{{Role: callgate.StandardUserRole}}}
				change(u)
				in.Users = append(in.Users, u)
			}
			user("contractor", func(u *callgate.User) { u.Expires = 100 })
			user("stand-in", func(u *callgate.User) { u.Roles[0].Expires = 100 })
			user("allowed", func(u *callgate.User) {
				u.Roles, u.Overrides = nil, []callgate.Override{{Permission: "dial.internal:use", Allow: true, Expires: 100}}
			})
			user("denied", func(u *callgate.User) {
				u.Overrides = []callgate.Override{{Permission: "dial.internal:use", Expires: 100}}
			})
			o := Compile(in)
			for login, want := range map[string]bool{"contractor": !ended, "stand-in": !ended, "allowed": !ended, "denied": ended} {
				if got := o.Decide(Request{Login: login, Do: dialInternal, Now: now}); got != want {
					t.Errorf("compiled at %d, asked at %d: %s %v", compiled, now, login, got)
				}
			}
		}
	}
}

func TestSettleIsClose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := func(name string) (s callgate.Set) {
			for _, b := range rapid.SliceOf(rapid.IntRange(0, len(callgate.Catalogue())-1)).Draw(t, name) {
				s.Add(callgate.Bit(b))
			}
			return s
		}
		closed, put, taken := set("closed").Close(), set("put"), set("taken")
		got := settle(closed.Union(put).Minus(taken), taken, put)
		if want := closed.Union(put).Minus(taken).Close(); got != want {
			t.Fatalf("settled to %v, closed to %v", got.Permissions(), want.Permissions())
		}
	})
}

// The fast path relies on these.
func TestShapeOfARecord(t *testing.T) {
	if size := unsafe.Sizeof(record{}); size != 64 {
		t.Errorf("a record has %d bytes, not one cache line", size)
	}
	if size := unsafe.Sizeof(member{}); size != 128 {
		t.Errorf("a member has %d bytes, not two cache lines", size)
	}
	if s := callgate.Scoped(); s[1] != 0 || s[2] != 0 {
		t.Error("a scoped permission stands beyond the first 64 of the catalogue: word() does not see it")
	}
}

func TestDecideAllocatesNothing(t *testing.T) {
	in := big(2000)
	o := Compile(in)
	qs := questions(in, 1<<10)
	if n := testing.AllocsPerRun(10, func() {
		for _, q := range qs {
			o.Decide(q)
		}
	}); n != 0 {
		t.Errorf("%v allocations in %d decisions", n, len(qs))
	}
}

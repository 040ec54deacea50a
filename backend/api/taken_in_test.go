package api

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

// TestTakenInIsWhatIsStored: whatever another process changes, one thing or
// many, the server comes to hold, list and decide exactly what reading
// everything anew would give.
func TestTakenInIsWhatIsStored(t *testing.T) {
	for seed := range uint64(3) {
		o := newOffice(t)
		for i := range 40 {
			o.hire(fmt.Sprint("p", i), "StandardUser")
		}
		server, listening := o.s, o.as("ada").Users.c
		o.open() // a second process on the same folder
		b := &besides{office: o, rnd: rand.New(rand.NewPCG(seed, 7)), m: o.operator("kestrel")}
		for step := range 20 {
			var did []string
			for range 1 + b.rnd.IntN(3) {
				did = append(did, b.something(step))
			}
			if b.rnd.IntN(8) == 0 { // the server changes something without having looked first
				ok(t, only(For(listening).Users.Edit(o.ids["ada"], Profile{Description: ptr(fmt.Sprint("step ", step))})))
			}
			all, err := server.fresh(t.Context())
			ok(t, err)
			for id, v := range all {
				t.Logf("seed %d, step %d: %s", seed, step, strings.Join(did, ", "))
				alike(t, v, o.asStored(t, id), callgate.TimeOf(o.clock()))
			}
		}
		ok(t, o.s.Close())
		o.s = server
	}
}

// besides is another process that does things at random.
type besides struct {
	*office
	rnd  *rand.Rand
	m    Modules
	made int
}

// someone is one of the standard people there are.
func (b *besides) someone() *callgate.User {
	b.t.Helper()
	all, err := b.s.fresh(b.t.Context())
	ok(b.t, err)
	var list []*callgate.User
	for u := range all[b.kestrel].People.All() {
		if u.Kind == callgate.Standard {
			list = append(list, u)
		}
	}
	return list[b.rnd.IntN(len(list))]
}

func (b *besides) something(step int) string {
	b.made++
	name, u := fmt.Sprintf("n%d", b.made), b.someone()
	deeds := []struct {
		name string
		do   func() error
	}{
		{"add", func() error {
			return only(b.m.Users.Add(NewUser{Profile: Profile{Login: &name, Extensions: &[]string{fmt.Sprint(200 + b.made)}}}))
		}},
		{"edit", func() error { return only(b.m.Users.Edit(u.ID, Profile{First: &name, Language: ptr("de")})) }},
		{"rename", func() error { return only(b.m.Users.Edit(u.ID, Profile{Login: &name})) }},
		{"block", func() error { return only(b.m.Users.Block(u.ID, "moved on")) }},
		{"delete", func() error { return b.m.Users.Delete(u.ID, u.Login) }},
		{"delete and add again", func() error {
			if err := b.m.Users.Delete(u.ID, u.Login); err != nil {
				return err
			}
			return only(b.m.Users.Add(NewUser{Profile: Profile{Login: &u.Login}}))
		}},
		{"reach", func() error {
			return only(b.m.Users.SetAccess(u.ID, Access{Revision: u.Revision, Reach: &[]callgate.Entity{"queue:600"}, Seat: ptr(callgate.LiteSeat)}))
		}},
		{"role", func() error {
			r, err := b.m.Roles.Add(RoleInput{Name: name, Permissions: []callgate.Permission{"calls.log:read"}, Reach: "everything"})
			if err != nil {
				return err
			}
			if err := only(b.m.Users.SetAccess(u.ID, Access{Revision: u.Revision, Roles: &[]MembershipInput{{Role: r.ID}}})); err != nil || b.rnd.IntN(2) == 0 {
				return err
			}
			return b.m.Roles.Delete(r.ID, r.Name)
		}},
		{"thing", func() error { return only(b.m.Things.Add(callgate.Queue, name, "label")) }},
		{"thing gone", func() error {
			if err := only(b.m.Things.Add(callgate.Extension, name, "")); err != nil {
				return err
			}
			return b.m.Things.Delete(callgate.Extension, name)
		}},
		{"expectation", func() error {
			e, err := b.m.Expectations.Add(fmt.Sprintf("%s cannot tenants:write", u.Login), "")
			if err != nil || b.rnd.IntN(2) == 0 {
				return err
			}
			return b.m.Expectations.Delete(e.ID)
		}},
		{"tenant", func() error {
			now, err := b.m.Tenants.Current()
			if err != nil {
				return err
			}
			return only(b.m.Tenants.Edit(now.Revision, TenantInput{Name: &name, Package: &[]string{"calls.log", "calls.recording", "directory.users", "dial.internal"}}))
		}},
		{"tenant below", func() error { return only(b.m.Tenants.SetEnabled("heron", b.rnd.IntN(2) == 0)) }},
		{"few in", func() error { return b.bring(3, name) }},
		{"many in", func() error { return b.bring(60+b.rnd.IntN(2)*100, name) }},
		{"many changed", func() error { return b.changeMany(name) }},
	}
	deed := deeds[b.rnd.IntN(len(deeds))]
	err := deed.do()
	if err != nil && callgate.CodeOf(err) == "" {
		b.t.Fatalf("step %d, %s: %v", step, deed.name, err)
	}
	return fmt.Sprintf("%s %s %v", deed.name, u.Login, err)
}

// bring imports new people, some with an extension nobody had.
func (b *besides) bring(count int, name string) error {
	var text strings.Builder
	text.WriteString("login,kind,seat,enabled,extensions\n")
	for i := range count {
		fmt.Fprintf(&text, "%s.%d,standard,full,yes,%d\n", name, i, 1000+b.made*200+i%100)
	}
	return b.carryOut(fileOf(text.String()))
}

// changeMany changes everybody by a file.
func (b *besides) changeMany(name string) error {
	all, err := b.s.fresh(b.t.Context())
	if err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString("login,kind,seat,enabled,description\n")
	for u := range all[b.kestrel].People.All() {
		if u.Kind == callgate.Standard {
			fmt.Fprintf(&text, "%s,standard,%s,yes,%s\n", u.Login, u.Seat, name)
		}
	}
	in := fileOf(text.String())
	in.Update = true
	return b.carryOut(in)
}

func (b *besides) carryOut(in ImportInput) error {
	plan, err := b.m.Files.Preview(in)
	if err != nil {
		return err
	}
	if _, err := b.m.Files.Apply(plan.ID); err != nil {
		return err
	}
	job := b.s.jobs.plans[plan.ID].job
	<-job.stopped
	if p := job.progress(); p.State != done {
		b.t.Fatalf("%+v", p)
	}
	return nil
}

// Little is read for little: who did not change is the very same as before.
func TestLittleIsReadForLittle(t *testing.T) {
	o := newOffice(t)
	for i := range 150 {
		o.hire(fmt.Sprint("p", i))
	}
	server := o.s
	o.open()
	defer func() { ok(t, o.s.Close()); o.s = server }()
	b := &besides{office: o, rnd: rand.New(rand.NewPCG(1, 7)), m: o.operator("kestrel")}
	before, err := server.fresh(t.Context())
	ok(t, err)
	ok(t, only(b.m.Users.Block(o.ids["p7"], "moved on")))
	ok(t, b.bring(20, "new"))
	ok(t, only(b.m.Things.Add(callgate.Queue, "600", "")))
	after, err := server.fresh(t.Context())
	ok(t, err)
	same := 0
	for u := range before[o.kestrel].People.All() {
		if after[o.kestrel].user(u.ID) == u {
			same++
		}
	}
	if same != 150 || after[o.kestrel].People.Len() != 171 || after[o.heron] != before[o.heron] {
		t.Errorf("%d of 151 are the same, %d there", same, after[o.kestrel].People.Len())
	}
}

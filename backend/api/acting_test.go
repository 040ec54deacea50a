package api

import (
	"net/netip"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// actingAs signs a user in who then acts as another, or only looks.
func (o *office) actingAs(login, as string, looks bool) (Modules, error) {
	o.t.Helper()
	m := o.as(login)
	begin := m.Users.ActAs
	if looks {
		begin = m.Users.ViewAs
	}
	return m, begin(o.ids[as])
}

// acts is actingAs, demanded.
func (o *office) acts(login, as string) Modules {
	o.t.Helper()
	m, err := o.actingAs(login, as, false)
	ok(o.t, err)
	return m
}

// looks is acts for only looking.
func (o *office) looks(login, as string) Modules {
	o.t.Helper()
	m, err := o.actingAs(login, as, true)
	ok(o.t, err)
	return m
}

// helper may see users and act as them, and holds nothing else.
func (o *office) helper(login string, more ...callgate.Permission) {
	o.t.Helper()
	o.put(o.kestrel, login, func(u *callgate.User) {
		for _, p := range append([]callgate.Permission{"directory.users:read", logInAs}, more...) {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
		}
	})
}

func rightsOf(t testing.TB, m Modules) []callgate.Permission {
	t.Helper()
	st, err := m.SignIn.Status()
	ok(t, err)
	if st.Me == nil {
		t.Fatalf("not signed in: %+v", st)
	}
	return st.Me.Permissions
}

func TestActingIsSeenAndStops(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	m := o.acts("ada", "sam")
	st, err := m.SignIn.Status()
	ok(t, err)
	if me := st.Me; me.Login != "sam" || me.Impersonator != "Ada" || me.ActingReads || me.ActingUntil != callgate.TimeOf(o.clock()).Add(30*time.Minute) {
		t.Fatalf("%+v", me)
	}
	st, err = m.SignIn.StopActing()
	ok(t, err)
	if st.Me.Login != "ada" || st.Me.Impersonator != "" {
		t.Fatalf("%+v", st.Me)
	}
}

// Both names stand in every record: of what is done and of what is refused.
func TestBothNamesAreRecorded(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "QueueManager")
	o.hire("cy", "StandardUser")
	m := o.acts("ada", "sam")
	ok(t, only(m.Users.Block(o.ids["cy"], "left")))
	refuses(t, only(m.Roles.List()), callgate.Denied)
	ok(t, only(m.SignIn.StopActing()))
	for _, what := range []string{"user.block", "denied.denied"} {
		r := o.records(what)
		if len(r) != 1 || r[0].Who != "ada" || r[0].WhoID != o.ids["ada"] || r[0].OnBehalf != "sam" {
			t.Errorf("%s: %+v", what, r)
		}
	}
	for _, what := range []string{"user.act_as", "user.act_stopped"} {
		if r := o.records(what); len(r) != 1 || r[0].Who != "ada" || r[0].Target != "sam" {
			t.Errorf("%s: %+v", what, r)
		}
	}
	if by := o.user("cy").ChangedBy; by != "Ada" {
		t.Errorf("changed by %s", by)
	}
}

// Acting as somebody who holds more gives nothing: an administrator's pages,
// and of his rights only the actor's own.
func TestActingAsAnAdministratorGainsNothing(t *testing.T) {
	o := newOffice(t)
	o.administrator("bo")
	o.helper("hana")
	own := rightsOf(t, o.as("hana"))
	m := o.acts("hana", "bo")
	if got := rightsOf(t, m); !slices.Equal(got, own) {
		t.Fatalf("%v instead of %v", got, own)
	}
	refuses(t, only(m.Users.Block(o.ids["ada"], "")), callgate.Denied)
	refuses(t, only(m.Hosts.Get()), callgate.Denied)
	// Nor by giving himself something in the other's name.
	o.helper("ina", "directory.users:write")
	m = o.acts("ina", "bo")
	more := []OverrideInput{{Permission: "security.audit:read", Allow: true}}
	refuses(t, o.access(m, "ina", Access{Overrides: &more}), "own_access")
	refuses(t, o.access(m, "hana", Access{Overrides: &more}), callgate.Escalation)
	refuses(t, only(m.Users.Block(o.ids["ada"], "")), "holds_more")
	refuses(t, only(m.Users.Activate(o.ids["bo"])), "own_activation")
}

// A deny of either denies, and so does either's address.
func TestEitherDenialDenies(t *testing.T) {
	o := newOffice(t)
	o.administrator("bo")
	o.put(o.kestrel, "sam", func(u *callgate.User) {
		u.Roles = []callgate.Membership{{Role: portsip("QueueManager")}}
		u.Overrides = []callgate.Override{{Permission: "directory.queues:read", Allow: false}}
	})
	m := o.acts("bo", "sam")
	ok(t, only(m.Users.List(UserQuery{})))
	refuses(t, only(m.Things.List("queue", "")), callgate.Denied)
	o.put(o.kestrel, "far", func(u *callgate.User) { u.Hosts = []callgate.Host{{CIDR: "203.0.113.0/24"}} })
	_, err := o.actingAs("bo", "far", false)
	refuses(t, err, "acting_shut")
}

func TestWhoMayActAndWhoMayLook(t *testing.T) {
	o := newOffice(t)
	o.administrator("bo")
	o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager")
	o.hire("bea", "Admin")
	o.helper("hana")
	for _, c := range []struct {
		login, as string
		looks     bool
		says      callgate.Code
	}{
		{"quinn", "sam", false, callgate.Denied}, // no right to act
		{"quinn", "sam", true, ""},               // sees users and holds all that sam holds
		{"quinn", "bo", true, callgate.Denied},   // would see what he may not
		{"quinn", "bea", true, callgate.Denied},
		{"hana", "bo", true, ""}, // who may act may look
		{"sam", "quinn", true, callgate.Denied},
		{"ada", "ada", false, "acting_self"},
		{"ada", "hal", false, callgate.NotFound}, // of another tenant
	} {
		_, err := o.actingAs(c.login, c.as, c.looks)
		if got := callgate.CodeOf(err); got != c.says {
			t.Errorf("%s as %s, looks %v: %v", c.login, c.as, c.looks, err)
		}
	}
	refuses(t, o.operator("kestrel").Users.ActAs(o.ids["sam"]), "no_account")
}

func TestLookingChangesNothing(t *testing.T) {
	o := newOffice(t)
	o.hire("quinn", "QueueManager")
	o.hire("sam", "StandardUser")
	m := o.looks("ada", "quinn")
	page, err := m.Users.List(UserQuery{})
	ok(t, err)
	if len(page.Can) > 0 || slices.Contains(page.Rows[0].Can, "write") {
		t.Errorf("the page offers %v, %v", page.Can, page.Rows[0].Can)
	}
	before := *o.user("sam")
	for _, r := range matrix {
		if slices.Contains([]string{"SignIn.SignOut", "SignIn.StopActing", "SignIn.Status", "SignIn.Password"}, r.call) {
			continue
		}
		s := scene{user: o.ids["sam"], login: "sam", role: "x", thing: "x", revision: before.Revision}
		_ = r.do(m, s)
	}
	o.s.denials.flush(o.s)
	page2, err := o.operator("kestrel").Audit.List(AuditQuery{Result: "done"})
	ok(t, err)
	for _, r := range page2.Rows {
		if r.OnBehalf != "" {
			t.Errorf("%s was done while only looking", r.What)
		}
	}
	if after := *o.user("sam"); after.Revision != before.Revision {
		t.Errorf("changed: %+v", after)
	}
	refuses(t, only(m.Users.Block(o.ids["sam"], "")), "looks_only")
	refuses(t, only(m.Account.SetPreferences(Preferences{Theme: "dark"})), "looks_only")
}

func TestNotChained(t *testing.T) {
	o := newOffice(t)
	o.administrator("bo")
	o.hire("sam", "StandardUser")
	refuses(t, o.acts("ada", "bo").Users.ActAs(o.ids["sam"]), "acting_chained")
	refuses(t, o.acts("ada", "bo").Users.ViewAs(o.ids["sam"]), "acting_chained")
}

// What proves the other's identity stays his.
func TestSecretsAreNotTouched(t *testing.T) {
	o := newOffice(t)
	o.administrator("bo")
	o.as("bo")
	m := o.acts("ada", "bo")
	theirs := o.session("bo")
	for name, err := range map[string]error{
		"password": m.Account.ChangePassword("x", nextPassword), "factor": only(m.Account.StartFactor()), "confirm factor": only(m.Account.ConfirmFactor("123456")),
		"remove factor": m.Account.RemoveFactor("x"), "recovery codes": only(m.Account.NewRecoveryCodes("x")), "sessions": only(m.Account.Sessions()),
		"end session": m.Account.EndSession(theirs), "end others": m.Account.EndOtherSessions(),
		"end as administrator": m.Users.EndSession(o.ids["bo"], theirs), "end all as administrator": m.Users.EndSessions(o.ids["bo"]),
	} {
		if callgate.CodeOf(err) != "acting_secret" {
			t.Errorf("%s: %v", name, err)
		}
	}
	refuses(t, only(m.Users.Activate(o.ids["bo"])), "own_activation")
	refuses(t, only(m.Users.ResetFactor(o.ids["bo"])), "own_activation")
	if o.session("bo") != theirs {
		t.Error("the other's session is gone")
	}
}

// Acting ends on the next request when the time is over, when either may no
// more, and with the other's sessions; what comes then is refused until one
// has returned to oneself.
func TestActingEnds(t *testing.T) {
	for name, end := range map[string]func(o *office){
		"after 30 minutes": func(o *office) { o.wait(30*time.Minute + time.Second) },
		"other blocked":    func(o *office) { ok(o.t, only(o.operator("kestrel").Users.Block(o.ids["sam"], ""))) },
		"other deleted":    func(o *office) { ok(o.t, o.operator("kestrel").Users.Delete(o.ids["sam"], "sam")) },
		"other's sessions": func(o *office) { ok(o.t, o.operator("kestrel").Users.EndSessions(o.ids["sam"])) },
		"right withdrawn": func(o *office) {
			ok(o.t, o.access(o.operator("kestrel"), "hana", Access{Overrides: &[]OverrideInput{{Permission: "directory.users:read", Allow: true}}}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.hire("sam", "StandardUser")
			o.helper("hana")
			m := o.acts("hana", "sam")
			ok(t, only(m.Account.Get()))
			end(o)
			refuses(t, only(m.Account.Get()), "acting_over")
			refuses(t, only(m.Account.SetPreferences(Preferences{Theme: "dark"})), "acting_over")
			st, err := m.SignIn.Status()
			ok(t, err)
			if st.Me == nil || st.Me.Login != "hana" {
				t.Fatalf("%+v", st)
			}
			own, err := m.Account.Get()
			ok(t, err)
			if own.Login != "hana" || own.Theme == "dark" {
				t.Fatalf("%+v", own)
			}
		})
	}
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.helper("hana")
	m := o.acts("hana", "sam")
	ok(t, only(o.operator("kestrel").Users.Block(o.ids["hana"], "")))
	refuses(t, only(m.Account.Get()), callgate.NotSignedIn)
}

// The token of before works no more, and neither does that of acting after it.
func TestActingRenewsTheToken(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	m := o.as("ada")
	tokens := []string{m.Users.c.heldToken()}
	ok(t, m.Users.ActAs(o.ids["sam"]))
	tokens = append(tokens, m.Users.c.heldToken())
	ok(t, only(m.SignIn.StopActing()))
	tokens = append(tokens, m.Users.c.heldToken())
	for i, token := range tokens {
		err := only(For(o.s.Caller(Origin{Door: DoorWeb, Token: token, Address: netip.MustParseAddr(officeAddress)})).Account.Get())
		if want := map[bool]callgate.Code{true: "", false: callgate.NotSignedIn}[i == 2]; callgate.CodeOf(err) != want {
			t.Errorf("token %d: %v", i, err)
		}
	}
}

// PROMISES 20: whatever two users hold, acting gives exactly what both do.
func TestActingIsTheAnd(t *testing.T) {
	o := newOffice(t)
	catalogue := callgate.Catalogue()
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		hired := func(login string, base ...callgate.Permission) callgate.Set {
			id := o.put(o.kestrel, login, func(u *callgate.User) {
				u.Extensions = []callgate.OwnExtension{{Name: login}}
				if rapid.Bool().Draw(r, "lite") {
					u.Seat = callgate.LiteSeat
				}
				u.ReachEverything = rapid.Bool().Draw(r, "reach")
				u.Roles = []callgate.Membership{{Role: portsip(rapid.SampledFrom([]string{"StandardUser", "QueueManager", "Admin"}).Draw(r, "role"))}}
				for _, i := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(catalogue)-1), 0, 30, rapid.ID[int]).Draw(r, "overrides") {
					if !slices.Contains(base, catalogue[i].ID) {
						u.Overrides = append(u.Overrides, callgate.Override{Permission: catalogue[i].ID, Allow: rapid.Bool().Draw(r, "allow")})
					}
				}
				for _, p := range base {
					u.Seat = callgate.FullSeat
					u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
				}
			})
			who, _ := o.view().Policy.ByID(id)
			return o.view().Policy.Rights(who, callgate.TimeOf(o.clock()))
		}
		a, b := "a"+strconv.Itoa(n), "b"+strconv.Itoa(n)
		both := hired(a, "directory.users:read", logInAs).Intersect(hired(b))
		looks := rapid.Bool().Draw(r, "looks")
		m, err := o.actingAs(a, b, looks)
		if err != nil {
			r.Fatal(err)
		}
		who, err := m.Users.c.recognise(*o.s.views.Load())
		if err != nil {
			r.Fatal(err)
		}
		for i, leaf := range catalogue {
			want := both.Has(callgate.Bit(i)) && (!looks || leaf.ID.Action() == "read")
			if who.may(leaf.ID) != want {
				r.Fatalf("%s: held %v, want %v", leaf.ID, !want, want)
			}
			for _, login := range []string{a, b} { // reach, too: on anything at all
				ask := policy.Request{Login: login, Do: callgate.Bit(i), From: netip.MustParseAddr(officeAddress), Now: callgate.TimeOf(o.clock())}
				want = want && o.view().Policy.Decide(ask)
			}
			if got := who.demand(leaf.ID) == nil; got != want {
				r.Fatalf("%s: %v, want %v", leaf.ID, got, want)
			}
		}
	})
}

// session is the newest one of a user of kestrel.
func (o *office) session(login string) callgate.ID {
	o.t.Helper()
	list, err := o.operator("kestrel").Users.Sessions(o.ids[login])
	ok(o.t, err)
	if len(list) == 0 {
		return ""
	}
	return list[0].ID
}

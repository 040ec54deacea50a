package policy

import (
	"net/netip"
	"testing"

	"callgate/backend/callgate"
)

// desk is a tenant for tests that read as sentences: add people, then say what
// they may and cannot.
type desk struct {
	t  *testing.T
	in Input
}

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, in: Input{Tenant: &callgate.Tenant{ID: "t", Name: "Kestrel", Country: "GB"}, Enabled: true, Now: 1, Roles: callgate.PredefinedRoles()}}
	for _, e := range []callgate.Entity{"extension:100", "extension:101", "extension:102", "queue:600", "queue:700", "number:+442079460000"} {
		d.in.Things = append(d.in.Things, callgate.Thing{Kind: e.Kind(), Name: e.Name()})
	}
	return d
}

func (d *desk) role(name, reach string, list []callgate.Entity, permissions ...callgate.Permission) {
	d.in.Roles = append(append([]*callgate.Role{}, d.in.Roles...), &callgate.Role{ID: name, Name: name, Reach: reach, ReachList: list, Permissions: permissions})
}

// with adds a standard user with a full seat.
func (d *desk) with(login string, changes ...func(u *callgate.User)) *desk {
	u := &callgate.User{ID: "id-" + login, Login: login, Folded: login, Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true}
	for _, change := range changes {
		change(u)
	}
	d.in.Users = append(d.in.Users, u)
	return d
}

func (d *desk) ask(login string, p callgate.Permission, on callgate.Entity, from string) bool {
	d.t.Helper()
	r := Request{Login: login, Do: callgate.MustBit(p), On: on, AnyAddress: from == "", Now: 2}
	if from != "" && from != "nowhere" {
		r.From = netip.MustParseAddr(from)
	}
	o := Compile(d.in)
	got := o.Decide(r)
	if x := o.Explain(r); x.Allow != got {
		d.t.Errorf("%s %s %s: decided %v, explained %+v", login, p, on, got, x)
	}
	return got
}

func (d *desk) may(login string, p callgate.Permission, on callgate.Entity, from string) {
	d.t.Helper()
	if !d.ask(login, p, on, from) {
		d.t.Errorf("%s cannot %s on %q from %q", login, p, on, from)
	}
}

func (d *desk) cannot(login string, p callgate.Permission, on callgate.Entity, from string) {
	d.t.Helper()
	if d.ask(login, p, on, from) {
		d.t.Errorf("%s may %s on %q from %q", login, p, on, from)
	}
}

func is(roles ...callgate.ID) func(u *callgate.User) {
	return func(u *callgate.User) {
		for _, r := range roles {
			u.Roles = append(u.Roles, callgate.Membership{Role: r})
		}
	}
}

func owning(names ...string) func(u *callgate.User) {
	return func(u *callgate.User) {
		for _, n := range names {
			u.Extensions = append(u.Extensions, callgate.OwnExtension{Name: n})
		}
	}
}

func allowed(list ...callgate.Permission) func(u *callgate.User) {
	return func(u *callgate.User) {
		for _, p := range list {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
		}
	}
}

func denied(p callgate.Permission) func(u *callgate.User) {
	return func(u *callgate.User) { u.Overrides = append(u.Overrides, callgate.Override{Permission: p}) }
}

func reaching(list ...callgate.Entity) func(u *callgate.User) {
	return func(u *callgate.User) { u.Reach = list }
}

func without(list ...callgate.Entity) func(u *callgate.User) {
	return func(u *callgate.User) { u.Exclusions = list }
}

func from(cidrs ...string) func(u *callgate.User) {
	return func(u *callgate.User) {
		for _, c := range cidrs {
			u.Hosts = append(u.Hosts, callgate.Host{CIDR: c})
		}
	}
}

func administrator(u *callgate.User) { u.Kind = callgate.Administrator }
func liteSeated(u *callgate.User)    { u.Seat = callgate.LiteSeat }
func everywhere(u *callgate.User)    { u.ReachEverything = true }

const (
	standardUser = callgate.StandardUserRole
	queueManager = "predefined:portsip:QueueManager"
	play         = "calls.recording:read"
	readLog      = "calls.log:read"
	readOwn      = "calls.own:read"
	download     = "calls.recording_download:read"
	voicemail    = "calls.voicemail:read"
)

func TestState(t *testing.T) {
	d := newDesk(t).with("ada", administrator).with("sam").
		with("noor", func(u *callgate.User) { u.Enabled = false }).with("chidi", func(u *callgate.User) { u.Blocked = true }).
		with("temp", func(u *callgate.User) { u.Expires = 2 }).with("late", func(u *callgate.User) { u.Expires = 3 })
	d.may("sam", "dashboard:read", "", "")
	d.may("late", "dashboard:read", "", "")
	for _, login := range []string{"noor", "chidi", "temp", "nobody"} {
		d.cannot(login, "dashboard:read", "", "")
	}
	d.in.Enabled = false
	d.cannot("sam", "dashboard:read", "", "")
	d.cannot("ada", "dashboard:read", "", "")
}

func TestAddress(t *testing.T) {
	d := newDesk(t).with("sam", from("192.0.2.0/24", "2001:db8:40::/48")).with("ada", administrator, from("198.51.100.7")).with("kofi")
	d.may("kofi", "dashboard:read", "", "203.0.113.9")
	d.may("kofi", "dashboard:read", "", "nowhere")
	d.may("sam", "dashboard:read", "", "192.0.2.61")
	d.may("sam", "dashboard:read", "", "::ffff:192.0.2.61")
	d.may("sam", "dashboard:read", "", "2001:db8:40::1f")
	d.cannot("sam", "dashboard:read", "", "198.51.100.20")
	d.cannot("sam", "dashboard:read", "", "nowhere")
	d.cannot("ada", "dashboard:read", "", "192.0.2.61")
	d.may("ada", "dashboard:read", "", "198.51.100.7")
	d.in.Tenant.Hosts = []callgate.Host{{CIDR: "192.0.2.0/25"}}
	d.may("kofi", "dashboard:read", "", "192.0.2.100")
	d.cannot("kofi", "dashboard:read", "", "192.0.2.200")
	d.cannot("sam", "dashboard:read", "", "192.0.2.200") // in his own list only
	d.cannot("ada", "dashboard:read", "", "198.51.100.7")
}

func TestPackageAndSeat(t *testing.T) {
	d := newDesk(t)
	d.role("all", callgate.ReachEverything, nil, callgate.All().Permissions()...)
	d.with("ada", administrator).with("sam", is("all")).
		with("beatriz", liteSeated, is("all"), owning("101"), func(u *callgate.User) { u.Shared = []string{"102"} }).
		with("lena", liteSeated, is(standardUser), owning("100"), func(u *callgate.User) { u.Shared = []string{"102"} })
	d.may("beatriz", play, "extension:101", "")
	d.may("beatriz", play, "extension:102", "")
	d.may("beatriz", download, "extension:102", "")
	d.cannot("beatriz", play, "queue:600", "")
	d.cannot("beatriz", readLog, "extension:101", "")
	d.cannot("beatriz", "calls.active:read", "", "")
	d.cannot("beatriz", "calls.wallboard:read", "", "")
	d.may("beatriz", "dial.international:use", "", "")
	d.may("lena", voicemail, "extension:100", "")
	d.cannot("lena", voicemail, "extension:102", "") // a lite seat keeps, it does not give
	d.in.Tenant.Package = []string{"calls.log", "directory.users"}
	d.may("sam", readLog, "queue:600", "")
	d.cannot("sam", play, "queue:600", "")
	d.cannot("ada", play, "queue:600", "")
	d.may("ada", "dashboard:read", "", "")
	d.cannot("beatriz", play, "extension:102", "")
}

func TestPeopleWithALiteSeatAreNotReachedByOthers(t *testing.T) {
	d := newDesk(t)
	d.role("log", callgate.ReachEverything, nil, readLog)
	d.with("beatriz", liteSeated, owning("101")).with("tom", liteSeated, owning("102")).with("kofi", owning("102")).
		with("sam", is("log")).with("lead", is("log"), allowed("directory.users:read")).with("ada", administrator)
	d.cannot("sam", readLog, "extension:101", "")
	d.cannot("sam", readLog, "user:beatriz", "")
	d.may("sam", readLog, "extension:102", "") // Kofi's, too
	for _, login := range []string{"lead", "ada"} {
		d.may(login, readLog, "extension:101", "")
		d.may(login, readLog, "user:beatriz", "")
	}
	d.may("beatriz", readOwn, "extension:101", "")
}

func TestRights(t *testing.T) {
	d := newDesk(t)
	d.role("log", callgate.ReachEverything, nil, readLog)
	d.role("logs and recordings", callgate.ReachEverything, nil, readLog, play)
	d.with("new").with("ada", administrator, owning("100")).
		with("both", is("log"), denied(readLog), allowed(readLog)).with("allowed", allowed("security.audit:read")).with("denied", is("log"), denied(readLog)).
		with("open", is("logs and recordings"), denied(readLog)).with("write", allowed("billing.tariffs:write")).
		with("dash", denied("dashboard:read")).with("own", owning("101")).with("notown", owning("101"), denied(readOwn)).
		with("restricted", is(standardUser), func(u *callgate.User) { u.Restricted, u.SelfAllowed = true, []string{"password"} })
	d.cannot("new", "security.audit:read", "", "")
	d.may("ada", "security.audit:read", "", "")
	d.may("allowed", "security.audit:read", "", "")
	d.cannot("denied", readLog, "queue:600", "")
	d.cannot("both", readLog, "queue:600", "") // denial beats allowance
	d.cannot("open", play, "queue:600", "")    // what lacks its need does not count
	d.cannot("write", "billing.tariffs:write", "", "")
	d.may("dash", "dashboard:read", "", "") // nobody loses it
	d.may("own", readOwn, "extension:101", "")
	d.cannot("notown", readOwn, "extension:101", "")
	d.may("restricted", "me.password:write", "", "")
	d.cannot("restricted", "me.second_factor:write", "", "")
	d.may("ada", readOwn, "", "")
	d.cannot("ada", readOwn, "extension:101", "") // reaches own calls only
}

func TestReach(t *testing.T) {
	d := newDesk(t)
	d.role("recordings 600", callgate.ReachList, []callgate.Entity{"queue:600"}, readLog, play)
	d.role("logs 700", callgate.ReachList, []callgate.Entity{"queue:700"}, readLog)
	d.role("mine", callgate.ReachNone, nil, readLog)
	d.with("ada", administrator).with("sam", is("recordings 600", "logs 700"), owning("101")).with("kofi", is("mine"), reaching("queue:600", "number:+442079460000")).
		with("list", reaching("queue:600")).with("lead", is("mine"), everywhere).with("manager", is(queueManager), owning("102"))
	d.may("sam", play, "queue:600", "")
	d.may("sam", readLog, "queue:700", "")
	d.cannot("sam", play, "queue:700", "") // recordings on 600 and logs on 700 do not add up
	d.may("sam", play, "extension:101", "")
	d.cannot("sam", play, "extension:102", "")
	d.may("sam", play, "user:sam", "")
	d.cannot("sam", play, "user:kofi", "")
	d.may("kofi", readLog, "queue:600", "")
	d.may("kofi", readLog, "number:+442079460000", "")
	d.cannot("kofi", readLog, "queue:700", "")
	d.may("kofi", readLog, "", "")
	d.cannot("list", readLog, "queue:600", "") // reach alone grants nothing
	d.may("lead", readLog, "user:kofi", "")
	d.may("ada", play, "queue:700", "")
	d.cannot("ada", play, "queue:999", "") // nobody knows it
	d.may("ada", "security.audit:read", "queue:999", "")
	d.may("manager", readLog, "extension:101", "")
	d.may("manager", voicemail, "extension:102", "")
	d.cannot("manager", voicemail, "extension:101", "") // messages are one's own
}

func TestExclusions(t *testing.T) {
	d := newDesk(t)
	d.role("team", callgate.ReachEverything, nil, readLog, play)
	d.with("boss", administrator, owning("100")).with("sam", is("team"), owning("101"), without("user:boss", "queue:700", "extension:101")).
		with("kofi", is("team"), owning("100"), without("user:boss")).with("ada", administrator).
		with("byid", is("team"), without("user:id-boss"))
	d.cannot("sam", readLog, "extension:100", "") // an extension of an excluded user
	d.cannot("byid", readLog, "extension:100", "")
	d.cannot("sam", readLog, "user:boss", "")
	d.cannot("sam", play, "queue:700", "")
	d.may("sam", play, "queue:600", "")
	d.may("sam", play, "extension:101", "") // his own hides nothing from him
	d.may("kofi", play, "extension:100", "")
	d.cannot("kofi", play, "user:boss", "")
	d.may("ada", play, "extension:100", "")
}

func TestSharedRecordings(t *testing.T) {
	shared := func(u *callgate.User) { u.Shared = []string{"102"} }
	d := newDesk(t).with("sam", shared).with("kofi", shared, denied(play)).with("noor", shared, owning("101")).with("lena", shared, without("extension:102"))
	d.may("sam", play, "extension:102", "")
	d.may("sam", play, "", "")
	d.cannot("sam", play, "extension:101", "")
	d.cannot("sam", download, "extension:102", "")
	d.cannot("sam", "calls.recording:delete", "extension:102", "")
	d.cannot("kofi", play, "extension:102", "")
	d.cannot("noor", play, "extension:101", "") // shared alone does not reach his own
	d.cannot("lena", play, "extension:102", "")
	d.cannot("lena", play, "", "")
}

func TestEmergencyNumbersGiveNoOtherRight(t *testing.T) {
	d := newDesk(t).with("sam", from("192.0.2.1"))
	o := Compile(d.in)
	for do, want := range map[callgate.Permission]bool{"dashboard:read": true, "dial.international:use": true, readLog: false} {
		r := Request{Login: "sam", Do: callgate.MustBit(do), Dial: "999", Now: 2}
		if got := o.Decide(r); got != want || o.Explain(r).Allow != want {
			t.Errorf("%s, dialling 999: %v", do, got)
		}
	}
}

// Whatever is typed, the decision and its explanation agree and nothing breaks.
func FuzzQuestion(f *testing.F) {
	f.Add("sam", "queue:600", "020 7946 0958", "+442079460001", "192.0.2.1", uint8(9))
	f.Add("nobody", "user:", "112", "", "::ffff:192.0.2.1", uint8(0))
	f.Add("sam", "extension:", "+", "٣", "fe80::1%eth0", uint8(255))
	d := newDesk(&testing.T{}).with("sam", is(standardUser), owning("101"), reaching("queue:600"), allowed(readLog), without("user:sam", "queue:"), from("192.0.2.0/24"))
	o := Compile(d.in)
	f.Fuzz(func(t *testing.T, login, on, dial, showing, address string, do uint8) {
		r := Request{Login: login, On: callgate.Entity(on), Dial: dial, Showing: showing, Do: callgate.Bit(int(do) % len(callgate.Catalogue())), Now: 2}
		r.From, _ = netip.ParseAddr(address)
		if x := o.Explain(r); x.Allow != o.Decide(r) || len(x.Gates) != gateCount {
			t.Errorf("%+v: %+v", r, x)
		}
	})
}

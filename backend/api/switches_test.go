package api

import (
	"slices"
	"testing"

	"callgate/backend/callgate"
)

// switchesOf reads one user's as ada sees them.
func (o *office) switchesOf(login string) Switches {
	o.t.Helper()
	s, err := o.as("ada").Users.Switches(o.ids[login])
	ok(o.t, err)
	return s
}

func (o *office) stateOf(login, preset string) string {
	o.t.Helper()
	for _, p := range o.switchesOf(login).Presets {
		if p.ID == preset {
			return p.State
		}
	}
	return ""
}

func (o *office) setPreset(login, preset string, on bool, list ...callgate.Entity) error {
	return only(o.as("ada").Users.SetPreset(o.ids[login], o.user(login).Revision, preset, on, list))
}

// Manage Queues is those queues in the reach with log and reports (NUACOM); it
// gives that and nothing else, shows itself by the state, and goes without
// trace.
func TestManageQueuesIsReachAndTwoRights(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	before := o.user("sam")
	if s := o.stateOf("sam", "manage_queues"); s != "off" {
		t.Fatal(s)
	}
	refuses(t, o.setPreset("sam", "manage_queues", true), "preset_empty")
	ok(t, o.setPreset("sam", "manage_queues", true, "queue:600", "queue:700"))
	after := o.user("sam")
	given := []callgate.Permission{}
	for _, x := range after.Overrides {
		given = append(given, x.Permission)
	}
	if !slices.Equal(given, []callgate.Permission{"calls.log:read", "reports.call:read"}) || !slices.Equal(after.Reach, []callgate.Entity{"queue:600", "queue:700"}) || after.ReachEverything {
		t.Errorf("overrides %v, reach %v", given, after.Reach)
	}
	if s := o.stateOf("sam", "manage_queues"); s != "on" {
		t.Error(s)
	}
	for on, want := range map[callgate.Entity]bool{"queue:600": true, "queue:800": false} {
		a, err := o.as("ada").Check.Ask(callgate.Question{Login: "sam", Permission: "calls.log:read", On: on, AnyAddress: true})
		ok(t, err)
		if a.Allow != want {
			t.Errorf("%s: %v", on, a.Allow)
		}
	}
	ok(t, only(o.as("ada").Users.SetFeature(o.ids["sam"], after.Revision, "calls.wallboard:read", "allow")))
	ok(t, only(o.as("ada").Users.Edit(o.ids["sam"], Profile{Name: ptr("Sam")})))
	ok(t, o.setPreset("sam", "manage_extensions", true, "extension:101"))
	ok(t, o.setPreset("sam", "manage_queues", false))
	if s := o.stateOf("sam", "manage_extensions"); s != "on" {
		t.Errorf("the other one lost its rights: %s", s)
	}
	ok(t, o.setPreset("sam", "manage_extensions", false))
	after = o.user("sam")
	if len(after.Reach) > 0 || len(after.Overrides) != 1 || after.Overrides[0].Permission != "calls.wallboard:read" {
		t.Errorf("left behind: %v %v (was %v)", after.Reach, after.Overrides, before.Overrides)
	}
}

// Manage Numbers is those numbers in the reach with log and reports, however
// they were typed: of the number's own calls, and of no other. It does not make
// them numbers that he may show, and leaves the other presets alone.
func TestManageNumbersIsReachAndTwoRights(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	const claims, sales = callgate.Entity("number:+442079460000"), callgate.Entity("number:+442079460001")
	refuses(t, o.setPreset("sam", "manage_numbers", true), "preset_empty")
	refuses(t, o.setPreset("sam", "manage_numbers", true, "queue:600"), callgate.BadInput)
	ok(t, o.setPreset("sam", "manage_queues", true, "queue:600"))
	ok(t, o.setPreset("sam", "manage_numbers", true, "number:020 7946 0000"))
	u := o.user("sam")
	if !slices.Equal(u.Reach, []callgate.Entity{claims, "queue:600"}) && !slices.Equal(u.Reach, []callgate.Entity{"queue:600", claims}) {
		t.Errorf("reach %v", u.Reach)
	}
	if len(u.Numbers) > 0 || u.CallerID != "" || len(u.Overrides) != 2 {
		t.Errorf("%v %q %v", u.Numbers, u.CallerID, u.Overrides)
	}
	for _, c := range []struct {
		do callgate.Permission
		on callgate.Entity
		is bool
	}{
		{"calls.log:read", claims, true}, {"reports.call:read", claims, true}, {"calls.log:read", sales, false},
		{"calls.recording:read", claims, false}, {"calls.log:delete", claims, false}, {"calls.log:read", "extension:101", false},
	} {
		a, err := o.as("ada").Check.Ask(callgate.Question{Login: "sam", Permission: c.do, On: c.on, AnyAddress: true})
		ok(t, err)
		if a.Allow != c.is {
			t.Errorf("%s on %s: %v", c.do, c.on, a.Allow)
		}
	}
	// Other numbers in place of these; then none, and the queues keep their rights.
	ok(t, o.setPreset("sam", "manage_numbers", true, sales))
	if u = o.user("sam"); slices.Contains(u.Reach, claims) || !slices.Contains(u.Reach, sales) {
		t.Errorf("reach %v", u.Reach)
	}
	ok(t, o.setPreset("sam", "manage_numbers", false))
	if on, off := o.stateOf("sam", "manage_queues"), o.stateOf("sam", "manage_numbers"); on != "on" || off != "off" {
		t.Errorf("queues %s, numbers %s", on, off)
	}
	ok(t, o.setPreset("sam", "manage_queues", false))
	if u = o.user("sam"); len(u.Reach) > 0 || len(u.Overrides) > 0 {
		t.Errorf("left behind: %v %v", u.Reach, u.Overrides)
	}
}

// Full Call Report Access: on, off, and partly where a role gives some of it.
func TestFullCallReportAccess(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.put(o.kestrel, "noc", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: "predefined:sippy:NOC"}} })
	o.administrator("bo")
	if s := o.stateOf("noc", "full_reports"); s != "partly" {
		t.Errorf("NOC: %s", s)
	}
	if s := o.stateOf("bo", "full_reports"); s != "on" {
		t.Errorf("an administrator: %s", s)
	}
	refuses(t, o.setPreset("bo", "full_reports", true), "preset_administrator")
	ok(t, o.setPreset("sam", "full_reports", true))
	if s := o.stateOf("sam", "full_reports"); s != "on" || !o.user("sam").ReachEverything {
		t.Error(s)
	}
	ok(t, o.setPreset("sam", "full_reports", false))
	if u := o.user("sam"); u.ReachEverything || len(u.Overrides) > 0 || o.stateOf("sam", "full_reports") != "off" {
		t.Errorf("%v %v", u.ReachEverything, u.Overrides)
	}
	// Nobody switches on for others what he lacks.
	o.put(o.kestrel, "quinn", func(u *callgate.User) {
		u.Roles = []callgate.Membership{{Role: portsip("QueueManager")}}
	})
	refuses(t, only(o.as("quinn").Users.SetPreset(o.ids["sam"], o.user("sam").Revision, "full_reports", true, nil)), callgate.Escalation)
}

// A feature inherits what roles give, and says so; allow and deny go before.
func TestFeaturesInheritAllowDeny(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	feature := func() Feature {
		for _, f := range o.switchesOf("sam").Features {
			if f.Permission == "dial.domestic:use" {
				return f
			}
		}
		return Feature{}
	}
	for _, step := range []struct {
		how  string
		held bool
	}{{"deny", false}, {"allow", true}, {"", true}} {
		err := only(o.as("ada").Users.SetFeature(o.ids["sam"], o.user("sam").Revision, "dial.domestic:use", step.how))
		ok(t, err)
		if f := feature(); f.Override != step.how || f.Held != step.held || !f.Inherited {
			t.Errorf("%q: %+v", step.how, f)
		}
	}
	refuses(t, only(o.as("ada").Users.SetFeature(o.ids["sam"], o.user("sam").Revision, "tenants:read", "allow")), "permission_unknown")
}

// The access matrix tells of each area what is held, from where, and what the
// person sees; of oneself everybody may ask.
func TestAccessTellsWhatAPersonSees(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	ok(t, only(o.as("ada").Users.Edit(o.ids["sam"], Profile{Extensions: ptr([]string{"101"})})))
	ok(t, o.setPreset("sam", "manage_queues", true, "queue:600"))
	v, err := o.as("ada").Check.Access("SAM")
	ok(t, err)
	mine, err := o.as("sam").Check.Access("")
	ok(t, err)
	sees := map[string]string{}
	for i, area := range v.Areas {
		sees[area.Module] = area.Sees
		if mine.Areas[i].Sees != area.Sees {
			t.Errorf("%s: %s about himself, %s by others", area.Module, mine.Areas[i].Sees, area.Sees)
		}
	}
	for module, want := range map[string]string{
		"calls.log": "list", "calls.own": "own", "calls.voicemail": "own", "directory.users": "nothing", "dashboard": "yes", "dial.international": "nothing",
	} {
		if sees[module] != want {
			t.Errorf("%s: %q, not %q", module, sees[module], want)
		}
	}
	refuses(t, only(o.as("sam").Check.Access("ada")), callgate.Denied)
	refuses(t, only(o.as("sam").Check.Access("nobody.at.all")), callgate.Denied) // the same for who is not there
	ada, err := o.as("ada").Check.Access("")
	ok(t, err)
	for _, area := range ada.Areas {
		if area.Sees == "nothing" || area.Sees == "own" {
			t.Errorf("an administrator, %s: %s", area.Module, area.Sees)
		}
	}
}

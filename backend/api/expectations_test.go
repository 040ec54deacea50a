package api

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// expects adds sentences as ada.
func (o *office) expects(list ...string) {
	o.t.Helper()
	for _, text := range list {
		if _, err := o.as("ada").Expectations.Add(text, ""); err != nil {
			o.t.Fatalf("%s: %v", text, err)
		}
		o.wait(time.Second) // they are listed by when they were made
	}
}

func (o *office) expectations() (list []string) {
	o.t.Helper()
	page, err := o.operator("kestrel").Expectations.List()
	ok(o.t, err)
	for _, r := range page.Rows {
		list = append(list, r.Text)
	}
	return list
}

// breaks demands that a save was refused with this sentence and these people.
func breaks(t *testing.T, err error, sentence, who string) {
	t.Helper()
	var e *callgate.Error
	if !errors.As(err, &e) || e.Code != expectationBroken || e.Params["sentence"] != sentence || (who != "" && e.Params["who"] != who) {
		t.Fatalf("%v; want it refused with %q (%s)", err, sentence, who)
	}
}

func watched(t *testing.T) *office {
	o := newOffice(t)
	for login, extension := range map[string]string{"sam": "102", "mira": "103"} {
		o.put(o.kestrel, login, func(u *callgate.User) {
			u.Roles, u.Extensions = []callgate.Membership{{Role: portsip("StandardUser")}}, []callgate.OwnExtension{{Name: extension}}
		})
	}
	for _, x := range [][2]string{{"extension", "101"}, {"queue", "600"}} {
		_, err := o.operator("kestrel").Things.Add(x[0], x[1], "")
		ok(t, err)
	}
	return o
}

var listening = []OverrideInput{{Permission: "calls.log:read", Allow: true}, {Permission: "calls.recording:read", Allow: true}}

// A save that breaks a sentence is refused with it, whichever way it comes in.
func TestSavesKeepExpectations(t *testing.T) {
	o := watched(t)
	const nobody = "nobody but ada, mira can calls.recording:read extension:101"
	o.expects(nobody, "sam cannot calls.log:read queue:600", "mira can calls.own:read")
	ada := o.as("ada")
	reach := []callgate.Entity{"extension:101"}
	sam := o.user("sam")
	_, err := ada.Users.SetAccess(sam.ID, Access{Revision: sam.Revision, Overrides: &listening, Reach: &reach})
	breaks(t, err, nobody, "Sam")
	if len(o.user("sam").Overrides) > 0 || o.user("sam").Revision != sam.Revision {
		t.Fatal("the refused save left something")
	}
	mira := o.user("mira") // she is named
	_, err = ada.Users.SetAccess(mira.ID, Access{Revision: mira.Revision, Overrides: &listening, Reach: &reach})
	ok(t, err)

	r, err := ada.Roles.Add(RoleInput{Name: "Ears", Permissions: []callgate.Permission{"calls.log:read"}, Reach: "list", ReachList: reach})
	ok(t, err)
	_, err = ada.Roles.SetMembers(r.ID, []callgate.ID{sam.ID}, nil)
	ok(t, err)
	_, err = ada.Roles.Edit(r.ID, RoleInput{Revision: 1, Name: "Ears", Permissions: []callgate.Permission{"calls.log:read", "calls.recording:read"}, Reach: "list", ReachList: reach})
	breaks(t, err, nobody, "Sam")
	_, err = ada.Roles.Edit(r.ID, RoleInput{Revision: 1, Name: "Ears", Permissions: []callgate.Permission{"calls.log:read"}, Reach: "list", ReachList: append(reach, "queue:600")})
	breaks(t, err, "sam cannot calls.log:read queue:600", "Sam")
	o.administrator("eve") // past the rules
	_, err = ada.Users.Edit(o.ids["eve"], Profile{Description: ptr("was broken before, is no worse")})
	ok(t, err)
	_, err = ada.Users.Add(NewUser{Profile: Profile{Login: ptr("kim")}, Access: Access{Kind: ptr(callgate.Administrator)}, NoRole: true})
	breaks(t, err, nobody, "kim")
	if len(o.records("user.add")) > 0 {
		t.Error("a refused user is in the audit")
	}
	_, err = ada.Tenants.Edit(o.tenantNow().Revision, TenantInput{Package: &[]string{"directory.users", "calls.log"}})
	breaks(t, err, "mira can calls.own:read", "Mira")
}

func (o *office) tenantNow() *callgate.Tenant { return (*o.s.views.Load())[o.kestrel].Tenant }

// Hosts, where a sentence names a network: all of it, for what somebody can.
func TestHostsKeepExpectations(t *testing.T) {
	o := watched(t)
	o.tenant(func(tn *callgate.Tenant) { tn.Hosts = []callgate.Host{{CIDR: "192.0.0.0/8"}} })
	o.expects("sam can dashboard:read from 192.0.2.0/24", "nobody but ada can dashboard:read from 198.51.100.0/24")
	ada := o.from("ada", officeAddress, 0)
	save := func(hosts ...string) error {
		list := make([]callgate.Host, len(hosts))
		for i, h := range hosts {
			list[i] = callgate.Host{CIDR: h}
		}
		return only(ada.Hosts.Save(o.tenantNow().Revision, list))
	}
	breaks(t, save("192.0.2.0/25"), "sam can dashboard:read from 192.0.2.0/24", "Sam")
	breaks(t, save("192.0.2.0/24", "198.51.100.7"), "nobody but ada can dashboard:read from 198.51.100.0/24", "")
	ok(t, save("192.0.2.0/25", "192.0.2.128/25"))
}

// Blocking takes away, and never waits for an expectation; deleting whom one
// names as able does.
func TestPeopleWhoGo(t *testing.T) {
	o := watched(t)
	o.hire("kim", "StandardUser")
	o.expects("sam can calls.voicemail:read", "nobody but ada, sam, mira can directory.users:write", "mira cannot tenants:write", "nobody but mira, ada can calls.log:read user:kim", "nobody but ada can directory.users:write")
	ada := o.as("ada")
	_, err := ada.Users.Block(o.ids["sam"], "left in anger")
	ok(t, err)
	page, err := ada.Expectations.List()
	ok(t, err)
	if page.Rows[0].Said.State != "rests" || page.Broken != 0 {
		t.Errorf("%+v", page)
	}
	// While he is out the right may go; then he cannot come back in before the sentence goes.
	sam := o.user("sam")
	_, err = ada.Users.SetAccess(sam.ID, Access{Revision: sam.Revision, Roles: &[]MembershipInput{}})
	ok(t, err)
	_, err = ada.Users.Unblock(sam.ID)
	breaks(t, err, "sam can calls.voicemail:read", "Sam")
	err = ada.Users.Delete(sam.ID, "sam")
	refuses(t, err, "expectation_names")

	_, err = ada.Users.Edit(sam.ID, Profile{Login: ptr("samuel")})
	ok(t, err)
	if got := o.expectations(); got[0] != "samuel can calls.voicemail:read" || got[1] != "nobody but ada, samuel, mira can directory.users:write" {
		t.Errorf("%q", got)
	}
	ok(t, ada.Users.Delete(o.ids["mira"], "mira"))
	ok(t, ada.Users.Delete(o.ids["kim"], "kim"))
	got := o.expectations()
	want := []string{"samuel can calls.voicemail:read", "nobody but ada, samuel can directory.users:write", "nobody but ada can directory.users:write"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	ok(t, ada.Expectations.Delete(page.Rows[0].ID))
	ok(t, ada.Users.Delete(sam.ID, "samuel"))
	if got := o.expectations(); !slices.Equal(got, want[2:]) { // two that say the same are one
		t.Errorf("%q", got)
	}
}

// What does not hold is not kept, and what names nobody is pointed at.
func TestExpectationsAreRead(t *testing.T) {
	o := watched(t)
	ada := o.as("ada")
	_, err := ada.Expectations.Add("sam can calls.log:read", "")
	refuses(t, err, "expectation_not_so")
	_, err = ada.Expectations.Add("nobody can calls.log:read", "")
	refuses(t, err, "expectation_not_so")
	for text, want := range map[string]string{
		"sam may calls.log:read":                  "sentence_can 5",
		"sam cannot calls.log:read queue:999":     "sentence_thing_unknown 27",
		"nobody but ada, sma can calls.log:read":  "sentence_login_unknown 17",
		"hal cannot calls.log:read":               "sentence_login_unknown 1",
		"sam cannot calls.log:read user:nobody":   "sentence_thing_unknown 27",
		"sam cannot calls.log:read from 10.0.0.x": "sentence_host 32",
	} {
		reading, err := ada.Expectations.Read(text)
		ok(t, err)
		if reading.Error == nil || string(reading.Error.Code)+" "+reading.Error.Params["place"] != want {
			t.Errorf("%s: %v, want %s", text, reading.Error, want)
		}
		_, err = ada.Expectations.Add(text, "")
		refuses(t, err, callgate.Code(strings.Fields(want)[0]))
	}
	reading, err := ada.Expectations.Read("  SAM cannot  calls.log:read user:MIRA from 10.1.*.* ")
	ok(t, err)
	if said := reading.Said; said == nil || said.Text != "sam cannot calls.log:read user:mira from 10.1.0.0/16" || said.State != "holds" || said.People[0].Name != "Sam" {
		t.Errorf("%+v", reading)
	}
	row, err := ada.Expectations.Add("sam cannot calls.log:read", "as agreed")
	ok(t, err)
	_, err = ada.Expectations.Add("Sam cannot calls.log:read", "")
	refuses(t, err, callgate.Taken)
	_, err = ada.Expectations.Edit(row.ID, row.Revision+1, row.Text, "")
	refuses(t, err, callgate.Conflict)
	row, err = ada.Expectations.Edit(row.ID, row.Revision, "sam cannot calls.recording:read", row.Note)
	ok(t, err)
	if row.Revision != 2 || row.ChangedBy != "Ada" || row.Note != "as agreed" {
		t.Errorf("%+v", row)
	}
	refuses(t, o.as("hal").Expectations.Delete(row.ID), callgate.NotFound)
	_, err = o.as("hal").Expectations.Edit(row.ID, 2, "hal can dashboard:read", "")
	refuses(t, err, callgate.NotFound)
	ok(t, ada.Expectations.Delete(row.ID))
	if got := len(o.records("expectation.add")) + len(o.records("expectation.edit")) + len(o.records("expectation.delete")); got != 3 {
		t.Errorf("%d records", got)
	}
}

// Of many, those who break nothing are changed, and the others named.
func TestBulkBreaksOneByOne(t *testing.T) {
	o := watched(t)
	o.expects("sam cannot calls.log:read")
	id := o.roleOf(t, "Logs", "calls.log:read")
	result, err := o.as("ada").Users.Bulk(Bulk{IDs: []callgate.ID{o.ids["sam"], o.ids["mira"]}, Deed: "assign_role", Role: id})
	ok(t, err)
	if result.Done != 1 || len(result.Refused) != 1 || result.Refused[0].Login != "sam" {
		t.Fatalf("%+v", result)
	}
	breaks(t, result.Refused[0].Error, "sam cannot calls.log:read", "Sam")
}

func (o *office) roleOf(t *testing.T, name string, list ...callgate.Permission) callgate.ID {
	r, err := o.operator("kestrel").Roles.Add(RoleInput{Name: name, Permissions: list})
	ok(t, err)
	return r.ID
}

// Who may not read expectations is refused without the sentence.
func TestUnseenExpectations(t *testing.T) {
	o := watched(t)
	desk := o.roleOf(t, "Desk", "directory.users:read", "directory.users:write", "calls.log:read")
	o.put(o.kestrel, "dora", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: desk}, {Role: portsip("StandardUser")}} })
	o.expects("sam cannot calls.log:read")
	sam := o.user("sam")
	list := []OverrideInput{{Permission: "calls.log:read", Allow: true}}
	_, err := o.as("dora").Users.SetAccess(sam.ID, Access{Revision: sam.Revision, Overrides: &list})
	var e *callgate.Error
	if !errors.As(err, &e) || e.Code != expectationUnseen || e.Params["sentence"] != "" || e.Params["who"] != "Sam" {
		t.Fatal(err)
	}
}

// An import that breaks a sentence leaves nothing.
func TestImportKeepsExpectations(t *testing.T) {
	o := watched(t)
	o.expects("nobody but ada, sam, mira can dial.internal:use")
	files := o.as("ada").Files
	job := o.apply(files, preview(t, files, fileOf("login,name\nkim,Kim\nlee,Lee\n")))
	if job.State != failed || job.Error == nil || job.Error.Code != expectationBroken || !strings.Contains(job.Error.Params["who"], "Kim") {
		t.Fatalf("%+v", job)
	}
	if _, there := o.view().withLogin("kim"); there {
		t.Error("kim is there")
	}
}

// What is suggested holds, is about who may do most harm, and is not said again
// once it is kept.
func TestSuggestedSentencesHold(t *testing.T) {
	o := watched(t)
	m := o.as("ada")
	list, err := m.Expectations.Suggest()
	ok(t, err)
	if len(list) != mostSuggested || list[0].Text != "nobody but ada can directory.roles:write" {
		t.Fatalf("%+v", list)
	}
	for _, said := range list {
		if said.State != "holds" {
			t.Errorf("%s does not hold: %+v", said.Text, said)
		}
	}
	o.expects(list[0].Text)
	next, err := m.Expectations.Suggest()
	ok(t, err)
	if len(next) != mostSuggested || next[0].Text != list[1].Text || slices.ContainsFunc(next, func(s SaidSentence) bool { return s.Text == list[0].Text }) {
		t.Fatalf("kept already, and suggested again: %+v", next)
	}
	for _, who := range []string{"bea", "cyd", "dov", "eli", "fay"} { // with ada they are six
		o.put(o.kestrel, who, func(u *callgate.User) {
			u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true}, {Permission: "calls.recording:read", Allow: true}, {Permission: "calls.recording_download:read", Allow: true}}
			u.Extensions = []callgate.OwnExtension{{Name: "7" + who[:1]}}
		})
	}
	next, err = m.Expectations.Suggest()
	ok(t, err)
	if len(next) != mostSuggested || slices.ContainsFunc(next, func(s SaidSentence) bool { return strings.Contains(s.Text, "calls.") }) {
		t.Errorf("six people are excepted, or nothing else is suggested: %+v", next)
	}
}

package api

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// scene is what the calls of the matrix are about: all of it in kestrel.
type scene struct {
	user, role, login callgate.ID
	session           callgate.ID
	thing             string
	revision          int
}

// columns of the matrix: nobody signed in, a standard user, a QueueManager, an
// administrator, and the administrator of another tenant with the ids of this
// one.
var columns = []string{"nobody", "standard", "queues", "administrator", "elsewhere"}

// What a cell says: "yes", or the code of the refusal.
const (
	yes    = "yes"
	out    = "not_signed_in"
	denied = "denied"
	none   = "not_found"
)

// row of the matrix: a call, and what each column is answered.
type row struct {
	call string
	do   func(m Modules, s scene) error
	says [5]string
}

// only drops a call's result.
func only[T any](_ T, err error) error { return err }

// previewed is the refusal of a preview, whichever way it comes.
func previewed(p Preview, err error) error {
	if err == nil && p.Refused != nil {
		return p.Refused
	}
	return err
}

// everybody may do this once signed in, each for himself.
func everybody(say string) [5]string { return [5]string{out, say, say, say, say} }

// The matrix (PROMISES 16). A call that is not listed fails the test.
var matrix = []row{
	{"SignIn.Logo", func(m Modules, _ scene) error { return only(m.SignIn.Logo()) }, [5]string{yes, yes, yes, yes, yes}},
	{"SignIn.Status", func(m Modules, _ scene) error { return only(m.SignIn.Status()) }, [5]string{yes, yes, yes, yes, yes}},
	{"SignIn.SetUpFactor", func(m Modules, _ scene) error { return only(m.SignIn.SetUpFactor("x", "T", "l")) }, same("already_set_up")},
	{"SignIn.SetUp", func(m Modules, _ scene) error { return only(m.SignIn.SetUp(SetUpInput{Token: "x"})) }, same("already_set_up")},
	{"SignIn.Advise", func(m Modules, _ scene) error { return only(m.SignIn.Advise("x", nil)) }, same(yes)},
	{"SignIn.Password", func(m Modules, _ scene) error { return only(m.SignIn.Password("kestrel", "nobody", "x")) }, same("sign_in_refused")},
	{"SignIn.Code", func(m Modules, _ scene) error { return only(m.SignIn.Code("123456")) }, same(out)},
	{"SignIn.RecoveryCode", func(m Modules, _ scene) error { return only(m.SignIn.RecoveryCode("x")) }, same(out)},
	{"SignIn.ChoosePassword", func(m Modules, _ scene) error { return only(m.SignIn.ChoosePassword(nextPassword)) }, same(out)},
	{"SignIn.Recover", func(m Modules, _ scene) error { return m.SignIn.Recover("kestrel", "nobody") }, same("recovery_off")},
	{"SignIn.UseRecovery", func(m Modules, _ scene) error { return only(m.SignIn.UseRecovery("x")) }, same("recovery_over")},
	{"SignIn.StartEnrol", func(m Modules, _ scene) error { return only(m.SignIn.StartEnrol()) }, same(out)},
	{"SignIn.ConfirmEnrol", func(m Modules, _ scene) error { return only(m.SignIn.ConfirmEnrol("123456")) }, same(out)},
	{"SignIn.Postpone", func(m Modules, _ scene) error { return only(m.SignIn.Postpone()) }, same(out)},
	{"SignIn.StopActing", func(m Modules, _ scene) error { return only(m.SignIn.StopActing()) }, everybody(yes)},
	{"SignIn.SignOut", func(m Modules, _ scene) error { return only(m.SignIn.SignOut()) }, same(yes)},

	{"Account.Get", func(m Modules, _ scene) error { return only(m.Account.Get()) }, everybody(yes)},
	{"Account.EditProfile", func(m Modules, _ scene) error { return only(m.Account.EditProfile(OwnProfile{First: "New"})) }, everybody(yes)},
	{"Account.SetPreferences", func(m Modules, _ scene) error { return only(m.Account.SetPreferences(Preferences{Theme: "dark"})) }, everybody(yes)},
	{"Account.ChangePassword", func(m Modules, _ scene) error { return m.Account.ChangePassword("wrong", nextPassword) }, everybody("password_wrong")},
	{"Account.Confirm", func(m Modules, _ scene) error { return m.Account.Confirm("wrong") }, everybody("password_wrong")},
	{"Account.ConfirmFactor", func(m Modules, _ scene) error { return only(m.Account.ConfirmFactor("123456")) }, everybody("enrolment_not_begun")},
	{"Account.StartFactor", func(m Modules, _ scene) error { return only(m.Account.StartFactor()) }, everybody(yes)},
	{"Account.RemoveFactor", func(m Modules, _ scene) error { return m.Account.RemoveFactor("wrong") }, everybody("password_wrong")},
	{"Account.NewRecoveryCodes", func(m Modules, _ scene) error { return only(m.Account.NewRecoveryCodes("wrong")) }, everybody("password_wrong")},
	{"Account.Colours", func(m Modules, _ scene) error { return only(m.Account.Colours()) }, everybody(yes)},
	{"Account.ReadColours", func(m Modules, _ scene) error { return only(m.Account.ReadColours(nil)) }, everybody(yes)},
	{"Account.SetColours", func(m Modules, _ scene) error {
		return only(m.Account.SetColours(map[string]string{"away": "#8A7A2E"}))
	}, everybody(yes)},
	{"Account.Unattended", func(m Modules, _ scene) error { return m.Account.Unattended(false) }, everybody(yes)},
	{"Account.Sessions", func(m Modules, _ scene) error { return only(m.Account.Sessions()) }, everybody(yes)},
	{"Account.EndSession", func(m Modules, s scene) error { return m.Account.EndSession(s.session) }, everybody(none)},
	{"Account.EndOtherSessions", func(m Modules, _ scene) error { return m.Account.EndOtherSessions() }, everybody(yes)},

	{"Users.List", func(m Modules, _ scene) error { return only(m.Users.List(UserQuery{})) }, [5]string{out, denied, yes, yes, yes}},
	{"Users.Get", func(m Modules, s scene) error { return only(m.Users.Get(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Find", func(m Modules, s scene) error { return only(m.Users.Find(s.login)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Add", func(m Modules, s scene) error {
		return only(m.Users.Add(NewUser{Profile: Profile{Login: ptr("new." + s.login)}}))
	}, [5]string{out, denied, yes, yes, yes}},
	{"Users.Edit", func(m Modules, s scene) error { return only(m.Users.Edit(s.user, Profile{Name: ptr("New")})) }, [5]string{out, denied, yes, yes, none}},
	{"Users.SetAccess", func(m Modules, s scene) error {
		return only(m.Users.SetAccess(s.user, Access{Revision: s.revision, Seat: ptr("lite")}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Users.Save", func(m Modules, s scene) error {
		return only(m.Users.Save(s.user, Profile{Name: ptr("New")}, Access{Revision: s.revision}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Users.Duplicate", func(m Modules, s scene) error { return only(m.Users.Duplicate(s.user, "dup."+s.login, "", "")) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Delete", func(m Modules, s scene) error { return m.Users.Delete(s.user, s.login) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Block", func(m Modules, s scene) error { return only(m.Users.Block(s.user, "gone")) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Unblock", func(m Modules, s scene) error { return only(m.Users.Unblock(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.SetEnabled", func(m Modules, s scene) error { return only(m.Users.SetEnabled(s.user, false)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Unlock", func(m Modules, s scene) error { return only(m.Users.Unlock(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Activate", func(m Modules, s scene) error { return only(m.Users.Activate(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.ActivateMany", func(m Modules, s scene) error {
		sheet, err := m.Users.ActivateMany([]callgate.ID{s.user})
		if err == nil && len(sheet.Refused) > 0 {
			return sheet.Refused[0].Error
		}
		return err
	}, [5]string{out, denied, yes, yes, none}},
	{"Users.SheetHead", func(m Modules, _ scene) error { return only(m.Users.SheetHead()) }, [5]string{out, denied, yes, yes, yes}},
	{"Users.LeavePreview", func(m Modules, s scene) error { return only(m.Users.LeavePreview(s.user, "")) }, [5]string{out, denied, yes, yes, none}},
	{"Users.TakeBackLeave", func(m Modules, s scene) error { return only(m.Users.TakeBackLeave(s.user)) }, [5]string{out, denied, "leave_final", "leave_final", none}},
	{"Users.TakeBackDelete", func(m Modules, s scene) error { return only(m.Users.TakeBackDelete(s.user)) }, [5]string{out, denied, undoFinal, undoFinal, undoFinal}},
	{"Users.TakeBack", func(m Modules, _ scene) error { return only(m.Users.TakeBack([]callgate.ID{"nothing"})) }, [5]string{out, denied, undoFinal, undoFinal, undoFinal}},
	{"Users.Ends", func(m Modules, _ scene) error { return only(m.Users.Ends(30)) }, [5]string{out, denied, yes, yes, yes}},
	{"Users.Extend", func(m Modules, s scene) error { return only(m.Users.Extend(s.user, "user", "", "2099-01-01")) }, [5]string{out, denied, yes, yes, none}},
	{"Users.ResetFactor", func(m Modules, s scene) error { return only(m.Users.ResetFactor(s.user)) }, [5]string{out, denied, "factor_none", "factor_none", none}},
	{"Users.Sessions", func(m Modules, s scene) error { return only(m.Users.Sessions(s.user)) }, [5]string{out, denied, denied, yes, none}},
	{"Users.EndSession", func(m Modules, s scene) error { return m.Users.EndSession(s.user, s.session) }, [5]string{out, denied, denied, yes, none}},
	{"Users.EndSessions", func(m Modules, s scene) error { return m.Users.EndSessions(s.user) }, [5]string{out, denied, denied, yes, none}},
	{"Users.Leave", func(m Modules, s scene) error { return only(m.Users.Leave(s.user, "", s.login)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Effective", func(m Modules, s scene) error { return only(m.Users.Effective(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Switches", func(m Modules, s scene) error { return only(m.Users.Switches(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Users.SetPreset", func(m Modules, s scene) error {
		return only(m.Users.SetPreset(s.user, s.revision, "manage_queues", true, []callgate.Entity{callgate.EntityOf("queue", s.thing)}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Users.SetFeature", func(m Modules, s scene) error {
		return only(m.Users.SetFeature(s.user, s.revision, "calls.wallboard:read", "allow"))
	}, [5]string{out, denied, yes, yes, none}},
	{"Users.Recent", func(m Modules, s scene) error { return only(m.Users.Recent(s.user)) }, [5]string{out, denied, denied, yes, none}},
	{"Users.Editing", func(m Modules, s scene) error { return only(m.Users.Editing(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Addresses.Held", func(m Modules, _ scene) error { return only(m.Addresses.Held()) }, [5]string{out, denied, denied, yes, yes}},
	{"Addresses.Release", func(m Modules, _ scene) error { return only(m.Addresses.Release("192.0.2.99")) }, [5]string{out, denied, denied, "address_not_held", "address_not_held"}},
	{"Users.Assist", func(m Modules, s scene) error { return only(m.Users.Assist(s.user, 1)) }, [5]string{out, denied, "assistance_only", "assistance_only", none}},
	{"Users.ActAs", func(m Modules, s scene) error { return m.Users.ActAs(s.user) }, [5]string{out, denied, denied, yes, none}},
	{"Users.ViewAs", func(m Modules, s scene) error { return m.Users.ViewAs(s.user) }, [5]string{out, denied, yes, yes, none}},
	{"Users.Bulk", func(m Modules, s scene) error {
		r, err := m.Users.Bulk(Bulk{IDs: []callgate.ID{s.user}, Deed: "block"})
		if err == nil && len(r.Refused) > 0 {
			return r.Refused[0].Error
		}
		return err
	}, [5]string{out, denied, yes, yes, none}},

	{"Roles.Catalogue", func(m Modules, _ scene) error { return only(m.Roles.Catalogue()) }, everybody(yes)},
	{"Roles.List", func(m Modules, _ scene) error { return only(m.Roles.List()) }, [5]string{out, denied, denied, yes, yes}},
	{"Roles.Add", func(m Modules, s scene) error { return only(m.Roles.Add(RoleInput{Name: "New " + s.login})) }, [5]string{out, denied, denied, yes, yes}},
	{"Roles.Edit", func(m Modules, s scene) error {
		return only(m.Roles.Edit(s.role, RoleInput{Revision: 1, Name: "Renamed " + s.login}))
	}, [5]string{out, denied, denied, yes, none}},
	{"Roles.Delete", func(m Modules, s scene) error { return m.Roles.Delete(s.role, "") }, [5]string{out, denied, denied, yes, none}},
	{"Roles.Members", func(m Modules, s scene) error { return only(m.Roles.Members(s.role, "")) }, [5]string{out, denied, denied, yes, none}},
	{"Roles.TakeBackDelete", func(m Modules, s scene) error { return only(m.Roles.TakeBackDelete(s.role)) }, [5]string{out, denied, denied, undoFinal, undoFinal}},
	{"Roles.SetMembers", func(m Modules, s scene) error {
		return only(m.Roles.SetMembers(s.role, []callgate.ID{s.user}, nil))
	}, [5]string{out, denied, "escalation", yes, none}},

	{"Hosts.Get", func(m Modules, _ scene) error { return only(m.Hosts.Get()) }, [5]string{out, denied, denied, yes, yes}},
	{"Hosts.Read", func(m Modules, _ scene) error { return only(m.Hosts.Read("192.0.2.1", nil)) }, everybody(yes)},
	{"Hosts.Test", func(m Modules, s scene) error { return only(m.Hosts.Test("192.0.2.1", s.login, nil)) }, [5]string{out, denied, denied, yes, "user_unknown"}},
	{"Hosts.Preview", func(m Modules, _ scene) error { return only(m.Hosts.Preview(nil)) }, [5]string{out, denied, denied, yes, yes}},
	{"Hosts.Save", func(m Modules, _ scene) error {
		v, err := m.Tenants.Current()
		if err != nil {
			return err
		}
		return only(m.Hosts.Save(v.Revision, []callgate.Host{{CIDR: "192.0.2.0/24"}}))
	}, [5]string{out, denied, denied, "sign_in_again", "sign_in_again"}},

	{"Check.Ask", func(m Modules, s scene) error {
		return only(m.Check.Ask(callgate.Question{Login: s.login, Permission: "calls.log:read"}))
	}, [5]string{out, denied, yes, yes, "user_unknown"}},
	{"Check.Who", func(m Modules, _ scene) error {
		return only(m.Check.Who(WhoQuestion{Permission: "calls.log:read", AnyAddress: true}))
	}, [5]string{out, denied, yes, yes, yes}},
	{"Check.Sees", func(m Modules, s scene) error { return only(m.Check.Sees(s.user)) }, [5]string{out, denied, yes, yes, none}},
	{"Check.Access", func(m Modules, s scene) error { return only(m.Check.Access(s.login)) }, [5]string{out, denied, yes, yes, "user_unknown"}},
	{"Checks.List", func(m Modules, _ scene) error { return only(m.Checks.List()) }, [5]string{out, denied, yes, yes, yes}},
	{"Check.Asked", func(m Modules, _ scene) error { return only(m.Check.Asked()) }, [5]string{out, denied, denied, yes, yes}},
	{"Check.Suggest", func(m Modules, _ scene) error { return only(m.Check.Suggest("a")) }, everybody(yes)},

	{"Expectations.List", func(m Modules, _ scene) error { return only(m.Expectations.List()) }, [5]string{out, denied, denied, yes, yes}},
	{"Expectations.Read", func(m Modules, s scene) error { return only(m.Expectations.Read(s.login + " can")) }, [5]string{out, denied, denied, yes, yes}},
	{"Expectations.Suggest", func(m Modules, _ scene) error { return only(m.Expectations.Suggest()) }, [5]string{out, denied, denied, yes, yes}},
	{"Expectations.Add", func(m Modules, s scene) error {
		return only(m.Expectations.Add(s.login+" cannot tenants:write", ""))
	}, [5]string{out, denied, denied, yes, "sentence_login_unknown"}},
	{"Expectations.Edit", func(m Modules, s scene) error {
		return only(m.Expectations.Edit(s.role, 1, s.login+" cannot tenants:write", ""))
	}, [5]string{out, denied, denied, none, none}},
	{"Expectations.Delete", func(m Modules, s scene) error { return m.Expectations.Delete(s.role) }, [5]string{out, denied, denied, none, none}},

	{"Reviews.List", func(m Modules, _ scene) error { return only(m.Reviews.List()) }, [5]string{out, denied, denied, yes, yes}},
	{"Reviews.Start", func(m Modules, s scene) error { return only(m.Reviews.Start(ReviewInput{Name: s.login})) }, [5]string{out, denied, denied, yes, yes}},
	{"Reviews.Get", func(m Modules, s scene) error { return only(m.Reviews.Get(s.role, ReviewQuery{})) }, [5]string{out, denied, denied, none, none}},
	{"Reviews.Decide", func(m Modules, s scene) error {
		return only(m.Reviews.Decide(s.role, []ReviewDecision{{Position: 1}}))
	}, [5]string{out, denied, denied, none, none}},
	{"Reviews.Finish", func(m Modules, s scene) error { return only(m.Reviews.Finish(s.role)) }, [5]string{out, denied, denied, none, none}},
	{"Reviews.Export", func(m Modules, s scene) error { return only(m.Reviews.Export(s.role, "csv")) }, [5]string{out, denied, denied, none, none}},

	{"Audit.List", func(m Modules, _ scene) error { return only(m.Audit.List(AuditQuery{})) }, [5]string{out, denied, denied, yes, yes}},
	{"Audit.Verify", func(m Modules, _ scene) error { return only(m.Audit.Verify()) }, [5]string{out, denied, denied, yes, yes}},
	{"Audit.Export", func(m Modules, _ scene) error { return only(m.Audit.Export(AuditQuery{}, "csv")) }, [5]string{out, denied, denied, yes, yes}},

	{"Audit.Retention", func(m Modules, _ scene) error { return only(m.Audit.Retention(90)) }, [5]string{out, denied, denied, yes, yes}},
	{"Audit.Retain", func(m Modules, _ scene) error { return only(m.Audit.Retain(90)) }, [5]string{out, denied, denied, "sign_in_again", "sign_in_again"}},

	{"Tenants.Current", func(m Modules, _ scene) error { return only(m.Tenants.Current()) }, everybody(yes)},
	{"Tenants.Edit", func(m Modules, _ scene) error {
		t, err := m.Tenants.Current()
		if err != nil {
			return err
		}
		return only(m.Tenants.Edit(t.Revision, TenantInput{Name: ptr("New " + t.Name)}))
	}, [5]string{out, denied, denied, yes, yes}},
	{"Tenants.PackageEffect", func(m Modules, _ scene) error { return only(m.Tenants.PackageEffect([]string{"apps"})) }, [5]string{out, denied, denied, yes, yes}},
	{"Tenants.List", func(m Modules, _ scene) error { return only(m.Tenants.List()) }, everybody(yes)},
	{"Tenants.Add", func(m Modules, s scene) error {
		return only(m.Tenants.Add(NewTenant{Slug: "t-" + s.login, Name: "New"}))
	}, [5]string{out, denied, denied, yes, "tenant_kind_below"}},
	{"Tenants.SetEnabled", func(m Modules, _ scene) error { return only(m.Tenants.SetEnabled("kestrel", false)) }, [5]string{out, denied, denied, "own_tenant", "tenant_unknown"}},

	{"Things.List", func(m Modules, _ scene) error { return only(m.Things.List("queue", "")) }, [5]string{out, denied, yes, yes, yes}},
	{"Things.Add", func(m Modules, s scene) error { return only(m.Things.Add("queue", "q"+s.thing, "")) }, [5]string{out, denied, yes, yes, yes}},
	{"Things.Edit", func(m Modules, s scene) error { return only(m.Things.Edit("queue", s.thing, "Claims")) }, [5]string{out, denied, yes, yes, none}},
	{"Things.Delete", func(m Modules, s scene) error { return m.Things.Delete("queue", s.thing) }, [5]string{out, denied, yes, yes, none}},

	{"Mail.Settings", func(m Modules, _ scene) error { return only(m.Mail.Settings()) }, [5]string{out, denied, denied, yes, none}},
	{"Mail.Save", func(m Modules, _ scene) error { return only(m.Mail.Save(MailInput{})) }, [5]string{out, denied, denied, "sign_in_again", none}},
	{"Mail.TurnOff", func(m Modules, _ scene) error { return only(m.Mail.TurnOff()) }, [5]string{out, denied, denied, "sign_in_again", none}},
	{"Mail.Test", func(m Modules, _ scene) error { return only(m.Mail.Test(MailInput{}, "a@b.example")) }, [5]string{out, denied, denied, "mail_host", none}},

	{"Notices.List", func(m Modules, _ scene) error { return only(m.Notices.List("")) }, everybody(yes)},
	{"Notices.Unread", func(m Modules, _ scene) error { return only(m.Notices.Unread()) }, everybody(yes)},
	{"Notices.Seen", func(m Modules, s scene) error { return m.Notices.Seen(s.user) }, everybody(yes)},
	{"Notices.Choices", func(m Modules, _ scene) error { return only(m.Notices.Choices()) }, everybody(yes)},
	{"Notices.Choose", func(m Modules, _ scene) error { return only(m.Notices.Choose("ends_soon", true, false)) }, everybody(yes)},

	{"Requests.Page", func(m Modules, _ scene) error { return only(m.Requests.Page("audit")) }, everybody(yes)},
	{"Requests.Mine", func(m Modules, _ scene) error { return only(m.Requests.Mine()) }, everybody(yes)},
	{"Requests.Ask", func(m Modules, _ scene) error { return only(m.Requests.Ask("security.audit:read", "", "")) }, [5]string{out, yes, yes, "request_held", "request_held"}},
	{"Requests.List", func(m Modules, _ scene) error { return only(m.Requests.List()) }, [5]string{out, denied, yes, yes, yes}},
	{"Requests.Grant", func(m Modules, _ scene) error { return only(m.Requests.Grant("nothing", "", "")) }, [5]string{out, denied, none, none, none}},
	{"Requests.Decline", func(m Modules, _ scene) error { return only(m.Requests.Decline("nothing", "no")) }, [5]string{out, denied, none, none, none}},
	{"Requests.Withdraw", func(m Modules, _ scene) error { return only(m.Requests.Withdraw("nothing")) }, everybody(none)},

	{"Files.Preview", func(m Modules, _ scene) error {
		return only(m.Files.Preview(ImportInput{Base64: "bG9naW4KYW5uYQo="}))
	}, [5]string{out, denied, yes, yes, yes}},
	{"Files.Groups", func(m Modules, s scene) error {
		return only(m.Files.Groups(ImportInput{Base64: base64.StdEncoding.EncodeToString([]byte("groupname\nGroup of " + s.login + "\n"))}, false))
	}, [5]string{out, denied, denied, yes, yes}},
	{"Files.TakeBackGroups", func(m Modules, _ scene) error { return m.Files.TakeBackGroups("nothing") }, [5]string{out, denied, denied, undoFinal, undoFinal}},
	{"Files.Apply", func(m Modules, _ scene) error { return only(m.Files.Apply("nothing")) }, [5]string{out, denied, "import_plan_gone", "import_plan_gone", "import_plan_gone"}},
	{"Files.Progress", func(m Modules, _ scene) error { return only(m.Files.Progress("nothing")) }, [5]string{out, denied, "import_plan_gone", "import_plan_gone", "import_plan_gone"}},
	{"Files.Cancel", func(m Modules, _ scene) error { return only(m.Files.Cancel("nothing")) }, [5]string{out, denied, "import_plan_gone", "import_plan_gone", "import_plan_gone"}},
	{"Files.Template", func(m Modules, _ scene) error { return only(m.Files.Template("roles", "csv", nil)) }, [5]string{out, denied, yes, yes, yes}},
	{"Files.ExportUsers", func(m Modules, _ scene) error { return only(m.Files.ExportUsers(ExportInput{})) }, [5]string{out, denied, yes, yes, yes}},
	{"Impact.Access", func(m Modules, s scene) error {
		return previewed(m.Impact.Access(s.user, Access{Revision: s.revision, Seat: ptr("lite")}, Look{}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Impact.Profile", func(m Modules, s scene) error {
		return previewed(m.Impact.Profile(s.user, Profile{Name: ptr("New")}, Look{}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Impact.Delete", func(m Modules, s scene) error { return previewed(m.Impact.Delete(s.user, Look{})) }, [5]string{out, denied, yes, yes, none}},
	{"Impact.Bulk", func(m Modules, s scene) error {
		p, err := m.Impact.Bulk(Bulk{IDs: []callgate.ID{s.user}, Deed: "block"}, Look{})
		if err == nil && len(p.Left) > 0 {
			return p.Left[0].Error
		}
		return previewed(p, err)
	}, [5]string{out, denied, yes, yes, none}},
	{"Impact.Assist", func(m Modules, s scene) error { return previewed(m.Impact.Assist(s.user, 1, Look{})) }, [5]string{out, denied, "assistance_only", "assistance_only", none}},
	{"Impact.Duplicate", func(m Modules, s scene) error {
		return previewed(m.Impact.Duplicate(s.user, s.login+"2", "", "", Look{}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Impact.Leave", func(m Modules, s scene) error { return previewed(m.Impact.Leave(s.user, "", Look{})) }, [5]string{out, denied, yes, yes, none}},
	{"Impact.Preset", func(m Modules, s scene) error {
		return previewed(m.Impact.Preset(s.user, s.revision, "manage_queues", true, []callgate.Entity{callgate.EntityOf("queue", s.thing)}, Look{}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Impact.Feature", func(m Modules, s scene) error {
		return previewed(m.Impact.Feature(s.user, s.revision, "calls.wallboard:read", "allow", Look{}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Impact.Extend", func(m Modules, s scene) error {
		return previewed(m.Impact.Extend(s.user, "user", "", "2099-01-01", Look{}))
	}, [5]string{out, denied, yes, yes, none}},
	{"Impact.Grant", func(m Modules, _ scene) error { return previewed(m.Impact.Grant("nothing", "", Look{})) }, [5]string{out, denied, none, none, none}},
	{"Impact.ThingDelete", func(m Modules, s scene) error { return previewed(m.Impact.ThingDelete("queue", s.thing, Look{})) }, [5]string{out, denied, yes, yes, none}},
	{"Impact.Role", func(m Modules, s scene) error {
		return previewed(m.Impact.Role(s.role, RoleInput{Revision: 1, Name: "Renamed " + s.login}, Look{}))
	}, [5]string{out, denied, denied, yes, none}},
	{"Impact.RoleDelete", func(m Modules, s scene) error { return previewed(m.Impact.RoleDelete(s.role, Look{})) }, [5]string{out, denied, denied, yes, none}},
	{"Impact.RoleMembers", func(m Modules, s scene) error {
		return previewed(m.Impact.RoleMembers(s.role, []callgate.ID{s.user}, nil, Look{}))
	}, [5]string{out, denied, "escalation", yes, none}},
	{"Impact.Hosts", func(m Modules, s scene) error {
		return previewed(m.Impact.Hosts(0, []callgate.Host{{CIDR: "192.0.2.0/24"}}, Look{}))
	}, [5]string{out, denied, denied, "conflict", "conflict"}},
	{"Impact.Tenant", func(m Modules, s scene) error {
		return previewed(m.Impact.Tenant(0, TenantInput{Name: ptr("New")}, Look{}))
	}, [5]string{out, denied, denied, "conflict", "conflict"}},
	{"Impact.TenantEnabled", func(m Modules, s scene) error {
		return previewed(m.Impact.TenantEnabled("kestrel", false, Look{}))
	}, [5]string{out, denied, denied, "own_tenant", "tenant_unknown"}},
}

func same(say string) [5]string { return [5]string{say, say, say, say, say} }

func TestMatrix(t *testing.T) {
	listed := make([]string, len(matrix))
	for i, r := range matrix {
		listed[i] = r.call
	}
	for _, name := range boundMethods() {
		if !slices.Contains(listed, name) {
			t.Errorf("%s is not in the matrix: write down who may call it", name)
		}
	}
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager")
	for i, r := range matrix {
		for c, column := range columns {
			s := o.scene(fmt.Sprintf("v%dc%d", i, c))
			m := o.stranger()
			if who := [...]string{"", "sam", "quinn", "ada", "hal"}[c]; who != "" {
				m = o.as(who)
			}
			before := *o.user(s.login)
			got := string(callgate.CodeOf(r.do(m, s)))
			if got == "" {
				got = yes
			}
			if got != r.says[c] {
				t.Errorf("%s as %s: %s; the matrix says %s", r.call, column, got, r.says[c])
			}
			if slices.Contains([]string{"nobody", "standard", "elsewhere"}, column) && !reflect.DeepEqual(before, *o.user(s.login)) {
				t.Errorf("%s as %s changed a user who is none of his business", r.call, column)
			}
			o.wait(6 * time.Minute) // pauses after wrong passwords
		}
	}
	page, err := o.operator("kestrel").Audit.List(AuditQuery{})
	ok(t, err)
	for _, language := range languages(t) {
		words := dictionary(t, language)
		for _, what := range page.Whats {
			if words["audit."+what] == "" {
				t.Errorf("%s: no sentence for the deed %s", language, what)
			}
		}
	}
}

// scene makes what one cell is about anew: no cell sees what another left.
func (o *office) scene(name string) scene {
	o.t.Helper()
	s := scene{login: name, thing: name, revision: 1}
	s.user = o.hire(name, "StandardUser")
	o.as(name)
	list, err := o.as("ada").Users.Sessions(s.user)
	ok(o.t, err)
	s.session = list[0].ID
	role, err := o.operator("kestrel").Roles.Add(RoleInput{Name: "Role " + name, Permissions: []callgate.Permission{"security.audit:read"}})
	ok(o.t, err)
	s.role = role.ID
	_, err = o.operator("kestrel").Things.Add("queue", name, "")
	ok(o.t, err)
	return s
}

// boundMethods lists every call that a door can make.
func boundMethods() []string {
	var names []string
	for _, bound := range For(nil).Bound() {
		kind := reflect.TypeOf(bound)
		for i := range kind.NumMethod() {
			names = append(names, strings.TrimPrefix(kind.Elem().String(), "api.")+"."+kind.Method(i).Name)
		}
	}
	return names
}

// mayBeAsked are the calls that answer before anybody signed in.
var mayBeAsked = []string{"SignIn.Status", "SignIn.Logo", "SignIn.Advise", "SignIn.SignOut"}

// Every call, of whichever module, refuses a stranger: found by reflection, so
// that a new one cannot be forgotten.
func TestStrangersAreRefused(t *testing.T) {
	o := newOffice(t)
	for _, bound := range o.stranger().Bound() {
		v := reflect.ValueOf(bound)
		for i := range v.NumMethod() {
			name := strings.TrimPrefix(v.Type().Elem().String(), "api.") + "." + v.Type().Method(i).Name
			if slices.Contains(mayBeAsked, name) {
				continue
			}
			args := make([]reflect.Value, v.Method(i).Type().NumIn())
			for a := range args {
				args[a] = reflect.Zero(v.Method(i).Type().In(a))
			}
			results := v.Method(i).Call(args)
			err, _ := results[len(results)-1].Interface().(error)
			switch code := callgate.CodeOf(err); {
			case strings.HasPrefix(name, "SignIn.") && code != "": // refused, in its own words
			case code != callgate.NotSignedIn:
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

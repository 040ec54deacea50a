package api

import (
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// noticesOf lists the kinds of a user's notices, newest first.
func noticesOf(t *testing.T, m Modules) (kinds []string, unread int) {
	t.Helper()
	page, err := m.Notices.List("")
	ok(t, err)
	for _, n := range page.Rows {
		kinds = append(kinds, n.Kind)
	}
	return kinds, page.Unread
}

func TestNoticesTellWhatHappened(t *testing.T) {
	d := newDoor(t).setUp()
	s := withMail(t, d, nil)
	d.hire("sam")
	d.address("sam", "sam@kestrel.example")
	b := d.browser("198.51.100.7")
	b.password("sam", goodPassword, stageIn) // the first sign-in of all is no news
	d.browser("203.0.113.9").password("sam", goodPassword, stageIn)
	d.wait(time.Second)
	ok(t, b.ask().Account.ChangePassword(goodPassword, nextPassword))
	d.wait(time.Second)
	_, err := b.ask().Account.EditProfile(OwnProfile{First: "Sam", Emails: []callgate.Contact{{Value: "sam@elsewhere.example"}}})
	ok(t, err)
	kinds, unread := noticesOf(t, b.ask())
	if want := []string{"email_changed", "password_changed", "new_device"}; !slices.Equal(kinds, want) || unread != 3 {
		t.Fatalf("%v, %d unread", kinds, unread)
	}
	d.s.deliver(t.Context())
	var to []string
	for _, l := range s.Letters() {
		to = append(to, l.To)
	}
	// Who moves the address away is not the only one to read of it.
	if want := []string{"sam@kestrel.example", "sam@kestrel.example", "sam@kestrel.example"}; !slices.Equal(to, want) {
		t.Errorf("mailed to %v", to)
	}
	page, err := b.ask().Notices.List("")
	ok(t, err)
	ok(t, b.ask().Notices.Seen(page.Rows[1].ID))
	if n, _ := b.ask().Notices.Unread(); n != 1 {
		t.Errorf("%d unread", n)
	}
}

func TestNoticesAreChosen(t *testing.T) {
	o := newOffice(t)
	s := withMail(t, o.door, nil)
	o.hire("sam", "StandardUser")
	o.address("sam", "sam@kestrel.example")
	sam := o.as("sam")
	_, err := sam.Notices.Choose("activation", false, true)
	refuses(t, err, "notice_stays")
	_, err = sam.Notices.Choose("anything", true, true)
	refuses(t, err, callgate.BadInput)
	_, err = sam.Notices.Choose("factor_reset", true, false)
	ok(t, err)
	o.tenant(func(t *callgate.Tenant) { t.Policy.NoticeNewDevice = true })
	_, err = sam.Notices.Choose("new_device", true, false)
	refuses(t, err, "notice_demanded")
	u := o.user("sam")
	ok(t, o.s.commit(t.Context(), func(w *change) error { return w.notice(u, "factor_reset", "by", "Ada") }))
	o.s.deliver(t.Context())
	if kinds, _ := noticesOf(t, sam); len(kinds) != 1 || len(s.Letters()) != 0 {
		t.Errorf("%v, %d letters", kinds, len(s.Letters()))
	}
}

// The first sign-in of all is no news, nor is one from a device known by its
// cookie. Any other is told at the bell, and mailed to who wants it mailed or
// whose tenant wants it so.
func TestNewDevices(t *testing.T) {
	d := newDoor(t).setUp()
	s := withMail(t, d, nil)
	d.hire("sam")
	d.address("sam", "sam@kestrel.example")
	desk := d.browser("198.51.100.7")
	desk.password("sam", goodPassword, stageIn)
	news := func() (notices, mails int) {
		t.Helper()
		d.s.deliver(t.Context())
		kinds, _ := noticesOf(t, desk.ask())
		for _, l := range s.Letters() {
			if l.To == "sam@kestrel.example" && strings.Contains(l.Text, "notice.new_device") {
				mails++
			}
		}
		return len(kinds), mails
	}
	says := func(when string, notices, mails int) {
		t.Helper()
		if n, m := news(); n != notices || m != mails {
			t.Errorf("%s: %d notices, %d mails; want %d, %d", when, n, m, notices, mails)
		}
	}
	says("the first device of all", 0, 0)
	_, err := desk.ask().SignIn.SignOut()
	ok(t, err)
	desk.password("sam", goodPassword, stageIn)
	says("the same device again", 0, 0)
	d.browser("203.0.113.9").password("sam", goodPassword, stageIn)
	says("a second device", 1, 1)
	page, err := desk.ask().Notices.List("")
	ok(t, err)
	if n := page.Rows[0]; n.Params["from"] != "203.0.113.9" || !strings.Contains(n.Params["agent"], "Firefox") || n.Read || page.Unread != 1 || n.Page != "/account" {
		t.Errorf("%+v", page)
	}
	_, err = desk.ask().Notices.Choose("new_device", true, false)
	ok(t, err)
	d.browser("203.0.113.10").password("sam", goodPassword, stageIn)
	says("a third, and no mails wanted", 2, 1)
	ok(t, d.s.commit(t.Context(), func(w *change) error {
		for _, v := range w.views {
			after := *v.Tenant
			after.Policy.NoticeNewDevice = true
			if err := w.saveTenant(v.Tenant, &after); err != nil {
				return err
			}
		}
		return nil
	}))
	d.browser("203.0.113.11").password("sam", goodPassword, stageIn)
	says("a fourth, and the tenant wants it mailed", 3, 2)
}

func TestNoticesEndAndTurnPages(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	u := o.user("sam")
	for range noticesMost + 20 {
		o.wait(time.Second)
		ok(t, o.s.commit(t.Context(), func(w *change) error { return w.notice(u, "password_changed", "from", "x") }))
	}
	seen, before := 0, ""
	for {
		page, err := o.as("sam").Notices.List(before)
		ok(t, err)
		seen += len(page.Rows)
		if before = page.Next; before == "" {
			break
		}
	}
	if seen != noticesMost {
		t.Errorf("%d kept", seen)
	}
	o.wait(noticesKept + time.Hour)
	ok(t, o.s.remindOnce(t.Context()))
	if kinds, _ := noticesOf(t, o.as("sam")); len(kinds) != 0 {
		t.Errorf("%d after 90 days", len(kinds))
	}
}

func TestEndsAreListedToldOnceAndExtended(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	now := callgate.TimeOf(o.clock())
	in := func(days int) callgate.Time { return now.Add(time.Duration(days) * 24 * time.Hour) }
	o.edit2("sam", func(u *callgate.User) {
		u.Expires = in(20)
		u.Roles = append(u.Roles, callgate.Membership{Role: portsip("QueueManager"), Expires: in(3)})
		u.Overrides = []callgate.Override{{Permission: "security.audit:read", Allow: true, Expires: in(5)}, {Permission: "reports.call:read", Expires: in(400)}}
	})
	ada := o.as("ada")
	list, err := ada.Users.Ends(30)
	ok(t, err)
	what := []string{}
	for _, e := range list.Rows {
		what = append(what, e.What)
	}
	if want := []string{endsRole, endsOverride, endsUser}; !slices.Equal(what, want) || list.Total != 3 {
		t.Fatalf("%+v", list)
	}
	for range 3 {
		ok(t, o.s.remindOnce(t.Context()))
	}
	if kinds, _ := noticesOf(t, o.as("sam")); len(kinds) != 2 {
		t.Errorf("told of %v", kinds)
	}
	_, err = ada.Users.Extend(o.ids["sam"], endsRole, portsip("QueueManager"), in(90).String())
	ok(t, err)
	_, err = ada.Users.Extend(o.ids["sam"], endsOverride, "security.audit:read", "")
	ok(t, err)
	_, err = ada.Users.Extend(o.ids["sam"], endsUser, "", "2001-01-01")
	refuses(t, err, "date_past")
	_, err = ada.Users.Extend(o.ids["sam"], endsRole, portsip("Admin"), "")
	refuses(t, err, callgate.NotFound)
	if list, err = ada.Users.Ends(30); err != nil || len(list.Rows) != 1 || list.Rows[0].What != endsUser {
		t.Errorf("%+v, %v", list, err)
	}
	if r := o.records("user.extend"); len(r) != 2 {
		t.Errorf("%d records", len(r))
	}
}

// edit2 changes a user of kestrel past the rules.
func (o *office) edit2(login string, f func(u *callgate.User)) {
	o.t.Helper()
	u := copyOf(o.user(login))
	f(u)
	ok(o.t, o.s.commit(o.t.Context(), func(w *change) error { return w.putUser(u) }))
}

func TestActivationSheets(t *testing.T) {
	o := newOffice(t)
	withMail(t, o.door, nil)
	o.hire("sam", "StandardUser")
	o.hire("tess", "StandardUser")
	o.hire("quinn", "QueueManager")
	o.administrator("grace")
	quinn := o.as("quinn")
	o.as("grace")
	sheet, err := quinn.Users.ActivateMany([]callgate.ID{o.ids["sam"], o.ids["grace"], o.ids["tess"], o.ids["quinn"]})
	ok(t, err)
	if len(sheet.Rows) != 2 || len(sheet.Refused) != 2 || sheet.Address != productAt || sheet.Slug != "kestrel" || len(sheet.QR) < 200 {
		t.Fatalf("%+v", sheet)
	}
	if sheet.Rows[0].Code == sheet.Rows[1].Code || o.user("sam").HasPassword || !o.user("grace").HasPassword {
		t.Error("codes")
	}
	var sessions []*store.Session
	ok(t, o.s.db.Read(t.Context(), func(tx *store.Tx) (err error) {
		sessions, err = tx.Sessions(o.kestrel, o.ids["grace"])
		return err
	}))
	if len(sessions) != 1 {
		t.Errorf("who was refused a code lost his sessions: %d left", len(sessions))
	}
	_, err = quinn.Users.ActivateMany(make([]callgate.ID, sheetMost+1))
	refuses(t, err, "number_range")
}

func TestLeavingIsSaidBeforeAndTakenBack(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.hire("tess", "StandardUser")
	since := callgate.TimeOf(o.clock()).Add(-24 * time.Hour)
	ext := func(name string) callgate.OwnExtension { return callgate.OwnExtension{Name: name, Since: since} }
	o.edit2("sam", func(u *callgate.User) {
		u.Extensions, u.Shared, u.DefaultExtension = []callgate.OwnExtension{ext("101"), ext("102")}, []string{"200"}, "101"
	})
	o.edit2("tess", func(u *callgate.User) { u.Extensions = []callgate.OwnExtension{ext("102")} })
	for _, name := range []string{"101", "102", "200"} {
		_, err := o.operator("kestrel").Things.Add("extension", name, "")
		ok(t, err)
	}
	ada := o.as("ada")
	o.as("sam")
	plan, err := ada.Users.LeavePreview(o.ids["sam"], "tess")
	ok(t, err)
	if plan.Sessions != 1 || plan.Successor == nil || !slices.Equal(plan.Extensions, []LeavePart{{"101", false}, {"102", true}}) || !slices.Equal(plan.Shared, []LeavePart{{"200", false}}) {
		t.Fatalf("%+v", plan)
	}
	_, err = ada.Users.LeavePreview(o.ids["sam"], "nobody")
	refuses(t, err, "user_unknown")
	_, err = ada.Users.Leave(o.ids["sam"], "tess", "sam")
	ok(t, err)
	if u := o.user("tess"); len(u.Extensions) != 2 || u.Shared[0] != "200" {
		t.Fatalf("%+v", u)
	}
	_, err = ada.Users.TakeBackLeave(o.ids["sam"])
	ok(t, err)
	sam, tess := o.user("sam"), o.user("tess")
	if sam.Blocked || len(sam.Extensions) != 2 || sam.Extensions[0].Since != since || sam.DefaultExtension != "101" || len(tess.Extensions) != 1 || len(tess.Shared) != 0 {
		t.Errorf("%+v\n%+v", sam, tess)
	}
	_, err = ada.Users.TakeBackLeave(o.ids["sam"])
	refuses(t, err, "leave_final")
	// Changed since, there is no way back.
	_, err = ada.Users.Leave(o.ids["sam"], "tess", "sam")
	ok(t, err)
	_, err = ada.Users.Edit(o.ids["tess"], Profile{Description: ptr("changed")})
	ok(t, err)
	_, err = ada.Users.TakeBackLeave(o.ids["sam"])
	refuses(t, err, "leave_final")
}

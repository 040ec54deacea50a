package api

import (
	"bytes"
	"encoding/base64"
	"testing"

	"callgate/backend/callgate"
	"callgate/backend/people"
)

// An end is a day of the tenant's, whole: whoever chooses it, wherever he and
// the one it is about are, and whichever way in it takes.
func TestADayEndsWhereTheTenantIs(t *testing.T) {
	for zone, want := range map[string]string{
		"Pacific/Kiritimati": "2030-12-31T10:00:00Z",
		"Pacific/Pago_Pago":  "2031-01-01T11:00:00Z",
		"Europe/London":      "2031-01-01T00:00:00Z",
	} {
		o := newOffice(t)
		o.tenant(func(t *callgate.Tenant) { t.TimeZone = zone })
		o.put(o.kestrel, "eva", func(u *callgate.User) { u.Kind, u.TimeZone = callgate.Administrator, "Asia/Tokyo" })
		sam := o.put(o.kestrel, "sam", func(u *callgate.User) {
			u.TimeZone = "America/Los_Angeles"
		})
		m := o.as("eva")
		const day = "2030-12-31"
		is := func(what string, at callgate.Time) {
			t.Helper()
			if at.String() != want {
				t.Errorf("%s, %s: ends %s, want %s", zone, what, at, want)
			}
		}

		d, err := m.Users.Edit(sam, Profile{Expires: ptr(day)})
		ok(t, err)
		is("expires on", d.User.Expires)
		d, err = m.Users.SetAccess(sam, Access{
			Revision: d.User.Revision,
			Roles:    &[]MembershipInput{{Role: portsip("StandardUser"), Expires: day}}, Overrides: &[]OverrideInput{{Permission: "apps:use", Allow: true, Expires: day}},
		})
		ok(t, err)
		is("a role", d.User.Roles[0].Expires)
		is("an override", d.User.Overrides[0].Expires)
		ok(t, only(m.Users.Extend(sam, endsUser, "", "2031-02-28")))
		d, err = m.Users.Extend(sam, endsUser, "", day)
		ok(t, err)
		is("moved", d.User.Expires)
		if d.LastDay != day {
			t.Errorf("%s: the panel says %q", zone, d.LastDay)
		}
		r, err := m.Reviews.Start(ReviewInput{Name: "Winter", Due: day})
		ok(t, err)
		is("a review", r.Review.Due)

		list, err := m.Users.Ends(3650)
		ok(t, err)
		for _, e := range list.Rows {
			if e.LastDay != day {
				t.Errorf("%s: %s ends %s, is listed for %q", zone, e.What, e.Until, e.LastDay)
			}
		}
		out, err := m.Files.ExportUsers(ExportInput{Format: "callgate-csv", IDs: []callgate.ID{sam}})
		ok(t, err)
		file, err := base64.StdEncoding.DecodeString(out.File.Base64)
		ok(t, err)
		if n := bytes.Count(file, []byte(day)); n != 3 || bytes.Contains(file, []byte("T10:00:00Z")) {
			t.Errorf("%s: %d times in the file: %s", zone, n, file)
		}
		plan, err := m.Files.Preview(ImportInput{Name: "same.csv", Base64: out.File.Base64, Update: true})
		ok(t, err)
		if plan.Same != 1 || plan.Change+plan.Bad > 0 {
			t.Errorf("%s: what was written does not read back: %+v", zone, plan)
		}

		// In until the day is over there, then refused.
		end, _ := callgate.ParseTime(want)
		if state := people.State(o.user("sam"), end-1); state == "expired" {
			t.Errorf("%s: expired before the day is over", zone)
		}
		if state := people.State(o.user("sam"), end); state != "expired" {
			t.Errorf("%s: %s after the day is over", zone, state)
		}
	}
}

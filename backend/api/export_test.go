package api

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

const fullFile = `{"users":[
{"login":"bo","first":"Bo","last":"Okafor","description":"=SUM(A1)","kind":"standard","seat":"lite","enabled":true,"blocked":true,"block_reason":"left; -5",
 "expires":"2031-05-06T00:00:00Z","emails":["bo@example.com|work","bo@example.org"],"phones":["+447911123456|mobile","ask Ada"],"extensions":["101|2024-01-02T00:00:00Z","102|2025-01-02T00:00:00Z"],
 "default_extension":"101","may_override_extension":true,"shared":["103"],"numbers":["+442079460000"],"caller_id":"+442079460000","roles":["StandardUser|2032-01-01T00:00:00Z","QueueManager"],
 "overrides":["calls.log:read|allow","dial.international:use|deny|2030-01-01T00:00:00Z"],"reach":["queue:600","extension:101"],"exclusions":["extension:199"],
 "hosts":["192.0.2.0/24|the office","2001:db8::1"],"restricted":true,"self_allowed":["password","profile"],"language":"de","time_zone":"Europe/Berlin","theme":"dark","download":"xlsx"},
{"login":"cy","name":"Cy","roles":[],"reach_everything":true}]}`

// What one office exports another takes in, and exports the same.
func TestExportComesBackTheSame(t *testing.T) {
	here := newDoor(t).setUp()
	m := here.files()
	plan := preview(t, m, fileOf(fullFile))
	if plan.Add != 2 || plan.Format != "json" {
		t.Fatalf("%+v", rowsOf(plan))
	}
	if p := here.apply(m, plan); p.State != done {
		t.Fatalf("%+v", p)
	}
	for _, format := range []string{"callgate-csv", "xlsx", "json"} {
		t.Run(format, func(t *testing.T) {
			out, err := m.ExportUsers(ExportInput{Format: format})
			file := out.File
			if err != nil || out.People != 3 || len(out.Losses)+out.LeftOut+out.Guarded > 0 {
				t.Fatal(out, err)
			}
			there := newDoor(t).setUp()
			plan := preview(t, there.files(), ImportInput{Base64: file.Base64})
			if plan.Add != 2 || plan.Skip != 1 || plan.Bad != 0 || plan.Format != format {
				t.Fatalf("%s: %v", plan.Format, rowsOf(plan))
			}
			if p := there.apply(there.files(), plan); p.State != done {
				t.Fatalf("%+v", p)
			}
			again, err := there.files().ExportUsers(ExportInput{Format: "json"})
			if err != nil {
				t.Fatal(err)
			}
			want, err := m.ExportUsers(ExportInput{Format: "json"})
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(plainText(t, want.File), plainText(t, again.File)); d != "" {
				t.Error(d)
			}
		})
	}
}

func plainText(t *testing.T, f File) []string {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(f.Base64)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(b), "\n")
}

func TestExportOfSome(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("bo")
	d.hire("cy")
	v := d.s.views.Load().only()
	who, _ := v.Policy.Find("cy")
	file, err := d.files().ExportUsers(ExportInput{IDs: []callgate.ID{v.Policy.User(who).ID, "nobody"}})
	if err != nil {
		t.Fatal(err)
	}
	if lines := plainText(t, file.File); len(lines) != 3 || !strings.HasPrefix(lines[1], `"cy",`) {
		t.Errorf("%q", lines)
	}
	if _, err := d.files().ExportUsers(ExportInput{IDs: []callgate.ID{"nobody"}}); callgate.CodeOf(err) != callgate.NotFound {
		t.Errorf("%v", err)
	}
	if _, err := d.files().ExportUsers(ExportInput{Format: "pdf"}); callgate.CodeOf(err) != "export_format" {
		t.Errorf("%v", err)
	}
}

// Everybody the filter lets through, in a platform's file: who cannot be in it
// is counted, and so is what it has no column for.
func TestExportToAPlatformSaysWhatItCannotCarry(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	d.apply(m, preview(t, m, fileOf("login,kind,seat,enabled,first,last,description,extensions,hosts\n"+
		"bo,standard,full,yes,Bo,Okafor,=SUM(A1),101,192.0.2.0/24\ncy,standard,lite,yes,Cy,Xu,,,\nadam,standard,full,yes,Adam,Bo,,102,\n")))
	out, err := m.ExportUsers(ExportInput{Format: "fusionpbx-extensions", Filter: &UserQuery{Search: "bo", Limit: 1}})
	if err != nil {
		t.Fatal(err)
	}
	want := []ExportLoss{{"login", 2}, {"roles", 2}}
	if d := cmp.Diff(want, out.Losses); d != "" || out.People != 2 || out.LeftOut != 0 || out.Guarded != 1 {
		t.Errorf("%+v\n%s", out, d)
	}
	if all, err := m.ExportUsers(ExportInput{Format: "portsip"}); err != nil || all.People != 2 || all.LeftOut != 2 || !cmp.Equal(all.Empty, []string{"password", "extension_password", "voicemail_pin"}) {
		t.Errorf("%+v %v", all, err)
	}
	d.edit("ada.whitlock", func(u *callgate.User, _ *store.Credential) { u.Download = "xlsx" })
	b := d.browser("198.51.100.7")
	b.password("ada.whitlock", goodPassword, stageIn)
	if liked, err := b.ask().Files.ExportUsers(ExportInput{}); err != nil || liked.Format != "xlsx" {
		t.Errorf("%s %v", liked.Format, err)
	}
}

package directory

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"callgate/backend/callgate"
)

// header is the first row of each platform's file, as the platform asks for it.
var header = map[string]string{
	"portsip":              "name,enabled,password,extension_number,extension_password,email,display_name,enable_audio_recording,enable_video_recording,enable_acb,enable_dnd,enable_hot_desking,office_hours,anonymous_outbound_calls,delivery_outbound_cid,sms,voicemail_prompt,enable_voicemail_pin,voicemail_pin,role,phones",
	"3cx":                  "Number,FirstName,LastName,EmailAddress,MobileNumber,AuthID,AuthPassword,WebMeetingFriendlyName,WebMeetingPrivateRoom,ClickToCall,ClickToCallFriendlyName,WebMeetingAcceptReject,EnableVoicemail,VMNoPin,",
	"freepbx":              "username,password,default_extension,description,fname,lname,displayname,title,company,department,email,cell,work,home,fax",
	"freepbx-extensions":   "extension,password,name,voicemail,",
	"fusionpbx":            "username,password,user_email,user_status,user_time_zone,user_enabled,group_name",
	"fusionpbx-extensions": "extension,password,effective_caller_id_name,effective_caller_id_number,outbound_caller_id_name,outbound_caller_id_number,directory_first_name,directory_last_name,toll_allow,call_group,enabled,description,cidr",
}

// ordinary is somebody with something in every column that a platform knows.
func ordinary() *Person {
	p := newPerson(2, nil)
	u := &p.User
	u.Login, u.First, u.Last, u.Description, u.TimeZone = "mira.okafor", "Mira", "O’Kafor", "Claims, second floor", "Europe/London"
	u.Emails = []callgate.Contact{{Value: "mira@example.com"}}
	u.Phones = []callgate.Contact{{Value: "+447911123456", Tag: "cell"}}
	u.Extensions = []callgate.OwnExtension{{Name: "0101"}}
	u.CallerID = "+442079460000"
	u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24"}, {CIDR: "198.51.100.7"}}
	p.Roles = []Role{{Name: "QueueManager"}}
	return p
}

// Every platform's file has its columns in order, no secret, and gives the same
// person back as far as it can carry him; what it cannot is named.
func TestPlatformFilesCarryPeopleOverAndSayWhatIsLost(t *testing.T) {
	for format, want := range map[string]struct{ back, losses string }{
		"portsip":              {"mira.okafor|||Mira O’Kafor|mira@example.com|x0101|role QueueManager", "description first hosts last phones time_zone"},
		"3cx":                  {"|Mira|O’Kafor||mira@example.com|x0101", "description hosts phones roles time_zone"},
		"freepbx":              {"mira.okafor|Mira|O’Kafor||mira@example.com|+447911123456|x0101", "caller_id hosts roles time_zone"},
		"freepbx-extensions":   {"|||Mira O’Kafor|x0101", "description emails first hosts last phones roles time_zone"},
		"fusionpbx":            {"mira.okafor||||mira@example.com", "caller_id description extensions first hosts last phones roles"},
		"fusionpbx-extensions": {"|Mira|O’Kafor||x0101|192.0.2.0/24|198.51.100.7", "emails phones roles time_zone"},
	} {
		t.Run(format, func(t *testing.T) {
			nobody := newPerson(3, nil)
			nobody.User.Login = "no.extension"
			p := ordinary()
			if format == "3cx" {
				p.User.Phones[0].Tag = "work"
			}
			var b bytes.Buffer
			out, err := Write(&b, format, slices.Values([]*Person{p, nobody}))
			if err != nil {
				t.Fatal(err)
			}
			if first, _, _ := strings.Cut(b.String(), "\r\n"); !strings.HasPrefix(first+",", header[format]) || strings.Contains(b.String(), "\ufeff") {
				t.Errorf("header %q", first)
			}
			f, got := readAll(t, b.Bytes(), Options{})
			if f.Format != format {
				t.Errorf("recognised as %s because %s", f.Format, f.Why)
			}
			if d := cmp.Diff(want.back, brief(got[0])); d != "" {
				t.Error(d)
			}
			delete(out.Losses, "login") // of whoever is told by name or extension only
			var lost []string
			for name := range out.Losses {
				lost = append(lost, name)
			}
			slices.Sort(lost)
			if d := cmp.Diff(want.losses, strings.Join(lost, " ")); d != "" {
				t.Error(d)
			}
			rows := 2
			if format != "freepbx" && format != "fusionpbx" {
				rows = 1
			}
			if out.People != rows || out.LeftOut != 2-rows || len(got) != rows {
				t.Errorf("%d written, %d left out, %d read", out.People, out.LeftOut, len(got))
			}
		})
	}
}

// Export and import give the same people for the fields a format carries,
// whatever stands in the cells, and a column that is lost is counted.
func TestPlatformRoundTrip(t *testing.T) {
	for format := range header {
		t.Run(format, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				p := genPerson(rt, 2)
				p.User.Extensions = append(p.User.Extensions, callgate.OwnExtension{Name: "101"})
				var b bytes.Buffer
				out, err := Write(&b, format, slices.Values([]*Person{p}))
				if err != nil {
					rt.Fatal(err)
				}
				_, got := readAll(t, b.Bytes(), Options{Format: format})
				if len(got) != 1 {
					rt.Fatalf("%d people of %q", len(got), b.String())
				}
				lostNow := map[string]int{}
				for name := range lost(p, got[0]) {
					lostNow[name] = 1
				}
				if d := cmp.Diff(out.Losses, lostNow); d != "" && got[0].Error == nil {
					rt.Fatalf("counted and really lost:\n%s%q", d, b.String())
				}
				records, err := csv.NewReader(&b).ReadAll()
				if err != nil {
					rt.Fatal(err)
				}
				for _, cell := range records[1] {
					if s, plus := strings.CutPrefix(cell, "+"); plus && strings.Trim(s, "0123456789 ") == "" {
						continue // a telephone number
					}
					checkNoFormula(rt, cell)
				}
			})
		})
	}
}

// Passwords are written nowhere and read only when asked for; those of
// telephones never.
func TestPasswordsOfBulkFiles(t *testing.T) {
	for name, c := range map[string]struct {
		data    string
		want    Secret
		dropped []string
	}{
		"portsip":                  {"name,password,extension_number,extension_password,display_name\nada, =Sesame 1 ,101,sip,Ada\n", " =Sesame 1 ", []string{"extension_password"}},
		"freepbx":                  {"username,password,default_extension\nada,Sesame1,101\n", "Sesame1", nil},
		"fusionpbx":                {"username,password,user_email\nada,Sesame1,ada@example.com\n", "Sesame1", nil},
		"a telephone's, FusionPBX": {"extension,password,effective_caller_id_name\n101,sip,Ada\n", "", []string{"password"}},
		"a telephone's, 3CX":       {"Number,FirstName,AuthID,AuthPassword\n101,Ada,a,sip\n", "", []string{"AuthPassword"}},
		"any table":                {"Login;Passwort;SIP-Passwort\nada;Sesame1;sip\n", "Sesame1", []string{"SIP-Passwort"}},
		"callgate":                 {"login,kind,seat,enabled,password\nada,standard,full,yes,Sesame1\n", "Sesame1", nil},
		"json":                     {`[{"login":"ada","password":"Sesame1"}]`, "Sesame1", nil},
		"literal NULL":             {"username,password,default_extension\nada,NULL,101\n", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f, people := readAll(t, []byte(c.data), Options{Passwords: true})
			if people[0].Error != nil || people[0].Password != c.want {
				t.Errorf("%q, %v", string(people[0].Password), people[0].Error)
			}
			if d := cmp.Diff(c.dropped, f.Dropped); d != "" {
				t.Error(d)
			}
			if _, people = readAll(t, []byte(c.data), Options{}); people[0].Password != "" {
				t.Error("taken though nobody asked")
			}
		})
	}
	p := ordinary()
	p.Password = "Sesame1"
	_, write := Names()
	for _, format := range write {
		var b bytes.Buffer
		if _, err := Write(&b, format, slices.Values([]*Person{p})); err != nil || bytes.Contains(b.Bytes(), []byte("Sesame")) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// What files look like that have been through mail programs and spreadsheets.
func TestBrokenFiles(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want []string
	}{
		"mixed line ends": {"first,last,phone\r\nAda,Whitlock,1\nBo,Okafor,2\rCy,Xu,3\r\n", []string{"|Ada|Whitlock||1", "|Bo|Okafor||2", "|Cy|Xu||3"}},
		"byte order mark": {"\ufefflogin,e-mail\nada,ada@example.com\n", []string{"ada||||ada@example.com"}},
		"utf-16":          {string(append([]byte{0xff, 0xfe}, utf16le("login;e-mail\r\nada;ada@example.com\r\n")...)), []string{"ada||||ada@example.com"}},
		"literal NULL":    {"username,default_extension,fname,email\nada,NULL,Ada,NULL\n", []string{"ada|Ada||"}},
		"caller id":       {"extension,name,outboundcid\n101,\"\"\"Ann\"\" <101>\",\n", []string{`|||"Ann" <101>|x101`}},
		"shortened":       {"first,last,phone\nAda,Whitlock,4.47911E+11\nBo,Okafor,\"4,47911E+11\"\n", []string{"row 2 import_shortened", "row 3 import_shortened"}},
		"leading zeros":   {"first,last,extension\nAda,Whitlock,0101\n", []string{"|Ada|Whitlock||x0101"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, people := readAll(t, []byte(c.data), Options{})
			var got []string
			for _, p := range people {
				got = append(got, brief(p))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// What a file says is put onto somebody who is there: ours replace what they
// name, others add to lists and leave what they leave empty.
func TestOntoSomebodyWhoIsThere(t *testing.T) {
	there := func() *callgate.User {
		return &callgate.User{
			Login: "ada", First: "Ada", Description: "old", Kind: callgate.Standard, Enabled: true,
			Emails: []callgate.Contact{{Value: "ada@example.com"}}, Extensions: []callgate.OwnExtension{{Name: "101", Since: 5}},
			Overrides: []callgate.Override{{Permission: "calls.log:read", Allow: true, By: "Sam", At: 7}},
		}
	}
	for name, c := range map[string]struct {
		data string
		want func(u *callgate.User)
	}{
		"another system's": {"username,default_extension,description,email\nada,102,,new@example.com\n", func(u *callgate.User) {
			u.Emails = append(u.Emails, callgate.Contact{Value: "new@example.com"})
			u.Extensions = append(u.Extensions, callgate.OwnExtension{Name: "102"})
		}},
		"ours": {"login,kind,seat,enabled,description,emails,extensions,overrides\nada,,,,,new@example.com,102;101,calls.log:read|allow\n", func(u *callgate.User) {
			u.Description = ""
			u.Emails = []callgate.Contact{{Value: "new@example.com"}}
			u.Extensions = []callgate.OwnExtension{{Name: "102"}, {Name: "101", Since: 5}}
		}},
		"ours in JSON": {`[{"login":"ada","enabled":false}]`, func(u *callgate.User) { u.Enabled = false }},
	} {
		t.Run(name, func(t *testing.T) {
			_, people := readAll(t, []byte(c.data), Options{})
			got, want := there(), there()
			people[0].Onto(got)
			c.want(want)
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// A file that assigns roles: who gets and loses what; remarks are passed over.
func TestRolesFile(t *testing.T) {
	data := "login,name,roles_now,add,remove\n# Roles: QueueManager\nada,Ada,StandardUser,QueueManager|2027-01-01;NOC,StandardUser\n,Bo,,NOC,\nbo,,,x|soon,\n"
	f, people := readAll(t, []byte(data), Options{})
	if f.Format != "callgate-roles" || f.Why != "header_callgate_roles" {
		t.Errorf("%s because %s", f.Format, f.Why)
	}
	expires, _ := callgate.ParseTime("2027-01-02T00:00:00Z") // the day counts whole
	want := &Moves{Add: []Role{{"QueueManager", expires}, {"NOC", 0}}, Remove: []Role{{"StandardUser", 0}}}
	if d := cmp.Diff(want, people[0].Moves); d != "" || people[0].Row != 3 {
		t.Error(d, people[0].Row)
	}
	if people[1].Error.Code != "import_login_needed" || people[2].Error.Code != "import_date" {
		t.Errorf("%v, %v", people[1].Error, people[2].Error)
	}
	if _, err := Open([]byte("login,name\nada,Ada\n"), Options{Format: "callgate-roles"}); callgate.CodeOf(err) != "import_roles_header" {
		t.Errorf("no columns to add or remove: %v", err)
	}
}

package callgate

import (
	"net/netip"
	"reflect"
	"testing"
)

func TestSentencesAreRead(t *testing.T) {
	for text, want := range map[string]Sentence{
		"sam can calls.log:read queue:600 from 10.0.0.0/8":       {Who: "sam", Do: "calls.log:read", On: "queue:600", From: netip.MustParsePrefix("10.0.0.0/8")},
		"sam cannot directory.users:write":                       {Who: "sam", Cannot: true, Do: "directory.users:write"},
		"nobody can calls.recording:read extension:100":          {Do: "calls.recording:read", On: "extension:100"},
		"nobody but ada, hal can calls.recording:read":           {But: []string{"ada", "hal"}, Do: "calls.recording:read"},
		"nobody but can can calls.log:read from 192.0.2.1":       {But: []string{"can"}, Do: "calls.log:read", From: netip.MustParsePrefix("192.0.2.1/32")},
		"@nobody cannot calls.log:read user:ada":                 {Who: "nobody", Cannot: true, Do: "calls.log:read", On: "user:ada"},
		"nobody but but, from can tenants:write":                 {But: []string{"but", "from"}, Do: "tenants:write"},
		"o'neil+x@example.org can calls.log:read number:+44207":  {Who: "o'neil+x@example.org", Do: "calls.log:read", On: "number:+44207"},
		"sam can calls.log:read from 2001:db8::/32":              {Who: "sam", Do: "calls.log:read", From: netip.MustParsePrefix("2001:db8::/32")},
		"nobody but ada, @nobody can calls.voicemail:delete":     {But: []string{"ada", "nobody"}, Do: "calls.voicemail:delete"},
		"张伟 can calls.log:read":                                  {Who: "张伟", Do: "calls.log:read"},
		"nobody but ada can calls.log:read from ::ffff:10.0.0.7": {But: []string{"ada"}, Do: "calls.log:read", From: netip.MustParsePrefix("10.0.0.7/32")},
	} {
		got, err := ParseSentence(text)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v %v, want %+v", text, got, err, want)
			continue
		}
		again, err := ParseSentence(got.String())
		if err != nil || !reflect.DeepEqual(again, want) {
			t.Errorf("%s is written %s, which is read %+v %v", text, got, again, err)
		}
	}
	for text, want := range map[string]string{
		"  sam   CAN calls.log:read  ":                       "sam can calls.log:read",
		"Nobody But ada ,hal can calls.log:read":             "nobody but ada, hal can calls.log:read",
		"sam can calls.log:read FROM 10.1.*.*":               "sam can calls.log:read from 10.1.0.0/16",
		"sam can calls.log:read queue:600 from 192.0.2.7/32": "sam can calls.log:read queue:600 from 192.0.2.7",
	} {
		got, err := ParseSentence(text)
		if err != nil || got.String() != want {
			t.Errorf("%s: %s %v, want %s", text, got, err, want)
		}
	}
}

// A message points at the word that is wrong.
func TestWrongWordsArePointedAt(t *testing.T) {
	for _, c := range []struct{ text, code, word, place string }{
		{"", "sentence_who_missing", "", "1"},
		{", can calls.log:read", "sentence_who", ",", "1"},
		{"sam", "sentence_can_missing", "", "4"},
		{"sam may calls.log:read", "sentence_can", "may", "5"},
		{"sam can", "sentence_permission_missing", "", "8"},
		{"sam can calls.log:fly queue:600", "sentence_permission", "calls.log:fly", "9"},
		{"sam can calls.log:read que:600", "sentence_entity", "que:600", "24"},
		{"sam can directory.users:read queue:600", "sentence_not_scoped", "queue:600", "30"},
		{"sam can calls.log:read queue:600 from", "sentence_host_missing", "", "38"},
		{"sam can calls.log:read queue:600 from here", "sentence_host", "here", "39"},
		{"sam can calls.log:read from 10.0.0.1-10.0.0.2", "sentence_host", "10.0.0.1-10.0.0.2", "29"},
		{"sam can calls.log:read from 10.0.0.1 today", "sentence_more", "today", "38"},
		{"sam can calls.log:read queue:600 queue:700", "sentence_more", "queue:700", "34"},
		{"nobody cannot calls.log:read", "sentence_nobody_cannot", "cannot", "8"},
		{"nobody except ada can calls.log:read", "sentence_but_or_can", "except", "8"},
		{"nobody but ada hal can calls.log:read", "sentence_comma_or_can", "hal", "16"},
		{"nobody but ada, can", "sentence_comma_or_can_missing", "", "20"},
		{"nobody but", "sentence_login_missing", "", "11"},
		{"nobody but ,ada can calls.log:read", "sentence_login", ",", "12"},
		{"张伟 darf calls.log:read", "sentence_can", "darf", "4"},
	} {
		_, err := ParseSentence(c.text)
		e, ok := err.(*Error)
		if !ok || string(e.Code) != c.code || e.Params["word"] != c.word || e.Params["place"] != c.place || e.Field != "text" {
			t.Errorf("%q: %v; want %s at %s (%q)", c.text, err, c.code, c.place, c.word)
		}
	}
}

func FuzzSentence(f *testing.F) {
	for _, s := range []string{"sam can calls.log:read queue:600 from 10.0.0.0/8", "nobody but a, b can calls.own:read", "@nobody cannot tenants:write", "nobody but nobody can calls.log:read from ::1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSentence(text)
		if err != nil {
			return
		}
		again, err := ParseSentence(s.String())
		if err != nil || !reflect.DeepEqual(s, again) || again.String() != s.String() {
			t.Fatalf("%q is %+v, written %q, read %+v %v", text, s, s.String(), again, err)
		}
	})
}

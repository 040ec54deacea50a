package directory

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"callgate/backend/callgate"
)

// brief is what the tests below say of a person.
func brief(p *Person) string {
	u := &p.User
	parts := []string{u.Login, u.First, u.Last, u.Name}
	for _, e := range u.Emails {
		parts = append(parts, e.Value)
	}
	for _, e := range u.Phones {
		parts = append(parts, e.Value)
	}
	for _, e := range u.Extensions {
		parts = append(parts, "x"+e.Name)
	}
	for _, h := range u.Hosts {
		parts = append(parts, h.CIDR)
	}
	for _, r := range p.Roles {
		parts = append(parts, "role "+r.Name)
	}
	if p.Error != nil {
		return "row " + string(rune('0'+p.Row)) + " " + string(p.Error.Code)
	}
	return strings.Join(parts, "|")
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func book(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, r := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRecognisedFromContent(t *testing.T) {
	file := func(name string) []byte {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, c := range map[string]struct {
		data    []byte
		opt     Options
		format  string
		why     string
		people  []string
		dropped []string
	}{
		"header": {[]byte("First name,Surname,Tel.\nAda,Whitlock,119-967-1497\n"), Options{}, "csv", "header_words", []string{"|Ada|Whitlock||119-967-1497"}, nil},
		"header mapped otherwise": {[]byte("First name,Surname,Tel.\nAda,Whitlock,101\n"), Options{Map: map[string]int{"first": 1, "extension": 3}}, "csv", "mapped",
			[]string{"|Ada|||x101"}, nil},
		"no header, mapped":      {[]byte("Ada   ,Whitlock \t\r\n'+44;x,\\N\n"), Options{Map: map[string]int{"first": 1, "last": 2}}, "csv", "mapped", []string{"|Ada|Whitlock|", "|+44;x||"}, nil},
		"utf-16 without a mark":  {utf16le("login;e-mail\nada;ada@example.com\n"), Options{}, "csv", "header_words", []string{"ada||||ada@example.com"}, nil},
		"german, old code page":  {file("german_windows1252.csv"), Options{}, "csv", "header_words", []string{"|Jürgen|Schäfer||juergen@example.com|030 1234567|x0201"}, []string{"Kennwort"}},
		"portsip":                {file("portsip.csv"), Options{}, "portsip", "header_portsip", []string{"adaw|||Ada Whitlock|ada@example.com|x101|role StandardUser", `bruno|||Bruno "Bo" Okafor|bruno@example.com|x0102|role QueueManager`}, []string{"password", "extension_password", "voicemail_pin"}},
		"freepbx":                {file("freepbx_users.csv"), Options{}, "freepbx", "header_freepbx", []string{"chloe|Chloë|Petrova||chloe@example.com|+44 7700 900123|x103"}, []string{"password"}},
		"fusionpbx":              {file("fusionpbx_extensions.csv"), Options{}, "fusionpbx-extensions", "header_fusionpbx_extensions", []string{"|Dimitri|Rossi|Dimitri Rossi|x104|192.0.2.0/24|198.51.100.7/32"}, []string{"password"}},
		"3cx in utf-16":          {file("3cx_utf16.csv"), Options{}, "3cx", "header_3cx", []string{"|Élise|Tanaka||elise@example.com|+447700900124|x105"}, []string{"AuthPassword"}},
		"callgate":               {[]byte("\ufefflogin,kind,roles,enabled\r\nada,administrator,,no\r\nbruno,standard,StandardUser;QueueManager|2027-01-01,yes\n"), Options{}, "callgate-csv", "header_callgate", []string{"ada|||", "bruno||||role StandardUser|role QueueManager"}, nil},
		"callgate, taken as any": {[]byte("login,kind,roles\nada,administrator,\n"), Options{Format: "csv"}, "csv", "chosen", []string{"ada|||"}, nil},
		"json":                   {[]byte(` [{"login":"ada","emails":["ada@example.com|work"],"roles":[]}, {"first":"Bruno","extensions":["101|2026-01-02"]}]`), Options{}, "json", "json", []string{"ada||||ada@example.com", "|Bruno|||x101"}, nil},
		"workbook":               {book(t, []any{"Vorname", "Nachname", "Telefon"}, []any{"Ada", "Whitlock", 447911123456}, []any{nil, nil, nil}, []any{"Bo"}), Options{}, "xlsx", "workbook", []string{"|Ada|Whitlock||447911123456", "|Bo||"}, nil},
		"bad rows": {[]byte("first,last,phone\nAda,Whitlock,1\nBo,Okafor\n,,\n,,5\nCy,Xu,1.5E+11\nDi,Rossi,1,2\nEd,\"Fox,3\n"), Options{}, "csv", "header_words",
			[]string{"|Ada|Whitlock||1", "row 3 import_columns", "row 5 import_nobody", "row 6 import_shortened", "row 7 import_columns", "row 8 import_quote"}, nil},
		"bad values": {[]byte("login,kind,enabled,expires,reach\na,boss,,,\nb,,maybe,,\nc,,,3/4/2026,\nd,,,13/4/2026,\ne,,,,queue600\nf,,,31.02.2026,\n"), Options{}, "callgate-csv", "header_callgate",
			[]string{"row 2 import_value", "row 3 import_value", "row 4 import_date_order", "d|||", "row 6 entity_form", "row 7 import_date"}, nil},
		"bad values in json": {[]byte(`{"users":[{"login":1},{"login":"a","enabled":"yes"},{"login":"a","roles":"b"},{"login":"a","emails":[1]},{"kind":"standard"}]}`), Options{}, "json", "json",
			[]string{"row 1 import_kind", "row 2 import_value", "row 3 import_kind", "row 4 import_kind", "row 5 import_nobody"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f, people := readAll(t, c.data, c.opt)
			var got []string
			for _, p := range people {
				got = append(got, brief(p))
			}
			if f.Format != c.format || f.Why != c.why {
				t.Errorf("recognised as %s because %s, want %s because %s", f.Format, f.Why, c.format, c.why)
			}
			if d := cmp.Diff(c.people, got); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(c.dropped, f.Dropped); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestWholeFilesRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		opt  Options
		code callgate.Code
	}{
		"nothing":             {nil, Options{}, "import_empty"},
		"only spaces":         {[]byte(" \r\n"), Options{}, "import_empty"},
		"only commas":         {[]byte(",,\n,,\n"), Options{}, "import_empty"},
		"a picture":           {append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 100)...), Options{}, "import_not_text"},
		"old workbook":        {[]byte{0xd0, 0xcf, 0x11, 0xe0, 1, 2}, Options{}, "import_old_workbook"},
		"archive":             {[]byte("PK\x03\x04 nothing more"), Options{}, "import_workbook"},
		"too large":           {bytes.Repeat([]byte("a,b\n"), MaxFile/4+1), Options{}, "import_size"},
		"unknown format":      {[]byte("a,b\n"), Options{Format: "xml"}, "import_format"},
		"map beyond the end":  {[]byte("a,b\n"), Options{Map: map[string]int{"first": 3}}, "import_map_column"},
		"map to nothing":      {[]byte("a,b\n"), Options{Map: map[string]int{"colour": 1}}, "import_map_field"},
		"map one column two":  {[]byte("a,b\n"), Options{Map: map[string]int{"first": 1, "last": 1}}, "import_map_twice"},
		"map a secret":        {[]byte("login,sip_secret\na,b\n"), Options{Map: map[string]int{"login": 1, "description": 2}}, "import_map_secret"},
		"unknown column":      {[]byte("login,colour\na,b\n"), Options{Format: "callgate-csv"}, "import_column_unknown"},
		"column twice":        {[]byte("login,kind,seat,Login\na,,,b\n"), Options{}, "import_column_twice"},
		"json cut off":        {[]byte(`{"users":[{"login":"a"}`), Options{}, "import_json"},
		"json and more":       {[]byte(`[] []`), Options{}, "import_json"},
		"json unknown key":    {[]byte(`[{"login":"a","colour":"b"}]`), Options{}, callgate.UnknownKey},
		"json key twice":      {[]byte(`[{"login":"a","login":"b"}]`), Options{}, callgate.UnknownKey},
		"json other capitals": {[]byte(`[{"Login":"a"}]`), Options{}, callgate.UnknownKey},
		"json of others":      {[]byte(`{"format":"other","users":[]}`), Options{}, "import_json_kind"},
		"json list of texts":  {[]byte(`["a"]`), Options{}, "import_json_kind"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(c.data, c.opt)
			if err == nil {
				err = f.People(func(*Person) bool { return true })
			}
			if got := callgate.CodeOf(err); got != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

// The thousand invented people: three columns, padded with spaces, no header.
func TestPersonsSample(t *testing.T) {
	data, err := os.ReadFile("../../../shared/samples/persons_mock_1000.csv")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the sample files are not here")
	}
	f, people := readAll(t, data, Options{Map: map[string]int{"first": 1, "last": 2, "phone": 3}})
	if f.Format != "csv" || f.Why != "mapped" || len(people) != 1000 {
		t.Fatalf("%s, %s, %d people", f.Format, f.Why, len(people))
	}
	for _, p := range people {
		u := p.User
		if p.Error != nil || u.First != strings.TrimSpace(u.First) || u.Last == "" || len(u.Phones) != 1 || len(u.Phones[0].Value) != 12 {
			t.Fatalf("row %d: %+v", p.Row, p)
		}
	}
	if f, _ := readAll(t, data, Options{}); f.Mapped || len(f.Columns) != 3 {
		t.Errorf("without a mapping: %+v", f)
	}
}

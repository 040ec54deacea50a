package directory

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"callgate/backend/callgate"
)

// texts that have hurt somebody somewhere.
var hard = []string{
	"Ada", "Müller", "李明", "O'Brien", "'t Hooft", "=1+1", "'=1+1", "''=1+1", "+442079460000", "-5", "@sum", "\t=x", "' =x", " =x", "'", "''", ";", "|", `\`, `a\;b|c`,
	" lead", "trail ", "  ", "a;=b", "a\n=b", "a\r\n+b", "a\tb", `"quoted"`, `"""Ann"" <101>"`, "NULL", `\N`, "true", "007", "1E+11", "=HYPERLINK(\"http://x\",\"y\")", "＝1", "_x0041_", "_x005F_", "<b>&amp;</b>", "\u00a0=x", "#", "login,first",
}

func genText(t *rapid.T, label string) string {
	if rapid.Bool().Draw(t, label+" hard") {
		return rapid.SampledFrom(hard).Draw(t, label)
	}
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "Z", "=", "'", ";", "|", `\`, " ", "\n", "\r", "\t", `"`, ",", "é", "明", "+", "😀", "_x0009_"}), 0, 8).Draw(t, label), "")
}

func genName(t *rapid.T, label string) string { return "n" + genText(t, label) }

// genPerson has something in every column.
func genPerson(t *rapid.T, row int) *Person {
	p := newPerson(row, nil)
	for i := range columns {
		c := &columns[i]
		switch {
		case c.one != nil:
			*c.text(&p.User) = rapid.SampledFrom(c.one).Draw(t, c.name)
		case c.text != nil:
			*c.text(&p.User) = genText(t, c.name)
		case c.flag != nil:
			*c.flag(&p.User) = rapid.Bool().Draw(t, c.name)
		case c.when != nil:
			*c.when(&p.User) = genWhen(t)
		}
	}
	u := &p.User
	u.Login = genName(t, "login")
	some := func(f func()) {
		for range rapid.IntRange(0, 2).Draw(t, "some") {
			f()
		}
	}
	some(func() { u.Emails = append(u.Emails, callgate.Contact{Value: genText(t, "e"), Tag: genName(t, "tag")}) })
	some(func() { u.Phones = append(u.Phones, callgate.Contact{Value: genName(t, "p")}) })
	some(func() {
		u.Extensions = append(u.Extensions, callgate.OwnExtension{Name: genName(t, "x"), Since: genWhen(t)})
	})
	some(func() { u.Shared = append(u.Shared, genName(t, "s")) })
	some(func() { u.Numbers = append(u.Numbers, "+"+genText(t, "n")) })
	some(func() { u.Reach = append(u.Reach, callgate.EntityOf(callgate.Queue, genName(t, "r"))) })
	some(func() { u.Exclusions = append(u.Exclusions, callgate.EntityOf(callgate.UserKind, genName(t, "u"))) })
	some(func() { u.Hosts = append(u.Hosts, callgate.Host{CIDR: "192.0.2.0/24", Note: genText(t, "note")}) })
	some(func() { u.SelfAllowed = append(u.SelfAllowed, "password") })
	some(func() {
		u.Overrides = append(u.Overrides, callgate.Override{Permission: "calls.log:read", Allow: rapid.Bool().Draw(t, "allow"), Expires: genWhen(t)})
	})
	some(func() {
		u.StatusColours = map[string]string{"available": "#00ff00", genName(t, "state"): genText(t, "c")}
	})
	p.Roles = []Role{}
	some(func() { p.Roles = append(p.Roles, Role{Name: genName(t, "role"), Expires: genWhen(t)}) })
	return p
}

func genWhen(t *rapid.T) callgate.Time {
	return callgate.Time(rapid.SampledFrom([]int64{0, 1_700_000_000_000_000, 1_700_000_000_123_456}).Draw(t, "when"))
}

func readAll(t testing.TB, data []byte, opt Options) (*File, []*Person) {
	t.Helper()
	f, err := Open(data, opt)
	if err != nil {
		t.Fatalf("%v in %.200q", err, data)
	}
	var people []*Person
	if err := f.People(func(p *Person) bool { people = append(people, p); return true }); err != nil {
		t.Fatalf("%v in %.200q", err, data)
	}
	return f, people
}

func write(t testing.TB, format string, people []*Person) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(&b, format, slices.Values(people)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// import(export(x)) = x, whatever is in the cells, and nothing in the file
// begins like a formula, wherever a spreadsheet may see a cell begin.
func TestRoundTripIsExactAndFormulaSafe(t *testing.T) {
	for _, format := range []string{"callgate-csv", "xlsx", "json"} {
		t.Run(format, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				var want []*Person
				for i := range rapid.IntRange(0, 3).Draw(rt, "people") {
					want = append(want, genPerson(rt, i+2))
				}
				data := write(t, format, want)
				f, got := readAll(t, data, Options{})
				if f.Format != format {
					rt.Fatalf("recognised as %s, %s", f.Format, f.Why)
				}
				for i := range got {
					got[i].Row = i + 2
				}
				if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Person{})); d != "" {
					rt.Fatal(d)
				}
				for _, cell := range cellsOf(t, format, data) {
					checkNoFormula(rt, cell)
				}
			})
		})
	}
}

// cellsOf reads a file the way a stranger would.
func cellsOf(t testing.TB, format string, data []byte) (cells []string) {
	switch format {
	case "callgate-csv":
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return slices.Concat(records...)
	case "xlsx":
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		records, err := f.GetRows("Users")
		if err != nil {
			t.Fatal(err)
		}
		for r, record := range records {
			for c := range record {
				name, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := f.GetCellFormula("Users", name); formula != "" {
					t.Fatalf("a live formula %q", formula)
				}
			}
		}
		return slices.Concat(records...)
	}
	return nil
}

func checkNoFormula(t *rapid.T, cell string) {
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";\n\r\t", r) }) {
		if s := strings.TrimLeft(part, " \u00a0"); s != "" && strings.ContainsAny(s[:1], "=+-@") {
			t.Fatalf("%q begins like a formula in %q", part, cell)
		}
	}
}

func TestGuardTellsApostrophesApart(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Ada": "Ada", "'t Hooft": "'t Hooft", "=1": "'=1", "'=1": "''=1", "''=1": "'''=1", "a;=1": "a;'=1", "+44;+49": "'+44;'+49", "a=1": "a=1", " @x": "' @x", "\x00": "'\x00",
	} {
		if got := guard(in); got != want || unguard(got) != in {
			t.Errorf("guard(%q) = %q and back %q, want %q", in, got, unguard(got), want)
		}
	}
}

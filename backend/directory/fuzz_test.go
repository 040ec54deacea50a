package directory

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// A fuzz target for each platform's reader and each kind of file of our own.
// Whatever a file holds, reading it ends in people or in one of our errors, soon
// and within bounded memory, and the people read can be laid over somebody and
// written again. Run one with
//
//	go test ./backend/directory -run none -fuzz FuzzFreePBX -fuzztime 60s

// hostile reads a file and does with its people what an import does.
func hostile(t *testing.T, data []byte, opt Options, most uint64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := time.Now()
	read(t, data, opt)
	var some []*Person
	if f, err := Open(data, opt); err == nil {
		_ = f.People(func(p *Person) bool {
			if p.Error == nil {
				somebody := callgate.User{}
				p.Onto(&somebody)
				some = append(some, p)
			}
			return len(some) < 50
		})
	}
	_, writes := Names()
	if slices.Contains(writes, opt.Format) {
		if _, err := Write(io.Discard, opt.Format, slices.Values(some)); err != nil {
			t.Errorf("what was read cannot be written: %v", err)
		}
	}
	runtime.ReadMemStats(&after)
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("%v for %d bytes", took, len(data))
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > most+2048*uint64(len(data)) {
		t.Errorf("%d bytes of memory for a file of %d", used, len(data))
	}
}

// fuzzPlatform puts hostile rows under the header of each of a platform's tables,
// and takes hostile files as that platform's.
func fuzzPlatform(f *testing.F, formats ...string) {
	for _, format := range formats {
		var b bytes.Buffer
		if _, err := Write(&b, format, slices.Values([]*Person{ordinary()})); err != nil {
			f.Fatal(err)
		}
		_, rows, _ := bytes.Cut(b.Bytes(), []byte("\n"))
		f.Add(rows)
	}
	for _, rows := range hostileRows {
		f.Add([]byte(rows))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range formats {
			under := append([]byte(header[format]+"\n"), data...)
			hostile(t, under, Options{Format: format, Passwords: true}, 4<<20)
			hostile(t, under, Options{}, 4<<20)
			hostile(t, data, Options{Format: format}, 4<<20)
		}
	})
}

// hostileRows are the first ideas; fuzzing has others.
var hostileRows = []string{
	"", "\n\n\n", ",,,,,,,,,,,,\n", "\"", "\"\"\"Ann\"\" <101>\",x", "NULL,NULL,NULL\n", "=cmd|' /C calc'!A0,+1+1,@x,-2\n",
	"\xff\xfe\x00a\x00", "\xef\xbb\xbfada,x", "ada\x00,x\x00\n", strings.Repeat("a,", 300), strings.Repeat("\"", 99), strings.Repeat("[", 500),
	"a,TRUE,p,1.5E+11,s,a@b,\"[{\"\"a\"\":1}]\",,,,,,{}\n", "ада,TRUE,x\nаda,TRUE,x\n", "a;b;c\r\rd;e\n\r", "0101,192.0.2.1-192.0.2.900,2001:db8::/129\n",
}

func FuzzPortSIP(f *testing.F)   { fuzzPlatform(f, "portsip") }
func Fuzz3CX(f *testing.F)       { fuzzPlatform(f, "3cx") }
func FuzzFreePBX(f *testing.F)   { fuzzPlatform(f, "freepbx", "freepbx-extensions") }
func FuzzFusionPBX(f *testing.F) { fuzzPlatform(f, "fusionpbx", "fusionpbx-extensions") }

// FuzzGeneric reads any table with columns that somebody mapped.
func FuzzGeneric(f *testing.F) {
	for _, rows := range hostileRows {
		f.Add([]byte(rows), byte(1), byte(2), byte(3))
	}
	f.Add([]byte("Vorname;Nachname;Telefon\nAda;Whitlock;0301\n"), byte(1), byte(2), byte(3))
	f.Fuzz(func(t *testing.T, data []byte, first, last, phone byte) {
		hostile(t, data, Options{Map: map[string]int{"first": int(first), "last": int(last), "phone": int(phone)}}, 4<<20)
		hostile(t, data, Options{Format: "csv"}, 4<<20)
		hostile(t, data, Options{Format: "callgate-csv", Passwords: true}, 4<<20)
		hostile(t, data, Options{Format: "callgate-roles"}, 4<<20)
	})
}

func FuzzJSON(f *testing.F) {
	f.Add(write(f, "json", []*Person{ordinary()}))
	for _, text := range []string{
		"[", "{}", `{"users":[{"login":"a","login":"b"}]}`, `[{"hosts":["0.0.0.0/0|x"],"reach":"queue:600"}]`, `[{"login":1e999}]`, `[null,true,"x",[[]]]`,
		`{"format":"callgate-users","version":9007199254740993,"users":[]}`, strings.Repeat("[", 20_000), `[{"roles":["A until 2026-13-45"]}]`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		hostile(t, data, Options{Format: "json", Passwords: true}, 4<<20)
		hostile(t, data, Options{}, 4<<20)
	})
}

// FuzzXLSX damages a workbook as a whole, and its parts inside a whole packing.
func FuzzXLSX(f *testing.F) {
	book := write(f, "xlsx", []*Person{ordinary()})
	f.Add(book, "")
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		f.Fatal(err)
	}
	for _, part := range in.File {
		r, err := part.Open()
		if err != nil {
			f.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text, part.Name)
	}
	random := rand.New(rand.NewPCG(5, 6))
	f.Add(repack(f, random, book), "")
	f.Add([]byte(`<worksheet><sheetData><row r="1048577"><c r="XFD1048576" t="s"><v>999999999</v></c></row></sheetData></worksheet>`), "xl/worksheets/sheet1.xml")
	f.Fuzz(func(t *testing.T, data []byte, part string) {
		whole := data
		if part != "" {
			whole = rezip(t, in, func(_ int, name string, old []byte) []byte {
				if name == part {
					return data
				}
				return old
			})
		}
		hostile(t, whole, Options{}, 48<<20)
		hostile(t, whole, Options{Format: "xlsx", Passwords: true}, 48<<20)
	})
}

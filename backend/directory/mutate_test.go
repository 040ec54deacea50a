package directory

import (
	"bytes"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"

	"callgate/backend/callgate"
)

// seeds are small files of every format.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	people := []*Person{newPerson(2, nil), newPerson(3, nil)}
	people[0].User.Login, people[1].User.Login = "ada", "bruno"
	people[0].User.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24", Note: "=office"}}
	people[1].Roles = []Role{{Name: "StandardUser"}}
	list := [][]byte{
		[]byte("first,last,phone\nAda,Whitlock,119-967-1497\n\"Bo \"\"B\"\"\",Okafor,\"+44;1\"\r\n"),
		[]byte("Ada      ,Whitlock   ,119-967-1497\nBo       ,Okafor     ,966-264-2862\n"),
		write(t, "callgate-csv", people), write(t, "json", people),
	}
	for _, name := range []string{"portsip.csv", "freepbx_users.csv", "fusionpbx_extensions.csv", "3cx_utf16.csv", "german_windows1252.csv"} {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, b)
	}
	return list
}

const signs = "\",;'\t\n\r\\|=\x00{}[]:\xff"

// mutate damages a file in a few places.
func mutate(r *rand.Rand, data []byte) []byte {
	b := bytes.Clone(data)
	for range 1 + r.IntN(6) {
		if len(b) == 0 {
			return b
		}
		i := r.IntN(len(b))
		switch r.IntN(7) {
		case 0:
			b[i] = byte(r.IntN(256))
		case 1:
			b[i] = signs[r.IntN(len(signs))]
		case 2:
			b = b[:i]
		case 3:
			b = append(b[:i:i], b[min(len(b), i+1+r.IntN(20)):]...)
		case 4:
			j := min(len(b), i+1+r.IntN(40))
			b = append(b[:j:j], b[i:]...)
		case 5:
			b = append(b[:i:i], append([]byte(strconv.FormatUint(r.Uint64(), 10)), b[i:]...)...)
		case 6:
			j := r.IntN(len(b))
			b[i], b[j] = b[j], b[i]
		}
	}
	return b
}

// read takes a damaged file in: it ends in people, or in an error of ours.
func read(t testing.TB, data []byte, opt Options) {
	f, err := Open(data, opt)
	if err == nil {
		rows := 0
		err = f.People(func(p *Person) bool {
			rows++
			if p.Row < 1 || rows > len(data)+1 {
				t.Errorf("row %d is number %d of %q", p.Row, rows, data)
				return false
			}
			return true
		})
	}
	if err != nil && callgate.CodeOf(err) == callgate.Internal {
		t.Errorf("%v of %q", err, data)
	}
}

// Mutated imports: CALLGATE_MUTATIONS=1000000 runs the whole million.
func TestMutatedFiles(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("CALLGATE_MUTATIONS"))
	if n == 0 {
		n = 5_000
	}
	list := seeds(t)
	maps := []map[string]int{nil, {"first": 1, "last": 2, "phone": 3}}
	names, _ := Names()
	r := rand.New(rand.NewPCG(1, 2))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range n {
		opt := Options{Map: maps[r.IntN(2)]}
		if r.IntN(4) == 0 {
			opt.Format = names[r.IntN(len(names))]
		}
		read(t, mutate(r, list[i%len(list)]), opt)
		if t.Failed() {
			t.Fatalf("at mutation %d", i)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 16<<20 {
		t.Errorf("%d bytes stay behind", grown)
	}
}

// Workbooks are costlier to open: fewer of them, damaged in the packing and
// inside.
func TestMutatedWorkbooks(t *testing.T) {
	book := write(t, "xlsx", []*Person{newPerson(2, nil)})
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		read(t, mutate(r, book), Options{})
		read(t, repack(t, r, book), Options{})
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) { read(t, data, Options{}) })
}

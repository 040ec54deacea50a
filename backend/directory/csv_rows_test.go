package directory

import (
	"slices"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

func TestCSVRowsAsPeopleWriteThem(t *testing.T) {
	type row struct {
		cells []string
		code  callgate.Code
	}
	long := strings.Repeat("x", maxCell+1)
	for name, c := range map[string]struct {
		in   string
		want []row
	}{
		"plain":                   {"a,b\nc,d\n", []row{{cells: []string{"a", "b"}}, {cells: []string{"c", "d"}}}},
		"mixed line ends":         {"a\r\nb\rc\nd", []row{{cells: []string{"a"}}, {cells: []string{"b"}}, {cells: []string{"c"}}, {cells: []string{"d"}}}},
		"quotes":                  {`"""Ann"" <101>","x,y"` + "\n", []row{{cells: []string{`"Ann" <101>`, "x,y"}}}},
		"line end in quotes":      {"\"a\r\nb\",c", []row{{cells: []string{"a\r\nb", "c"}}}},
		"quote in a bare cell":    {`a "b" c,d`, []row{{cells: []string{`a "b" c`, "d"}}}},
		"text behind the quote":   {`"Ann" <101>,d`, []row{{cells: []string{"Ann <101>", "d"}}}},
		"space before the quote":  {`a, "b,c" ,d`, []row{{cells: []string{"a", "b,c", "d"}}}},
		"quote that never closes": {"\"a,b\nc,d\n", []row{{[]string{`"a`, "b"}, "import_quote"}, {cells: []string{"c", "d"}}}},
		"open quote before empty": {"\"a,b\n\"\",d\n", []row{{[]string{`"a`, "b"}, "import_quote"}, {cells: []string{"", "d"}}}},
		"blank lines":             {"\n\na\n  \nb", []row{{cells: []string{"a"}}, {cells: []string{"b"}}}},
		"empty cells":             {",\n", []row{{cells: []string{"", ""}}}},
		"long cell":               {"a," + long + "\nb\n", []row{{[]string{"a"}, "import_cell"}, {cells: []string{"b"}}}},
		"nothing":                 {"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []row
			err := csvRows(c.in, ',')(func(_ int, cells []string, problem *callgate.Error) bool {
				r := row{cells: slices.Clone(cells)}
				if problem != nil {
					r.code = problem.Code
				}
				got = append(got, r)
				return true
			})
			if err != nil || !slices.EqualFunc(got, c.want, func(a, b row) bool { return a.code == b.code && slices.Equal(a.cells, b.cells) }) {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

// A file of nothing but opening quotes takes no longer than another.
func TestManyOpenQuotesAreReadOnce(t *testing.T) {
	text := strings.Repeat("\"x,", 1<<20)
	n := 0
	if err := csvRows(text, ',')(func(_ int, cells []string, _ *callgate.Error) bool { n += len(cells); return true }); err != nil || n == 0 {
		t.Fatalf("%d cells, %v", n, err)
	}
}

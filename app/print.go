package app

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
)

// show prints v as JSON to machines, else runs forPeople.
func (p *program) show(v any, forPeople func()) error {
	if !p.json {
		forPeople()
		return nil
	}
	e := json.NewEncoder(p.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// table prints rows under headings; each heading is a word of the language
// files ("cli.column.<name>").
func (p *program) table(columns []string, rows [][]string) {
	t := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	heads := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = p.say("cli.column." + c)
	}
	for _, row := range append([][]string{heads}, rows...) {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = oneLine(cell)
		}
		fmt.Fprintln(t, strings.TrimRight(strings.Join(cells, "\t"), "\t "))
	}
	_ = t.Flush()
}

// facts prints "name  value" lines, leaving out what is empty.
func (p *program) facts(pairs ...string) {
	t := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			fmt.Fprintf(t, "%s\t%s\n", p.say("cli.column."+pairs[i]), oneLine(pairs[i+1]))
		}
	}
	_ = t.Flush()
}

// oneLine keeps what somebody stored from moving the cursor or colouring the
// terminal of whoever lists it.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

func join[T ~string](list []T) string {
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = string(v)
	}
	return strings.Join(parts, " ")
}

// line prints plain text as it is.
func (p *program) line(text string) { fmt.Fprintln(p.out, oneLine(text)) }

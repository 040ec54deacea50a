package numbering

import (
	_ "embed"
	"math/bits"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// plans has a line for each region, in the order of the calling codes, a code's
// main region first. Columns are separated by tabs, see readPlan.
//
//go:embed plans.tsv
var plans string

// plan is how numbers of one region are made.
type plan struct {
	region string // ISO 3166, "001" for a code that is no country's
	code   string // country calling code

	abroad    pattern // dialled before another country's code
	trunk     pattern // dialled before a national number
	rewritten string  // what a trunk prefix with groups turns into
	leading   pattern // tells the regions of one code apart, when there is one

	short, shortCode, emergency, general desc
	premium, free, shared                desc
	kinds                                []desc // these three and all others
}

// desc describes numbers of one kind. The zero value describes none.
type desc struct {
	lengths, local uint32 // bit n: n digits, and n digits without the area code
	form           pattern
}

// pattern is compiled when it is first asked. nil: there is none.
type pattern func() *regexp.Regexp

// world finds plans by region and, main region first, by calling code.
var world = sync.OnceValue(func() (w struct {
	region map[string]func() *plan
	code   map[string][]func() *plan
}) {
	w.region, w.code = map[string]func() *plan{}, map[string][]func() *plan{}
	for line := range strings.Lines(plans) {
		columns := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		p := sync.OnceValue(func() *plan { return readPlan(columns[0], columns[1], columns[2]) })
		w.code[columns[1]] = append(w.code[columns[1]], p)
		if columns[0] != everywhere {
			w.region[columns[0]] = p
		}
	}
	return w
})

// everywhere is the region of calling codes that are no country's.
const everywhere = "001"

// of gives the plan of a region, nil when there is none.
func of(region string) *plan {
	if p := world().region[region]; p != nil {
		return p()
	}
	return nil
}

// withCode gives the plans of a calling code, the main one first.
func withCode(code string) []func() *plan { return world().code[code] }

func readPlan(region, code, rest string) *plan {
	columns := strings.Split(rest, "\t")
	d := make([]desc, 0, len(columns))
	for _, c := range columns[4:] {
		d = append(d, readDesc(c))
	}
	return &plan{
		region: region, code: code,
		abroad: beginning(columns[0]), trunk: beginning(columns[1]), rewritten: columns[2], leading: beginning(columns[3]),
		short: d[0], shortCode: d[1], emergency: d[2], general: d[3], premium: d[4], free: d[5], shared: d[6], kinds: d[4:],
	}
}

// readDesc reads "lengths local form".
func readDesc(text string) desc {
	parts := strings.SplitN(text, " ", 3)
	if len(parts) < 3 {
		return desc{}
	}
	return desc{lengths: readLengths(parts[0]), local: readLengths(parts[1]), form: compiled("^(?:" + parts[2] + ")$")}
}

func readLengths(text string) (set uint32) {
	for n := range strings.SplitSeq(text, ",") {
		if length, err := strconv.Atoi(n); err == nil {
			set |= 1 << length
		}
	}
	return set
}

func beginning(text string) pattern {
	if text == "" {
		return nil
	}
	return compiled("^(?:" + text + ")")
}

func compiled(text string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

func (p pattern) matches(number string) bool { return p != nil && p().MatchString(number) }

// matches tells whether a national number is of this kind.
func (d desc) matches(number string) bool {
	return (d.lengths == 0 || has(d.lengths, len(number))) && d.form.matches(number)
}

func has(set uint32, length int) bool { return length < 32 && set&(1<<length) != 0 }

// tooLong tells whether a number has more digits than any there is.
func (d desc) tooLong(number string) bool {
	return !has(d.local, len(number)) && len(number) >= bits.Len32(d.lengths)
}

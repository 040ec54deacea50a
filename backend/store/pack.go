package store

import (
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// unit separates the columns that bulk reads fetch as one text: the driver then
// makes one string of a row instead of forty. U+001F is refused in every value.
const unit = "\x1f"

// pack is the SQL that joins columns.
func pack(columns ...string) string {
	return "concat_ws('" + unit + "', " + strings.Join(columns, ", ") + ")"
}

// packable refuses values that would fall apart when read.
func packable(args []any) error {
	for _, a := range args {
		if s, ok := a.(string); ok && strings.Contains(s, unit) {
			return callgate.Err("control_character")
		}
	}
	return nil
}

// fields takes a packed row apart.
type fields struct {
	rest string
	more bool
	bad  bool
}

func unpack(s string) fields { return fields{rest: s, more: true} }

func (f *fields) text() string {
	f.bad = f.bad || !f.more
	var s string
	s, f.rest, f.more = strings.Cut(f.rest, unit)
	return s
}

func (f *fields) flag() bool { return f.text() == "1" }

func (f *fields) number() int64 {
	s := f.text()
	if s == "0" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	f.bad = f.bad || err != nil
	return n
}

func (f *fields) time() callgate.Time { return callgate.Time(f.number()) }

// end tells whether there were exactly the fields asked for.
func (f *fields) end() error {
	if f.bad || f.more {
		return callgate.Err("database_damaged")
	}
	return nil
}

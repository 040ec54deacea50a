package callgate

import (
	"sort"
	"time"
)

// Day is a calendar day as people and files write it: "2026-12-31". What lasts
// until a day lasts to the end of that day where its tenant is.
type Day string

// DayIn is the day of a moment in a zone.
func DayIn(t Time, zone *time.Location) Day { return Day(t.Go().In(zone).Format(time.DateOnly)) }

// Valid tells whether there is such a day.
func (d Day) Valid() bool {
	t, err := time.Parse(time.DateOnly, string(d))
	return err == nil && t.Year() > 0
}

// End is the first moment after the day in a zone; 0 = there is no such day. It
// is searched for, not computed: clocks put forward or back at midnight skip
// it or strike it twice, and a day may have 23 hours or 25.
func (d Day) End(zone *time.Location) Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil || t.Year() < 1 {
		return 0
	}
	const furthest = 48 * 3600 // no zone is further from UTC, jumps across the date line included
	from := t.Unix() - furthest
	after := sort.Search(2*furthest+24*3600, func(i int) bool {
		return time.Unix(from+int64(i), 0).In(zone).Format(time.DateOnly) > string(d)
	})
	return TimeOf(time.Unix(from+int64(after), 0))
}

// Begin is the first moment of the day in a zone; 0 = there is no such day.
func (d Day) Begin(zone *time.Location) Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil || t.Year() < 1 {
		return 0
	}
	return Day(t.AddDate(0, 0, -1).Format(time.DateOnly)).End(zone)
}

// LastDay is the day that ends at a moment in a zone; "" = none does.
func LastDay(t Time, zone *time.Location) Day {
	if t == 0 {
		return ""
	}
	if d := DayIn(t-1, zone); d.End(zone) == t {
		return d
	}
	return ""
}

// Until writes the end of something as it is read again: its last day, else the
// moment.
func Until(t Time, zone *time.Location) string {
	if d := LastDay(t, zone); d != "" {
		return string(d)
	}
	return t.String()
}

// ParseUntil reads until when something lasts: a day, which counts whole in the
// zone, or a moment; "" = it does not end.
func ParseUntil(text string, zone *time.Location) (Time, error) {
	if d := Day(text); d.Valid() {
		return d.End(zone), nil
	}
	return ParseTime(text)
}

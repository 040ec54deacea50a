package directory

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"callgate/backend/callgate"
)

// parseUntil reads until when something lasts, as files have it: a day counts
// whole where its tenant is.
func parseUntil(cell string, zone *time.Location) (callgate.Time, *callgate.Error) {
	at, day, err := parseWhen(cell)
	if day != "" {
		return day.End(cmp.Or(zone, time.UTC)), nil
	}
	return at, err
}

// parseSince reads from when something counts: a day from its first moment.
func parseSince(cell string, zone *time.Location) (callgate.Time, *callgate.Error) {
	at, day, err := parseWhen(cell)
	if day != "" {
		return day.Begin(cmp.Or(zone, time.UTC)), nil
	}
	return at, err
}

// until writes what parseUntil reads.
func until(at callgate.Time, zone *time.Location) string {
	return callgate.Until(at, cmp.Or(zone, time.UTC))
}

// parseWhen reads a moment or a day as files have them: RFC 3339, an ISO date, a
// date with points (day first), one with slashes where it is plain which part is
// the day, and the day number that spreadsheets keep.
func parseWhen(cell string) (callgate.Time, callgate.Day, *callgate.Error) {
	s := strings.TrimSpace(cell)
	if t, err := callgate.ParseTime(s); err == nil {
		return t, "", nil
	}
	if day := callgate.Day(s); day.Valid() {
		return 0, day, nil
	}
	if a, b, c, ok := threeNumbers(s, "."); ok {
		return day(cell, c, b, a)
	}
	if a, b, c, ok := threeNumbers(s, "/"); ok {
		switch {
		case a > 12 || a == b:
			return day(cell, c, b, a)
		case b > 12:
			return day(cell, c, a, b)
		}
		return 0, "", callgate.Err("import_date_order", "value", shorten(cell))
	}
	if t, err := time.Parse("2006-01-02 15:04:05", s); err == nil {
		return callgate.TimeOf(t), "", nil
	}
	if n, err := strconv.Atoi(s); err == nil && n > 20_000 && n < 80_000 {
		return 0, callgate.DayIn(callgate.TimeOf(time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC)), time.UTC), nil
	}
	return 0, "", callgate.Err("import_date", "value", shorten(cell))
}

func threeNumbers(s, sep string) (a, b, c int, ok bool) {
	parts := strings.Split(s, sep)
	if len(parts) != 3 || len(parts[2]) != 4 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 {
			return 0, 0, 0, false
		}
		n[i] = v
	}
	return n[0], n[1], n[2], true
}

func day(cell string, year, month, dayOfMonth int) (callgate.Time, callgate.Day, *callgate.Error) {
	t := time.Date(year, time.Month(month), dayOfMonth, 0, 0, 0, 0, time.UTC)
	if t.Day() != dayOfMonth || int(t.Month()) != month {
		return 0, "", callgate.Err("import_date", "value", shorten(cell))
	}
	return 0, callgate.Day(t.Format(time.DateOnly)), nil
}

package callgate

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func zone(t interface{ Fatal(...any) }, name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// The ends of the world, and the days on which clocks are put forward or back.
func TestDayEndsWhereItIs(t *testing.T) {
	for _, c := range []struct{ zone, day, begin, end string }{
		{"UTC", "2026-12-31", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z"},
		{"Pacific/Kiritimati", "2026-12-31", "2026-12-30T10:00:00Z", "2026-12-31T10:00:00Z"},
		{"Pacific/Pago_Pago", "2026-12-31", "2026-12-31T11:00:00Z", "2027-01-01T11:00:00Z"},
		{"Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"},    // 23 hours
		{"Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"},    // 25 hours
		{"America/Santiago", "2026-09-05", "2026-09-05T04:00:00Z", "2026-09-06T04:00:00Z"}, // the 6th begins at one
		{"America/Santiago", "2026-04-04", "2026-04-04T03:00:00Z", "2026-04-05T04:00:00Z"}, // its last hour strikes twice
		{"America/Havana", "2026-10-31", "2026-10-31T04:00:00Z", "2026-11-01T04:00:00Z"},   // midnight strikes twice: the first counts
		{"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"},     // the 30th never was
		{"Africa/Cairo", "2026-04-23", "2026-04-22T22:00:00Z", "2026-04-23T22:00:00Z"},     // the 24th begins at one
		{"Asia/Kathmandu", "2026-02-28", "2026-02-27T18:15:00Z", "2026-02-28T18:15:00Z"},
	} {
		d, z := Day(c.day), zone(t, c.zone)
		if got := d.Begin(z).String(); got != c.begin {
			t.Errorf("%s in %s begins %s, want %s", d, c.zone, got, c.begin)
		}
		if got := d.End(z).String(); got != c.end {
			t.Errorf("%s in %s ends %s, want %s", d, c.zone, got, c.end)
		}
		if got := LastDay(d.End(z), z); got != d {
			t.Errorf("what ends with %s in %s is said to end with %q", d, c.zone, got)
		}
	}
}

func TestUntilIsADayOrAMoment(t *testing.T) {
	z := zone(t, "Pacific/Kiritimati")
	for text, want := range map[string]string{
		"":                     "",
		"2026-12-31":           "2026-12-31",
		"2026-12-31T10:00:00Z": "2026-12-31",           // that day's end, there
		"2026-12-31T08:30:00Z": "2026-12-31T08:30:00Z", // within the day
	} {
		at, err := ParseUntil(text, z)
		if err != nil || Until(at, z) != want {
			t.Errorf("%q reads as %s, %v; want %q", text, Until(at, z), err, want)
		}
	}
	for _, text := range []string{"2026-02-30", "31.12.2026", "2026-12-31T", "soon", "0000-01-01"} {
		if at, err := ParseUntil(text, z); err == nil {
			t.Errorf("%q reads as %s", text, at)
		}
	}
}

// In any zone, on any day: days follow each other without gap or overlap, and
// what was written reads back.
func TestDaysFollowEachOther(t *testing.T) {
	zones := []string{"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London", "America/Santiago", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Africa/Casablanca"}
	rapid.Check(t, func(t *rapid.T) {
		z := zone(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		at := Time(rapid.Int64Range(1_600_000_000, 2_000_000_000).Draw(t, "at") * 1e6)
		d := DayIn(at, z)
		begin, end := d.Begin(z), d.End(z)
		if at < begin || at >= end {
			t.Fatalf("%s lies outside its day %s in %s: %s to %s", at, d, z, begin, end)
		}
		if length := end.Go().Sub(begin.Go()); length < 22*time.Hour || length > 26*time.Hour {
			t.Fatalf("%s in %s lasts %s", d, z, length)
		}
		if read, err := ParseUntil(Until(end, z), z); err != nil || read != end {
			t.Fatalf("%s reads back as %s, %v", end, read, err)
		}
	})
}

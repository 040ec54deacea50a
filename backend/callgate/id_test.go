package callgate

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// IDs of one moment rise, so that rows made together are kept together, and say
// the moment; a clock that was set back counts more than their order.
func TestIDsRise(t *testing.T) {
	now := TimeOf(time.Date(2031, 5, 1, 9, 0, 0, 500_000, time.UTC))
	var list []ID
	for range 5000 {
		list = append(list, NewID(now))
	}
	if !slices.IsSorted(list) || len(slices.Compact(list)) != 5000 {
		t.Error("the ids of one moment do not rise")
	}
	if moment := list[0][:13]; moment != "01c29e60-6280" {
		t.Errorf("the first begins with %s", moment)
	}
	for _, id := range list {
		if len(id) != 36 || id[14] != '7' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Fatalf("%s is no UUIDv7", id)
		}
	}
	if later := NewID(now.Add(time.Minute)); later <= list[4999] {
		t.Errorf("%s was made after %s", later, list[4999])
	}
	if earlier := NewID(now.Add(-time.Hour)); earlier >= list[0] {
		t.Errorf("%s says a time that is not", earlier)
	}
}

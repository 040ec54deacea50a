package api

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"callgate/backend/callgate"
)

// What comes and goes leaves the list sorted, each thing once.
func TestThingsComeAndGo(t *testing.T) {
	some := rapid.SliceOfNDistinct(rapid.IntRange(0, 30), 0, 12, rapid.ID[int])
	made := func(numbers []int, label string) (list []callgate.Thing) {
		for _, n := range numbers {
			kind := callgate.Extension
			if n%3 == 0 {
				kind = callgate.Queue
			}
			list = append(list, callgate.Thing{Kind: kind, Name: fmt.Sprint(n), Label: label})
		}
		return list
	}
	rapid.Check(t, func(t *rapid.T) {
		list := made(some.Draw(t, "there"), "old")
		slices.SortFunc(list, thingOrder)
		gone, fresh := made(some.Draw(t, "gone"), ""), made(some.Draw(t, "fresh"), "new")
		want := map[string]callgate.Thing{}
		for _, x := range list {
			want[x.Kind+x.Name] = x
		}
		for _, x := range gone {
			delete(want, x.Kind+x.Name)
		}
		for _, x := range fresh {
			want[x.Kind+x.Name] = x
		}
		before := slices.Clone(list)
		got := withThings(list, gone, fresh)
		if len(got) != len(want) || !slices.IsSortedFunc(got, thingOrder) || !slices.EqualFunc(list, before, func(a, b callgate.Thing) bool { return thingOrder(a, b) == 0 }) {
			t.Fatalf("%v", got)
		}
		for _, x := range got {
			if w, there := want[x.Kind+x.Name]; !there || w.Label != x.Label {
				t.Fatalf("%v: %v", x, got)
			}
		}
	})
}

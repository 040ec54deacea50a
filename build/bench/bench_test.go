package bench

import (
	"testing"
)

// worlds are the sizes looked at. Casbin takes part in the small one.
var worlds = []struct {
	name   string
	users  int
	casbin bool
}{{"1k", 1_000, true}, {"10k", 10_000, false}}

// Every engine gives the same answer to every question.
func TestAgree(t *testing.T) {
	for _, size := range worlds {
		w := NewWorld(size.users)
		engines, err := Engines(w, size.casbin)
		if err != nil {
			t.Fatal(err)
		}
		allowed, err := Agree(w, engines)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(w.Questions); allowed < n/5 || allowed > 4*n/5 {
			t.Errorf("%s: %d of %d allowed: too one-sided to prove much", size.name, allowed, n)
		}
		t.Logf("%s users: %d engines agree on %d questions, %d allowed", size.name, len(engines), len(w.Questions), allowed)
	}
}

func BenchmarkEngines(b *testing.B) {
	for _, size := range worlds {
		w := NewWorld(size.users)
		engines, err := Engines(w, size.casbin)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Agree(w, engines); err != nil {
			b.Fatal(err)
		}
		for _, e := range engines {
			b.Run(size.name+"/"+e.Name, func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					e.Allow(i)
					if i++; i == len(w.Questions) {
						i = 0
					}
				}
			})
		}
	}
}

package api

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkImportUsers brings 100,000 people without passwords in, audit
// included, and tells the longest that another change had to wait meanwhile.
func BenchmarkImportUsers(b *testing.B) {
	in := fileOf(manyPeople(100_000))
	for b.Loop() {
		b.StopTimer()
		d := newDoor(b).setUp()
		d.onRealTime()
		m := d.files()
		b.StartTimer()
		start := time.Now()
		plan, err := m.Preview(in)
		if err != nil || plan.Add != 100_000 {
			b.Fatal(plan.Add, err)
		}
		planned := time.Since(start)
		if _, err := m.Apply(plan.ID); err != nil {
			b.Fatal(err)
		}
		job := d.s.jobs.plans[plan.ID].job
		var longest time.Duration
		for waiting := true; waiting; {
			asked := time.Now()
			if err := d.s.commit(context.Background(), func(*change) error { return nil }); err != nil {
				b.Fatal(err)
			}
			longest = max(longest, time.Since(asked))
			select {
			case <-job.stopped:
				waiting = false
			case <-time.After(100 * time.Millisecond):
			}
		}
		if p := job.progress(); p.State != done {
			b.Fatalf("%+v", p)
		}
		b.ReportMetric(planned.Seconds(), "preview-s")
		b.ReportMetric(float64(longest.Milliseconds()), "longest-wait-ms")
	}
}

// onRealTime reopens the office with a clock that goes: ids are made from the
// time, and those of one moment lie scattered over the tables.
func (d *door) onRealTime() {
	d.t.Helper()
	if err := d.s.Close(); err != nil {
		d.t.Fatal(err)
	}
	s, err := Open(d.dir, Options{Version: "test"})
	if err != nil {
		d.t.Fatal(err)
	}
	<-s.Ready()
	d.s = s
}

// BenchmarkSignInWhileHashing signs people in while a file's passwords are
// hashed, and tells the 95th percentile of what they wait.
func BenchmarkSignInWhileHashing(b *testing.B) {
	d := newDoor(b).setUp()
	d.onRealTime()
	m := d.files()
	var text strings.Builder
	text.WriteString("login,kind,seat,enabled,password,roles\n")
	for i := range 100_000 {
		fmt.Fprintf(&text, "user%d,standard,full,yes,Sesame%d,\n", i, i)
	}
	plan, err := m.Preview(fileOf(text.String()))
	if err != nil || plan.Secrets != 100_000 {
		b.Fatal(plan.Secrets, err)
	}
	if _, err := m.Apply(plan.ID); err != nil {
		b.Fatal(err)
	}
	for p, err := m.Progress(plan.ID); p.Done == 0; p, err = m.Progress(plan.ID) {
		if err != nil || p.State != running {
			b.Fatal(p, err)
		}
	}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		who := d.browser(fmt.Sprintf("198.51.100.%d", i%200))
		start := time.Now()
		who.password("ada.whitlock", goodPassword, stageIn)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Milliseconds()), "p95-ms")
	p, err := m.Cancel(plan.ID)
	if err != nil || p.State != cancelled {
		b.Fatal(p, err)
	}
}

// BenchmarkImportChanges changes people who are there: 100,000 of them.
func BenchmarkImportChanges(b *testing.B) {
	const people = 100_000
	file := func(about string) ImportInput {
		var text strings.Builder
		text.WriteString("login,kind,seat,enabled,description\n")
		for i := range people {
			fmt.Fprintf(&text, "user%d,standard,full,yes,%s %d\n", i, about, i)
		}
		in := fileOf(text.String())
		in.Update = true
		return in
	}
	d := newDoor(b).setUp()
	d.onRealTime()
	m := d.files()
	bring := func(in ImportInput) ImportPlan {
		plan, err := m.Preview(in)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := m.Apply(plan.ID); err != nil {
			b.Fatal(err)
		}
		<-d.s.jobs.plans[plan.ID].job.stopped
		if p := d.s.jobs.plans[plan.ID].job.progress(); p.State != done {
			b.Fatalf("%+v", p)
		}
		return plan
	}
	bring(file("desk"))
	for i := 0; b.Loop(); i++ {
		if plan := bring(file(fmt.Sprintf("room %d", i))); plan.Change != people {
			b.Fatalf("%+v", plan)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(people*b.N), "us/change")
}

package policy

import (
	"testing"
)

func BenchmarkDecide(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"10k", 10_000}, {"100k", 100_000}} {
		b.Run(size.name, func(b *testing.B) {
			in := big(size.n)
			t := Compile(in)
			qs := questions(in, 1<<14)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				t.Decide(qs[i&(1<<14-1)])
				i++
			}
		})
	}
	b.Run("parallel", func(b *testing.B) {
		in := big(10_000)
		t := Compile(in)
		qs := questions(in, 1<<14)
		b.ResetTimer()
		b.RunParallel(func(pb *testing.PB) {
			i := 0
			for pb.Next() {
				t.Decide(qs[i&(1<<14-1)])
				i++
			}
		})
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "M/s")
	})
}

func BenchmarkPublish(b *testing.B) {
	in := big(100_000)
	t := Compile(in)
	u := *in.Users[70_000]
	u.Blocked = true
	b.ReportAllocs()
	for b.Loop() {
		t.WithUser(&u)
	}
}

func BenchmarkCompile(b *testing.B) {
	in := big(100_000)
	b.ReportAllocs()
	for b.Loop() {
		Compile(in)
	}
}

func BenchmarkExplain(b *testing.B) {
	in := big(10_000)
	t := Compile(in)
	qs := questions(in, 1<<10)
	i := 0
	for b.Loop() {
		_ = t.Explain(qs[i&(1<<10-1)])
		i++
	}
}

package policy

import (
	"math/rand/v2"
	"runtime"
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
	b.Run("known", func(b *testing.B) { compiling(b, in) })
	in.Things = in.Things[:200] // the extensions are known by their owners alone
	b.Run("owned", func(b *testing.B) { compiling(b, in) })
}

func compiling(b *testing.B, in Input) {
	b.ReportAllocs()
	for b.Loop() {
		Compile(in)
	}
}

// BenchmarkMemory is what one read of memory at random costs on this machine,
// out of as many cache lines as 10,000 and 100,000 members take: the measure
// beside which Decide is to be read. A decision by login makes three of them.
func BenchmarkMemory(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"10k", 10_000}, {"100k", 100_000}} {
		b.Run(size.name, func(b *testing.B) {
			next := make([][16]uint64, size.n) // as large as a member
			order := rand.New(rand.NewPCG(5, 6)).Perm(size.n)
			for i, at := range order {
				next[at][0] = uint64(order[(i+1)%size.n])
			}
			at := uint64(0)
			for b.Loop() {
				at = next[at][0]
			}
			runtime.KeepAlive(at)
		})
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

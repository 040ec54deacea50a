// Command table proves that all engines agree, times them in turns and prints
// the table of the README.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"callgate/build/bench"
)

func main() {
	rounds := flag.Int("rounds", 7, "how often each engine is timed")
	length := flag.Duration("length", 300*time.Millisecond, "how long, each time")
	flag.Parse()
	for _, size := range []struct {
		users  int
		casbin bool
	}{{1_000, true}, {10_000, false}, {100_000, false}} {
		if err := table(size.users, size.casbin, *rounds, *length); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func table(users int, casbin bool, rounds int, length time.Duration) error {
	w := bench.NewWorld(users)
	engines, err := bench.Engines(w, casbin)
	if err != nil {
		return err
	}
	allowed, err := bench.Agree(w, engines)
	if err != nil {
		return err
	}
	fmt.Printf("%d users: %d engines agree on %d questions, %d of them allowed.\n\n", users, len(engines), len(w.Questions), allowed)
	fmt.Println("| engine | ns a decision, least | median | times Callgate, least | median |")
	fmt.Println("|---|---:|---:|---:|---:|")
	times := make([][]float64, len(engines))
	for range rounds { // in turns, so that whatever else the machine does meets all of them
		for i, e := range engines {
			times[i] = append(times[i], measure(e, len(w.Questions), length))
		}
	}
	for i := range times {
		slices.Sort(times[i])
	}
	least, median := times[0][0], times[0][rounds/2]
	for i, e := range engines {
		fmt.Printf("| %s | %s | %s | %s | %s |\n", e.Name, figure(times[i][0]), figure(times[i][rounds/2]), figure(times[i][0]/least), figure(times[i][rounds/2]/median))
	}
	fmt.Println()
	return nil
}

// measure goes through the questions for a while.
func measure(e bench.Engine, questions int, length time.Duration) float64 {
	const batch = 16 // between looks at the clock
	start, n := time.Now(), 0
	for {
		for range batch {
			e.Allow(n % questions)
			n++
		}
		if d := time.Since(start); d >= length {
			return float64(d.Nanoseconds()) / float64(n)
		}
	}
}

func figure(f float64) string {
	if f < 10 {
		return fmt.Sprintf("%.1f", f)
	}
	return fmt.Sprintf("%.0f", f)
}

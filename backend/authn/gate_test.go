package authn

import (
	"context"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"callgate/backend/callgate"
)

// queued starts a waiter and returns once it stands in line.
func queued(t *testing.T, g *turnstile, from string, in func(error)) context.CancelFunc {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	go func() { in(g.enter(ctx, netip.MustParseAddr(from))) }()
	synctest.Wait()
	return cancel
}

func TestAddressesTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newTurnstile(1)
		if err := g.enter(context.Background(), elsewhere); err != nil {
			t.Fatal(err)
		}
		var order []string
		for _, from := range []string{"198.51.100.1", "198.51.100.1", "198.51.100.1", "203.0.113.9", "2001:db8:1:1::1", "2001:db8:1:1::2", "127.0.0.1"} {
			queued(t, g, from, func(err error) { order = append(order, from) })
		}
		for range 8 {
			g.leave()
			synctest.Wait()
		}
		want := []string{"127.0.0.1", "198.51.100.1", "203.0.113.9", "2001:db8:1:1::1", "198.51.100.1", "2001:db8:1:1::2", "198.51.100.1"}
		if fmt.Sprint(order) != fmt.Sprint(want) {
			t.Fatalf("order %v, want %v", order, want)
		}
		if g.free != 1 || g.waiting != 0 || len(g.lines) != 0 || g.order.Len() != 0 {
			t.Fatalf("left over: %+v", g)
		}
	})
}

func TestAPlaceIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newTurnstile(1)
		_ = g.enter(context.Background(), elsewhere)
		var first, second error = nil, fmt.Errorf("still waiting")
		cancel := queued(t, g, "198.51.100.1", func(err error) { first = err })
		queued(t, g, "198.51.100.2", func(err error) { second = err })
		cancel()
		synctest.Wait()
		if first != context.Canceled || g.waiting != 1 {
			t.Fatalf("%v, %d waiting", first, g.waiting)
		}
		g.leave()
		synctest.Wait()
		if second != nil {
			t.Fatal(second)
		}
		g.leave()
		if g.free != 1 {
			t.Fatalf("%d free", g.free)
		}
	})
}

func TestTheQueueIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newTurnstile(1)
		_ = g.enter(context.Background(), elsewhere)
		var busy atomic.Int32
		note := func(err error) {
			if callgate.CodeOf(err) == callgate.Busy {
				busy.Add(1)
			}
		}
		for range 500 { // one address
			queued(t, g, "198.51.100.1", note)
		}
		if g.waiting != mostWaitingEach || busy.Load() != 500-mostWaitingEach {
			t.Fatalf("%d waiting, %d turned away", g.waiting, busy.Load())
		}
		for i := range 500 { // many addresses: the long line gives way
			queued(t, g, fmt.Sprintf("203.0.%d.%d", i/250, i%250), note)
		}
		if g.waiting != mostWaiting {
			t.Fatalf("%d waiting", g.waiting)
		}
		var here error = fmt.Errorf("still waiting")
		queued(t, g, "::1", func(err error) { here = err })
		g.leave()
		synctest.Wait()
		if here != nil {
			t.Fatalf("whoever sits at the machine had to wait: %v", here)
		}
		for g.waiting > 0 {
			g.leave()
			synctest.Wait()
		}
		g.leave()
	})
}

func TestHashesInFlight(t *testing.T) {
	var now, most atomic.Int32
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			turn, err := Queue(context.Background(), netip.AddrFrom4([4]byte{198, 51, 100, byte(i)}))
			if err != nil {
				t.Error(err)
				return
			}
			defer turn.Leave()
			turn.hash(func() {
				n := now.Add(1)
				for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
				}
				now.Add(-1)
			})
		})
	}
	all.Wait()
	if int(most.Load()) > inFlight {
		t.Fatalf("%d hashes at once, at most %d promised", most.Load(), inFlight)
	}
}

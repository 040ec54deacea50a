package authn

import (
	"container/list"
	"context"
	"net/netip"
	"runtime"
	"sync"

	"callgate/backend/callgate"
)

// Bounds of the queue before the hashes. A hash takes some 25 ms, so the last
// of a full queue waits a few seconds; whoever comes later is told to come back.
const (
	mostWaiting     = 256 // all addresses together
	mostWaitingEach = 64  // of one address
	retrySeconds    = "3"
)

// hashes in flight: one core stays for everything else.
var inFlight = max(1, runtime.GOMAXPROCS(0)-1)

// The turnstile lets one more in than may hash: while the others hash, that
// one does what comes before (counting its try), so that no core waits for a
// disk.
var (
	gate    = newTurnstile(inFlight + 1)
	hashing = make(chan struct{}, inFlight)
)

// Turn is a place among the few who may hash now. Leave it soon.
type Turn struct{ left sync.Once }

// Queue waits for a turn, fairly per address. The error is callgate.Busy when
// too many wait, or that of ctx, which gives the place up.
func Queue(ctx context.Context, from netip.Addr) (*Turn, error) {
	if err := gate.enter(ctx, from); err != nil {
		return nil, err
	}
	return &Turn{}, nil
}

// Leave ends the turn; a second call does nothing.
func (t *Turn) Leave() { t.left.Do(gate.leave) }

// hash runs f as one of the hashes in flight.
func (t *Turn) hash(f func()) {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	f()
}

// turnstile bounds how many are inside and is fair per address: addresses take
// turns, so one that asks 500 times delays another by one hash, not by 500.
type turnstile struct {
	mu      sync.Mutex
	free    int
	waiting int
	order   list.List // of *line, whose turn is next in front
	lines   map[netip.Prefix]*line
}

// line is the queue of one address.
type line struct {
	key     netip.Prefix
	waiters list.List // of *waiter
	turn    *list.Element
}

type waiter struct {
	ready chan struct{} // closed when let in or turned away
	away  bool          // turned away, its place went to a shorter line
}

func newTurnstile(width int) *turnstile {
	return &turnstile{free: width, lines: map[netip.Prefix]*line{}}
}

// Line is whose turn an address takes: an IPv4 address, an IPv6 /64 (one
// customer has the whole of it), or the zero prefix for this machine.
func Line(from netip.Addr) netip.Prefix {
	from = from.Unmap().WithZone("")
	if !from.IsValid() || from.IsLoopback() {
		return netip.Prefix{}
	}
	bits := from.BitLen()
	if from.Is6() {
		bits = 64
	}
	return netip.PrefixFrom(from, bits).Masked()
}

// enter waits for a turn. leave must be called once it is over.
func (g *turnstile) enter(ctx context.Context, from netip.Addr) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	key := Line(from)
	g.mu.Lock()
	if g.free > 0 && g.waiting == 0 {
		g.free--
		g.mu.Unlock()
		return nil
	}
	l := g.lines[key]
	if l != nil && l.waiters.Len() >= mostWaitingEach || !g.makeRoom(key, l) {
		g.mu.Unlock()
		return callgate.Err(callgate.Busy, "seconds", retrySeconds)
	}
	if l == nil {
		l = &line{key: key}
		g.lines[key] = l
		if key.IsValid() {
			l.turn = g.order.PushBack(l)
		} else {
			l.turn = g.order.PushFront(l) // whoever sits at this machine is next
		}
	}
	w := &waiter{ready: make(chan struct{})}
	place := l.waiters.PushBack(w)
	g.waiting++
	g.mu.Unlock()

	select {
	case <-w.ready:
	case <-ctx.Done():
		g.mu.Lock()
		defer g.mu.Unlock()
		select {
		case <-w.ready: // let in meanwhile: hand the turn on
			if !w.away {
				g.next()
			}
		default:
			g.take(l, place)
		}
		return ctx.Err()
	}
	if w.away {
		return callgate.Err(callgate.Busy, "seconds", retrySeconds)
	}
	return nil
}

// leave ends a turn.
func (g *turnstile) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.next()
}

// next lets the first waiter of the next line in; g.mu is held.
func (g *turnstile) next() {
	front := g.order.Front()
	if front == nil {
		g.free++
		return
	}
	l := front.Value.(*line)
	place := l.waiters.Front()
	g.order.MoveToBack(front)
	g.take(l, place)
	close(place.Value.(*waiter).ready)
}

// take removes a place, and the line with its last one.
func (g *turnstile) take(l *line, place *list.Element) {
	l.waiters.Remove(place)
	g.waiting--
	if l.waiters.Len() == 0 {
		g.order.Remove(l.turn)
		delete(g.lines, l.key)
	}
}

// makeRoom tells whether one more may wait in line l. When the queue is full,
// the last of the longest line gives way to a shorter one; this machine's own
// line always gets in.
func (g *turnstile) makeRoom(key netip.Prefix, l *line) bool {
	if g.waiting < mostWaiting || !key.IsValid() {
		return true
	}
	mine := 0
	if l != nil {
		mine = l.waiters.Len()
	}
	var longest *line
	for _, o := range g.lines {
		if o.key.IsValid() && (longest == nil || o.waiters.Len() > longest.waiters.Len()) {
			longest = o
		}
	}
	if longest == nil || longest.waiters.Len() <= mine+1 {
		return false
	}
	last := longest.waiters.Back()
	g.take(longest, last)
	w := last.Value.(*waiter)
	w.away = true
	close(w.ready)
	return true
}

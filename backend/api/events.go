package api

import (
	"sync"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Event tells pages that something changed; they ask again for what they show.
type Event struct {
	Tenant callgate.ID `json:"-"`
	Kind   string      `json:"kind"` // user, role, tenant, thing, session, import
	ID     callgate.ID `json:"id"`
}

// hub hands events to whoever listens. A listener that does not keep up loses
// events, never holds anybody up: it gets one of kind "all" instead.
type hub struct {
	mu        sync.Mutex
	listeners map[*listener]struct{}
}

type listener struct {
	tenant callgate.ID
	ch     chan Event
}

// eventsKept is how many events wait for a listener.
const eventsKept = 64

// Subscribe gives the events of the caller's tenant until stop is called. Who
// is not signed in is refused.
func (s *Service) Subscribe(c *Caller) (events <-chan Event, stop func(), err error) {
	tenant, err := read(c, "", func(a *actor) (callgate.ID, error) { return a.Tenant.ID, nil })
	if err != nil {
		return nil, nil, err
	}
	l := &listener{tenant: tenant, ch: make(chan Event, eventsKept)}
	s.events.mu.Lock()
	defer s.events.mu.Unlock()
	if s.events.listeners == nil {
		s.events.listeners = map[*listener]struct{}{}
	}
	s.events.listeners[l] = struct{}{}
	return l.ch, func() {
		s.events.mu.Lock()
		defer s.events.mu.Unlock()
		delete(s.events.listeners, l)
	}, nil
}

func (h *hub) send(events ...Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		for _, e := range events {
			if e.Tenant != l.tenant {
				continue
			}
			select {
			case l.ch <- e:
			default:
				l.drain()
				l.ch <- Event{Tenant: l.tenant, Kind: "all"}
			}
		}
	}
}

// drain drops what is waiting. It never waits itself: the listener may take
// the last one meanwhile.
func (l *listener) drain() {
	for {
		select {
		case <-l.ch:
		default:
			return
		}
	}
}

// tellTakenIn tells the pages what another process changed, as if it had been
// done here. Too many to tell one by one, or not known (nil): all is old.
func (s *Service) tellTakenIn(changes []store.Change) {
	if len(changes) == 0 || len(changes) > eventsKept {
		for tenant := range *s.views.Load() {
			s.events.send(Event{Tenant: tenant, Kind: "all"})
		}
		return
	}
	for _, c := range changes {
		e := Event{Tenant: c.Tenant, Kind: c.Kind, ID: c.ID}
		if c.Kind == store.UsersChanged { // too many to name
			e.Kind = "all"
		}
		s.events.send(e)
	}
}

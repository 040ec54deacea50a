package api

import (
	"slices"
	"sync"
	"time"

	"callgate/backend/callgate"
)

// presence remembers who has which user open for change, for presenceLasts
// after he last said so. In memory only: it is a courtesy, not a lock.
type presence struct {
	mu   sync.Mutex
	open map[callgate.ID]map[callgate.ID]editor // user open -> editor
}

type editor struct {
	name string
	at   callgate.Time
}

const presenceLasts = time.Minute

// here notes that a has the user open and names the others who have.
func (p *presence) here(a *actor, user callgate.ID) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open == nil {
		p.open = map[callgate.ID]map[callgate.ID]editor{}
	}
	if p.open[user] == nil {
		p.open[user] = map[callgate.ID]editor{}
	}
	if !a.local() {
		p.open[user][a.himself().ID] = editor{a.Name, a.Now}
	}
	return p.others(a, user)
}

// others names whoever else has the user open; p.mu is held.
func (p *presence) others(a *actor, user callgate.ID) []string {
	names := []string{}
	for id, e := range p.open[user] {
		switch {
		case a.Now >= e.at.Add(presenceLasts):
			delete(p.open[user], id)
		case a.local() || id != a.himself().ID:
			names = append(names, e.name)
		}
	}
	if len(p.open[user]) == 0 {
		delete(p.open, user)
	}
	slices.Sort(names)
	return names
}

// who names whoever else has the user open, without joining them.
func (p *presence) who(a *actor, user callgate.ID) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.others(a, user)
}

package api

import (
	"slices"
	"sync"

	"callgate/backend/callgate"
)

// Questions are no audit records (MODEL 6): they are counted, and the newest of
// them kept while the program runs.

// askedMost is how many questions of one tenant are kept.
const askedMost = 200

// AskedQuestion is one that was decided.
type AskedQuestion struct {
	At       callgate.Time     `json:"at" ts_type:"string"`
	By       string            `json:"by"` // login of whoever asked
	Allow    bool              `json:"allow"`
	Question callgate.Question `json:"question"`
	Name     string            `json:"name"` // of the user asked about
}

// Asked is the log of decisions of a tenant, newest first, and its counters
// since the program began.
type Asked struct {
	Allowed int64           `json:"allowed"`
	Denied  int64           `json:"denied"`
	Since   callgate.Time   `json:"since" ts_type:"string"`
	Rows    []AskedQuestion `json:"rows"`
}

// questionLog keeps them for every tenant; its zero value is ready.
type questionLog struct {
	mu  sync.Mutex
	all map[callgate.ID]*questionRing
}

type questionRing struct {
	Asked
	next int // where the next one goes once the ring is full
}

func (l *questionLog) add(tenant callgate.ID, q AskedQuestion) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[callgate.ID]*questionRing{}
	}
	a := l.all[tenant]
	if a == nil {
		a = &questionRing{Asked: Asked{Since: q.At}}
		l.all[tenant] = a
	}
	if q.Allow {
		a.Allowed++
	} else {
		a.Denied++
	}
	if len(a.Rows) < askedMost {
		a.Rows = append(a.Rows, q)
		return
	}
	a.Rows[a.next] = q
	a.next = (a.next + 1) % askedMost
}

// list gives a copy, newest first.
func (l *questionLog) list(tenant callgate.ID) Asked {
	l.mu.Lock()
	defer l.mu.Unlock()
	a := l.all[tenant]
	if a == nil {
		return Asked{Rows: []AskedQuestion{}}
	}
	out := a.Asked
	out.Rows = slices.Concat(a.Rows[a.next:], a.Rows[:a.next])
	slices.Reverse(out.Rows)
	return out
}

// Asked lists the questions that were put lately, through this program, about
// people the caller may know of.
func (m *Check) Asked() (Asked, error) {
	return read(m.c, "security.events:read", func(a *actor) (Asked, error) {
		list := a.c.s.questions.list(a.Tenant.ID)
		list.Rows = slices.DeleteFunc(list.Rows, func(q AskedQuestion) bool { _, seen := a.named(q.Question.Login); return !seen })
		return list, nil
	})
}

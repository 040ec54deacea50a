package api

import (
	"sync"
	"time"

	"callgate/backend/callgate"
)

// jobs are long pieces of work that go on while their caller does something
// else: imports, from the plan on.
type jobs struct {
	mu    sync.Mutex
	plans map[callgate.ID]*importPlan
}

// Bounds of what is kept between Preview and Apply.
const (
	planLife  = 30 * time.Minute
	planBytes = 256 << 20 // of all callers together
)

// add keeps a plan; an earlier one of the same caller that was not carried out
// goes, and the oldest of others when there is too much.
func (j *jobs) add(p *importPlan) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.sweep(p.made)
	if j.plans == nil {
		j.plans = map[callgate.ID]*importPlan{}
	}
	for id, old := range j.plans {
		if old.owner == p.owner && old.job == nil {
			delete(j.plans, id)
		}
	}
	j.plans[p.id] = p
	for j.bytes() > planBytes {
		var oldest *importPlan
		for _, other := range j.plans {
			if other != p && other.job == nil && (oldest == nil || other.made < oldest.made) {
				oldest = other
			}
		}
		if oldest == nil {
			return
		}
		delete(j.plans, oldest.id)
	}
}

func (j *jobs) bytes() (n int) {
	for _, p := range j.plans {
		n += len(p.data)
	}
	return n
}

// sweep forgets plans whose time is up; those at work stay.
func (j *jobs) sweep(now callgate.Time) {
	for id, p := range j.plans {
		if now > p.made.Add(planLife) && (p.job == nil || p.job.progress().State != running) {
			delete(j.plans, id)
		}
	}
}

// plan finds one of its owner's.
func (j *jobs) plan(id callgate.ID, owner string, now callgate.Time) (*importPlan, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.sweep(now)
	if p := j.plans[id]; p != nil && p.owner == owner {
		return p, nil
	}
	return nil, callgate.Err("import_plan_gone")
}

// start gives the plan's job, which begin makes when there is none yet.
func (j *jobs) start(p *importPlan, begin func() *importJob) *importJob {
	j.mu.Lock()
	defer j.mu.Unlock()
	if p.job == nil {
		p.job = begin()
	}
	return p.job
}

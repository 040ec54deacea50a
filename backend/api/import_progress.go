package api

import (
	"time"

	"callgate/backend/callgate"
)

// Steps of a job.
const (
	stepLooking   = "looking" // planning once more, on the state as it is now
	stepPasswords = "passwords"
	stepPeople    = "people"
)

// progress tells how far it is, how fast this step goes and how long it takes.
func (j *importJob) progress() Progress {
	j.mu.Lock()
	defer j.mu.Unlock()
	p := j.state
	if took := time.Since(j.since).Seconds(); p.State == running && p.Done > 0 && took > 0.5 {
		p.Rate = float64(p.Done) / took
		p.Left = max(1, int(float64(p.Total-p.Done)/p.Rate+0.5))
	}
	return p
}

// begin starts a step.
func (j *importJob) begin(step string, total int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state.Step, j.state.Done, j.state.Total, j.since = step, 0, total, time.Now()
}

func (j *importJob) advance(n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state.Done += n
}

// changedSome counts people whose change is in force.
func (j *importJob) changedSome(n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state.Done += n
	j.state.Changed += n
}

// end says how it ended; only the first word counts.
func (j *importJob) end(state string, err *callgate.Error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.state.State == running {
		j.state.State, j.state.Error = state, err
		close(j.stopped)
	}
}

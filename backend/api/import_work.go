package api

import (
	"callgate/backend/callgate"
	"callgate/backend/directory"
)

// plannedWork is a row to carry out.
type plannedWork struct {
	row      int
	user     *callgate.User // to add, or as he would be
	before   *callgate.User // as he was, when he is to be changed
	password directory.Secret
}

// lookedAtOnce is how many rows are planned between two words about it.
const lookedAtOnce = 500

// plannedAll are the rows of a file to carry out.
type plannedAll struct{ add, change []plannedWork }

// planned plans the file on the state as it is now; anything else than what
// the caller saw is stale.
func (j *importJob) planned() (work plannedAll, err error) {
	a, err := read(j.c, importing, func(a *actor) (*actor, error) { return a, nil })
	if err != nil {
		return work, err
	}
	f, err := directory.Open(j.plan.data, j.plan.opt)
	if err != nil {
		return work, err
	}
	pl, err := newPlanner(nil, a, j.plan)
	if err != nil {
		return work, err
	}
	j.begin(stepLooking, j.plan.rows())
	seen := 0
	digest, err := pl.walk(f, func(p *directory.Person, row plannedRow) bool {
		if seen++; seen%lookedAtOnce == 0 {
			j.advance(lookedAtOnce)
		}
		switch row.deed {
		case addRow:
			work.add = append(work.add, plannedWork{row: p.Row, user: row.user, password: row.password})
		case changeRow:
			work.change = append(work.change, plannedWork{row: p.Row, user: row.user, before: row.before})
		}
		return j.ctx.Err() == nil
	})
	switch {
	case err != nil:
		return work, err
	case j.ctx.Err() != nil:
		return work, j.ctx.Err()
	case digest != j.plan.digest:
		return work, callgate.Err("import_stale")
	}
	return work, nil
}

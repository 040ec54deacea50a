package api

import (
	"callgate/backend/callgate"
)

// Changes of people who are there. Up to changesAtOnce are one transaction with
// everything else the file brings: all or nothing. Beyond that nobody else
// could write for too long, so they go in chunks, each in force at once; what
// ends the import says how many were changed.
const (
	changesAtOnce  = 500
	changesInChunk = 200
)

// changeSome changes one chunk.
func (j *importJob) changeSome(rows []plannedWork) error {
	if err := j.ctx.Err(); err != nil {
		return err
	}
	_, err := write(j.c, importing, func(w *change) (struct{}, error) {
		return struct{}{}, j.changeIn(w, rows)
	})
	if err != nil {
		return err
	}
	j.changedSome(len(rows))
	return nil
}

// changeIn changes people within a transaction, after every rule was asked
// again. Who was changed by somebody else since the preview is stale.
func (j *importJob) changeIn(w *change, rows []plannedWork) error {
	if err := w.makeNamed(rows); err != nil {
		return err
	}
	for _, r := range rows {
		before, err := w.user(r.user.ID)
		if err == nil && before.Revision != r.before.Revision {
			err = callgate.Err("import_stale")
		}
		if err == nil {
			after := copyOf(r.user)
			after.Revision = before.Revision
			err = w.saveChanged("users.import_change", before, after)
		}
		if quietly(err) != nil {
			return atRow(err, r.row)
		}
	}
	return nil
}

// makeNamed makes what the rows are the first to name, all of it in one step:
// one by one everything would be compiled anew for each.
func (w *change) makeNamed(rows []plannedWork) error {
	var fresh []mention
	for _, r := range rows {
		for _, m := range newMentions(r.before, r.user) {
			e, err := w.readEntity(m.field, m.entity)
			if err != nil || w.knows(e) {
				continue // what is not well formed is refused with its row
			}
			if err := w.mayName(m.field, e); err != nil {
				return atRow(err, r.row)
			}
			fresh = append(fresh, mention{m.field, e})
		}
	}
	return w.makeThings(fresh)
}

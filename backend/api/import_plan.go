package api

import (
	"hash/fnv"
	"strconv"

	"callgate/backend/callgate"
	"callgate/backend/directory"
	"callgate/backend/people"
	"callgate/backend/store"
)

// importPlan is a file that was looked at. It keeps the file, not its users:
// carrying it out plans again, and does nothing unless the same comes out.
type importPlan struct {
	id      callgate.ID
	owner   string
	name    string // of the file, for the audit
	made    callgate.Time
	data    []byte
	opt     directory.Options
	role    callgate.ID
	skipBad bool
	update  bool
	secrets bool // passwords of the file are taken
	mapped  bool // else the columns have to be named first

	add, change, same, skip, bad, passwords int

	digest uint64 // of every row's deed and login
	asked  asked
	job    *importJob
}

// asked is what the rules said the first time a file was planned: the second
// time each user's are asked when he is stored.
type asked struct {
	ruledOut map[int]error // rows that they refused
	same     map[int]bool  // rows that would change nothing
}

// rows is how many rows the file was seen to have.
func (p *importPlan) rows() int { return p.add + p.change + p.same + p.skip + p.bad }

// owner names the caller whose plans are his alone.
func (a *actor) owner() string {
	if a.local() {
		return a.Tenant.ID
	}
	return a.Tenant.ID + " " + a.himselfID() + " " + a.User.ID
}

func decimal(n int) string { return strconv.Itoa(n) }

// shortName keeps what a browser says of a file's name within a line.
func shortName(name string) string {
	name = people.Fold(name)
	return name[:min(len(name), 100)]
}

// shownRows is how many rows of a plan are shown.
const shownRows = 200

// newImportPlan looks at a file and says what would happen.
func newImportPlan(a *actor, data []byte, in ImportInput) (*importPlan, ImportPlan, error) {
	p := &importPlan{
		id: callgate.NewID(a.Now), owner: a.owner(), name: shortName(in.Name), made: a.Now, data: data,
		opt: directory.Options{Format: in.Format, Map: in.Map, Zone: zoneOf(a.Tenant), Passwords: true}, role: in.Role, skipBad: in.SkipBad,
		update: in.Update, secrets: !in.NoPasswords,
	}
	f, err := directory.Open(data, p.opt)
	if err != nil {
		return nil, ImportPlan{}, err
	}
	p.mapped = f.Mapped
	shown := ImportPlan{ID: p.id, Format: f.Format, Why: f.Why, Columns: f.Columns, Map: f.Map, Mapped: f.Mapped, Dropped: f.Dropped, HasSecrets: f.Passwords, Rows: []ImportRow{}}
	if shown.Dropped == nil {
		shown.Dropped = []string{}
	}
	if shown.Map == nil {
		shown.Map = map[string]int{}
	}
	if !p.mapped {
		return p, shown, nil
	}
	var good, changed []ImportRow
	things, err := p.look(a, f, func(person *directory.Person, row plannedRow) bool {
		list := &good
		switch row.deed {
		case addRow:
			p.add++
			if row.password != "" {
				p.passwords++
			}
		case changeRow:
			p.change++
			list = &changed
		case sameRow:
			p.same++
		case skipRow:
			p.skip++
		default:
			p.bad++
			list = &shown.Rows
		}
		if len(*list) < shownRows {
			*list = append(*list, row.shown(person))
		}
		return a.wanted() == nil
	})
	if err == nil {
		err = a.wanted()
	}
	if err != nil {
		return nil, ImportPlan{}, err
	}
	for _, list := range [][]ImportRow{changed, good} {
		shown.Rows = append(shown.Rows, list[:min(len(list), shownRows-len(shown.Rows))]...)
	}
	shown.Add, shown.Change, shown.Same, shown.Skip, shown.Bad = p.add, p.change, p.same, p.skip, p.bad
	shown.Secrets, shown.Things = p.passwords, len(things)
	return p, shown, nil
}

// wanted refuses to go on for a caller who went away, and when the process ends.
func (a *actor) wanted() error {
	if a.c.origin.Context.Err() != nil || a.c.s.life.Err() != nil {
		return callgate.Err("import_cancelled")
	}
	return nil
}

// look plans every row and asks the rules, on a snapshot of the database.
// things are those that rows are the first to name.
func (p *importPlan) look(a *actor, f *directory.File, do func(person *directory.Person, row plannedRow) bool) (things []callgate.Thing, err error) {
	ctx := a.c.origin.Context
	err = a.c.s.db.Read(ctx, func(tx *store.Tx) error {
		asking := *a // keeps its own view: the rules get one without licence
		w := &change{actor: &asking, s: a.c.s, tx: tx, ctx: ctx, views: *a.c.s.views.Load()}
		w.withoutLicence()
		p.asked = asked{ruledOut: map[int]error{}, same: map[int]bool{}}
		pl, err := newPlanner(w, a, p)
		if err != nil {
			return err
		}
		p.digest, err = pl.walk(f, do)
		things = pl.first.things
		return err
	})
	return things, err
}

// walk plans every row; the digest stands for all deeds and logins.
func (pl *planner) walk(f *directory.File, do func(person *directory.Person, row plannedRow) bool) (digest uint64, err error) {
	sum := fnv.New64a()
	var line []byte
	err = f.People(func(person *directory.Person) bool {
		row := pl.plan(person)
		line = strconv.AppendInt(line[:0], int64(person.Row), 10)
		for _, word := range []string{" ", row.deed, " ", row.login(), "\n"} {
			line = append(line, word...)
		}
		if row.deed == changeRow {
			line = append(strconv.AppendInt(line, int64(row.before.Revision), 10), '\n')
		}
		sum.Write(line)
		return do(person, row)
	})
	return sum.Sum64(), err
}

// Deeds of a planned row.
const (
	addRow    = "add"
	changeRow = "change"
	sameRow   = "same"
	skipRow   = "skip"
	badRow    = "bad"
)

// plannedRow is what would happen to one row.
type plannedRow struct {
	deed     string
	user     *callgate.User // to add, or as he would be
	before   *callgate.User // as he is
	password directory.Secret
	was, is  map[string]any // what changes
	err      *callgate.Error
}

func (r plannedRow) login() string {
	if r.user == nil {
		return ""
	}
	return r.user.Login
}

func (r plannedRow) shown(p *directory.Person) ImportRow {
	s := ImportRow{Row: p.Row, Deed: r.deed, Login: r.login(), Name: p.User.DisplayName(), Error: r.err, Changes: fieldChanges(r.was, r.is)}
	if r.before != nil {
		s.Name = r.before.DisplayName()
	}
	if s.Login == "" {
		s.Login = p.User.Login
	}
	if len(p.User.Phones) > 0 {
		s.Phone = p.User.Phones[0].Value
	}
	return s
}

package api

import (
	"encoding/base64"

	"callgate/backend/callgate"
	"callgate/backend/directory"
)

// Files brings users in and takes them out.
type Files struct{ c *Caller }

// ImportInput is a file to bring in.
type ImportInput struct {
	Name    string         `json:"name"`    // only shown, never trusted
	Base64  string         `json:"base64"`  // content
	Format  string         `json:"format"`  // "" = recognise; else one of directory.Names
	Map     map[string]int `json:"map"`     // first, last, name, login, email, phone, extension, description: column from 1
	Role    callgate.ID    `json:"role"`    // "" = default role
	SkipBad bool           `json:"skipBad"` // else all or nothing
	// Update changes people who are there already where the file says otherwise;
	// else they are passed over. A file that assigns roles always does.
	Update bool `json:"update"`
	// NoPasswords leaves the passwords of a file where they are. Else whoever is
	// added with one signs in with it once, and must choose another then.
	NoPasswords bool `json:"noPasswords"`
}

// ImportPlan is what would happen, row by row; Apply carries it out.
type ImportPlan struct {
	ID      string         `json:"id"`
	Format  string         `json:"format"`
	Why     string         `json:"why"`     // code: how the format was recognised, "import.why.<code>"
	Columns []string       `json:"columns"` // header or samples, for mapping
	Map     map[string]int `json:"map"`
	Mapped  bool           `json:"mapped"`  // false: a mapping is needed first, and there are no rows
	Dropped []string       `json:"dropped"` // columns left out because they hold passwords or SIP secrets
	Add     int            `json:"add"`
	Change  int            `json:"change"` // people already there of whom the file says something else
	Same    int            `json:"same"`   // people already there, as the file says
	Skip    int            `json:"skip"`   // people already there, not looked at
	Bad     int            `json:"bad"`
	Secrets int            `json:"secrets"` // people to add who bring a password
	// HasSecrets tells that the file has a column of sign-in passwords, taken or not.
	HasSecrets bool        `json:"hasSecrets"`
	Things     int         `json:"things"` // extensions, queues and numbers that will be made, because rows name them
	Rows       []ImportRow `json:"rows"`   // the first 200, bad ones first
}

// ImportRow is one row of the file.
type ImportRow struct {
	Row   int             `json:"row"`  // from 1
	Deed  string          `json:"deed"` // add, change, same, skip, bad
	Login string          `json:"login"`
	Name  string          `json:"name"`
	Phone string          `json:"phone"`
	Error *callgate.Error `json:"error"`
	// Changes are what the row changes of somebody who is there.
	Changes []FieldChange `json:"changes"`
}

// FieldChange is one field before and after, as the audit writes it.
type FieldChange struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Progress of a long import or export.
type Progress struct {
	Done  int             `json:"done"`
	Total int             `json:"total"`
	State string          `json:"state"` // running, done, cancelled, failed
	Step  string          `json:"step"`  // looking, passwords, people
	Rate  float64         `json:"rate"`  // of this step, in a second; 0 = not known yet
	Left  int             `json:"left"`  // seconds of this step; 0 = not known yet
	Error *callgate.Error `json:"error"`
	// Changed counts people whose change is in force already: cancelling does not
	// take it back.
	Changed int `json:"changed"`
}

const importing = callgate.Permission("directory.users:write")

// Preview reads a file and says what would happen. Nothing is changed.
func (m *Files) Preview(in ImportInput) (ImportPlan, error) {
	return read(m.c, importing, func(a *actor) (ImportPlan, error) {
		if base64.StdEncoding.DecodedLen(len(in.Base64)) > directory.MaxFile+2 {
			return ImportPlan{}, callgate.Err("import_size", "max", "64 MB")
		}
		data, err := base64.StdEncoding.DecodeString(in.Base64)
		if err != nil {
			return ImportPlan{}, callgate.Err("import_base64").At("base64")
		}
		p, shown, err := newImportPlan(a, data, in)
		if err != nil {
			return ImportPlan{}, err
		}
		m.c.s.jobs.add(p)
		return shown, nil
	})
}

// Apply starts carrying out a plan of this caller. Rows that cannot be used
// refuse the whole file unless the plan was made to skip them.
func (m *Files) Apply(plan string) (Progress, error) {
	return read(m.c, importing, func(a *actor) (Progress, error) {
		p, err := m.c.s.jobs.plan(plan, a.owner(), a.Now)
		switch {
		case err != nil:
			return Progress{}, err
		case !p.mapped:
			return Progress{}, callgate.Err("import_map_needed").At("map")
		case p.bad > 0 && !p.skipBad:
			return Progress{}, callgate.Err("import_bad_rows", "count", decimal(p.bad))
		case p.add+p.change == 0:
			return Progress{State: done}, nil
		}
		return m.c.s.jobs.start(p, func() *importJob { return startImport(a, p) }).progress(), nil
	})
}

// Progress tells how far it is.
func (m *Files) Progress(plan string) (Progress, error) {
	return read(m.c, importing, func(a *actor) (Progress, error) {
		p, err := m.c.s.jobs.plan(plan, a.owner(), a.Now)
		if err != nil {
			return Progress{}, err
		}
		if p.job == nil {
			return Progress{}, callgate.Err("import_not_begun")
		}
		return p.job.progress(), nil
	})
}

// Cancel stops it: nothing of it stays, unless it was done before.
func (m *Files) Cancel(plan string) (Progress, error) {
	return read(m.c, importing, func(a *actor) (Progress, error) {
		p, err := m.c.s.jobs.plan(plan, a.owner(), a.Now)
		if err != nil {
			return Progress{}, err
		}
		if p.job == nil {
			return Progress{}, callgate.Err("import_not_begun")
		}
		p.job.cancel()
		<-p.job.stopped
		return p.job.progress(), nil
	})
}

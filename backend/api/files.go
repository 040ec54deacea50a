package api

import "callgate/backend/callgate"

// Files brings users in and takes them out.
type Files struct{ c *Caller }

// ImportInput is a file to bring in.
type ImportInput struct {
	Name    string         `json:"name"`    // only shown, never trusted
	Base64  string         `json:"base64"`  // content
	Format  string         `json:"format"`  // "" = recognise; callgate-csv, csv, xlsx, json
	Map     map[string]int `json:"map"`     // first, last, name, login, email, phone, extension, description: column from 1
	Role    callgate.ID    `json:"role"`    // "" = default role
	SkipBad bool           `json:"skipBad"` // else all or nothing
}

// ImportPlan is what would happen, row by row; Apply carries it out.
type ImportPlan struct {
	ID      string         `json:"id"`
	Format  string         `json:"format"`
	Why     string         `json:"why"`     // code: how the format was recognised
	Columns []string       `json:"columns"` // header or samples, for mapping
	Map     map[string]int `json:"map"`
	Add     int            `json:"add"`
	Skip    int            `json:"skip"` // people already there
	Bad     int            `json:"bad"`
	Rows    []ImportRow    `json:"rows"` // the first 200, bad ones first
}

// ImportRow is one row of the file.
type ImportRow struct {
	Row   int             `json:"row"`  // from 1
	Deed  string          `json:"deed"` // add, skip, bad
	Login string          `json:"login"`
	Name  string          `json:"name"`
	Phone string          `json:"phone"`
	Error *callgate.Error `json:"error"`
}

// Progress of a long import or export.
type Progress struct {
	Done  int             `json:"done"`
	Total int             `json:"total"`
	State string          `json:"state"` // running, done, cancelled, failed
	Error *callgate.Error `json:"error"`
}

// Preview reads a file and says what would happen. Nothing is changed.
func (m *Files) Preview(in ImportInput) (ImportPlan, error) { return ImportPlan{}, notBuilt }

// Apply starts carrying out a plan of this caller.
func (m *Files) Apply(plan string) (Progress, error) { return Progress{}, notBuilt }

// Progress tells how far it is.
func (m *Files) Progress(plan string) (Progress, error) { return Progress{}, notBuilt }

// Cancel stops it: nothing of it stays.
func (m *Files) Cancel(plan string) (Progress, error) { return Progress{}, notBuilt }

// ExportUsers gives all users (ids nil) or some, as callgate-csv, xlsx or json.
func (m *Files) ExportUsers(format string, ids []callgate.ID) (File, error) { return File{}, notBuilt }

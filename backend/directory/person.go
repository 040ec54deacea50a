package directory

import "callgate/backend/callgate"

// Person is a user as a file tells of him. Ids, and everything that belongs to
// signing in, stay empty: no file says them.
type Person struct {
	Row   int             // of the file, from 1, the header counted
	Error *callgate.Error // why this row cannot be used
	User  callgate.User   // Roles stay empty: a file has names, not ids
	Roles []Role          // nil = the file does not say; empty = none
}

// Role is a role by name, for ever when Expires is 0.
type Role struct {
	Name    string
	Expires callgate.Time
}

// newPerson has what holds where a file says nothing.
func newPerson(row int) *Person {
	return &Person{Row: row, User: callgate.User{Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true}}
}

// fail keeps the first error of a row.
func (p *Person) fail(err *callgate.Error) {
	if p.Error == nil {
		p.Error = err
	}
}

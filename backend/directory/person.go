package directory

import (
	"time"

	"callgate/backend/callgate"
)

// Person is a user as a file tells of him. Ids, and everything that belongs to
// signing in but the password of a bulk file, stay empty: no file says them.
type Person struct {
	Row      int             // of the file, from 1, the header counted
	Error    *callgate.Error // why this row cannot be used
	User     callgate.User   // Roles stay empty: a file has names, not ids
	Roles    []Role          // nil = the file does not say; empty = none
	Password Secret          // of the sign-in; "" = the file brings none
	Moves    *Moves          // of a file that assigns roles; nil = any other
	Zone     *time.Location  // whose days a file's dates are; nil = UTC

	said  uint64 // bit by place in columns: what the file says of him
	whole bool   // of our own files: what they say is all there is
}

// Secret is a password on its way from a file to its hash: nothing prints it.
type Secret string

// String keeps it out of every log.
func (Secret) String() string { return "•••" }

// GoString keeps it out of %#v.
func (Secret) GoString() string { return `"•••"` }

// MarshalJSON keeps it out of every answer and audit record.
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"•••"`), nil }

// Moves are the roles that a row gives and takes.
type Moves struct{ Add, Remove []Role }

// Role is a role by name, for ever when Expires is 0.
type Role struct {
	Name    string
	Expires callgate.Time
}

// newPerson has what holds where a file says nothing.
func newPerson(row int, zone *time.Location) *Person {
	return &Person{Row: row, Zone: zone, User: callgate.User{Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true}}
}

// fail keeps the first error of a row.
func (p *Person) fail(err *callgate.Error) {
	if p.Error == nil {
		p.Error = err
	}
}

// says notes that the file says something of a column.
func (p *Person) says(column string) { p.said |= columnBit(column) }

// Whole tells whether what the file says is all there is: it is one of ours.
func (p *Person) Whole() bool { return p.whole }

// Says tells whether it does.
func (p *Person) Says(column string) bool { return p.said&columnBit(column) != 0 }

// Onto puts what the file says into u, a copy of somebody who is there already.
// Our own files replace what they name. Other systems' files know one e-mail
// address where we know many: what they bring is added to a list, and an empty
// cell says nothing. Roles stay as they are: a file has their names only.
func (p *Person) Onto(u *callgate.User) {
	for i := range columns {
		c := &columns[i]
		if c.name == "login" || p.said&(1<<i) == 0 {
			continue
		}
		if c.list != nil && !p.whole {
			c.list.join(u, &p.User)
		} else {
			c.copy(u, &p.User)
		}
	}
}

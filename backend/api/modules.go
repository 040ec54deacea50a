package api

// Modules are all bound structs for one caller. A new module is one line here.
type Modules struct {
	SignIn       *SignIn
	Account      *Account
	Users        *Users
	Roles        *Roles
	Hosts        *Hosts
	Check        *Check
	Audit        *Audit
	Tenants      *Tenants
	Things       *Things
	Files        *Files
	Checks       *Checks
	Expectations *Expectations
	Reviews      *Reviews
	Mail         *Mail
	Notices      *Notices
	Requests     *Requests
	Impact       *Impact
	Addresses    *Addresses
}

// For makes the modules of one caller.
func For(c *Caller) Modules {
	return Modules{
		&SignIn{c},
		&Account{c},
		&Users{c},
		&Roles{c},
		&Hosts{c},
		&Check{c},
		&Audit{c},
		&Tenants{c},
		&Things{c},
		&Files{c},
		&Checks{c},
		&Expectations{c},
		&Reviews{c},
		&Mail{c},
		&Notices{c},
		&Requests{c},
		&Impact{c},
		&Addresses{c},
	}
}

// Bound lists them for the doors, which reach them by name through reflection.
func (m Modules) Bound() []any {
	return []any{
		m.SignIn,
		m.Account,
		m.Users,
		m.Roles,
		m.Hosts,
		m.Check,
		m.Audit,
		m.Tenants,
		m.Things,
		m.Files,
		m.Checks,
		m.Expectations,
		m.Reviews,
		m.Mail,
		m.Notices,
		m.Requests,
		m.Impact,
		m.Addresses,
	}
}

package app

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) userCommands() *cobra.Command {
	return p.group("callgate user",
		p.userList(), p.userShow(), p.userAdd(), p.userEdit(), p.userDuplicate(), p.userDelete(),
		p.userBlock(), p.userUnblock(), p.userEnable(), p.userSwitch("disable", false), p.userUnlock(),
		p.userActivate(), p.userEnds(), p.userTOTP(), p.userHosts(), p.userSessions(),
	)
}

// userCommand is a command about the one user of --user.
func (p *program) userCommand(name string, run func(cmd *cobra.Command, m api.Modules, u api.UserDetail) error) *cobra.Command {
	var login *string
	cmd := p.command("callgate user "+name, func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "user"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			u, err := m.Users.Find(*login)
			if err != nil {
				return userUnknown(err, *login)
			}
			return run(cmd, m, u)
		})
	})
	login = p.text(cmd, "user")
	return cmd
}

// userUnknown names the login that was not found.
func userUnknown(err error, login string) error {
	if callgate.CodeOf(err) == callgate.NotFound {
		return callgate.Err("user_unknown", "login", login)
	}
	return err
}

// userJSON is a user as machines get him: the stored record, with plain lists
// of names where the record has more to it.
type userJSON struct {
	callgate.User
	DisplayName string   `json:"displayName"`
	State       string   `json:"state"`
	Gates       string   `json:"gates"`
	Emails      []string `json:"emails"`
	Phones      []string `json:"phones"`
	Extensions  []string `json:"extensions"`
	Hosts       []string `json:"hosts"`
	Roles       []string `json:"roles"`
	Created     []string `json:"made,omitempty"` // extensions, queues, numbers this change made
}

func machineUser(d api.UserDetail, roles roleNames) userJSON {
	u := d.User
	j := userJSON{User: u, DisplayName: u.DisplayName(), State: d.State, Gates: d.Gates,
		Emails: []string{}, Phones: []string{}, Extensions: []string{}, Hosts: []string{}, Roles: []string{}}
	for _, c := range u.Emails {
		j.Emails = append(j.Emails, c.Value)
	}
	for _, c := range u.Phones {
		j.Phones = append(j.Phones, c.Value)
	}
	for _, e := range u.Extensions {
		j.Extensions = append(j.Extensions, e.Name)
	}
	for _, h := range u.Hosts {
		j.Hosts = append(j.Hosts, h.CIDR)
	}
	for _, r := range u.Roles {
		j.Roles = append(j.Roles, roles.of(r.Role))
	}
	for _, e := range d.Created {
		j.Created = append(j.Created, string(e))
	}
	return j
}

func (p *program) userList() *cobra.Command {
	cmd := p.command("callgate user list", nil)
	search, role, state := p.text(cmd, "search"), p.text(cmd, "role"), p.text(cmd, "state")
	seat, sort := p.text(cmd, "seat"), p.text(cmd, "sort")
	cmd.RunE = func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			roles, err := readRoles(m)
			if err != nil {
				return err
			}
			q := api.UserQuery{Search: *search, State: *state, Seat: *seat, Sort: *sort}
			if *role != "" {
				if q.Role, err = roles.id(*role); err != nil {
					return err
				}
			}
			rows, err := allUsers(m, q)
			if err != nil {
				return err
			}
			if p.json {
				return p.machineUsers(m, rows, roles)
			}
			p.userTable(rows)
			return nil
		})
	}
	return cmd
}

// allUsers turns the pages.
func allUsers(m api.Modules, q api.UserQuery) ([]api.UserRow, error) {
	q.Limit = 500
	var rows []api.UserRow
	for {
		page, err := m.Users.List(q)
		if err != nil {
			return nil, err
		}
		rows = append(rows, page.Rows...)
		if page.Next == "" {
			return rows, nil
		}
		q.After = page.Next
	}
}

func (p *program) machineUsers(m api.Modules, rows []api.UserRow, roles roleNames) error {
	list := make([]userJSON, 0, len(rows))
	for _, row := range rows {
		d, err := m.Users.Get(row.ID)
		if callgate.CodeOf(err) == callgate.NotFound {
			continue // deleted meanwhile
		}
		if err != nil {
			return err
		}
		list = append(list, machineUser(d, roles))
	}
	return p.show(list, nil)
}

func (p *program) userTable(rows []api.UserRow) {
	lines := make([][]string, 0, len(rows))
	for _, r := range rows {
		lines = append(lines, []string{r.Login, r.Name, r.Extension, strings.Join(r.Roles, ", "), p.say("cli.seat." + r.Seat), p.say("cli.state." + r.State)})
	}
	p.table([]string{"login", "name", "extension", "roles", "seat", "state"}, lines)
	p.tell("cli.users_counted", "count", len(rows))
}

func (p *program) userShow() *cobra.Command {
	return p.userCommand("show", func(_ *cobra.Command, m api.Modules, d api.UserDetail) error {
		return p.showUser(m, d)
	})
}

// showUser prints a user after a question or a change.
func (p *program) showUser(m api.Modules, d api.UserDetail) error {
	roles, err := readRoles(m)
	if err != nil {
		return err
	}
	j := machineUser(d, roles)
	return p.show(j, func() {
		u := d.User
		reach := join(u.Reach)
		if u.ReachEverything {
			reach = p.say("cli.everything")
		}
		p.facts(
			"login", u.Login, "name", u.DisplayName(), "description", u.Description,
			"kind", p.say("cli.kind."+u.Kind), "seat", p.say("cli.seat."+u.Seat), "state", p.say("cli.state."+d.State), "reason", u.BlockReason,
			"expires", cmp.Or(string(d.LastDay), u.Expires.String()), "email", strings.Join(j.Emails, " "), "phone", strings.Join(j.Phones, ", "),
			"extensions", strings.Join(j.Extensions, " "), "default_extension", u.DefaultExtension, "shared", strings.Join(u.Shared, " "),
			"numbers", strings.Join(u.Numbers, " "), "caller_id", u.CallerID,
			"roles", strings.Join(j.Roles, ", "), "overrides", overrideText(u.Overrides),
			"reach", reach, "exclusions", join(u.Exclusions), "hosts", strings.Join(j.Hosts, " "),
			"last_sign_in", u.LastSignIn.String(),
		)
	})
}

// overrideText lists overrides as + for allow and - for deny.
func overrideText(list []callgate.Override) string {
	words := make([]string, len(list))
	for i, o := range list {
		sign := "-"
		if o.Allow {
			sign = "+"
		}
		words[i] = sign + string(o.Permission)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// changed says in one sentence what a deed did; machines get the user.
func (p *program) changed(m api.Modules, d api.UserDetail, key string) error {
	if p.json {
		return p.showUser(m, d)
	}
	p.tell(key, "login", d.User.Login, "name", d.User.DisplayName())
	for _, e := range d.Created {
		p.tell("cli.made."+e.Kind(), "name", e.Name())
	}
	return nil
}

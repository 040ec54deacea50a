package app

import (
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) requestCommands() *cobra.Command {
	return p.group("callgate request", p.requestList(), p.requestGrant(), p.requestDecline())
}

// requestList lists those that wait, and with --answered those answered last.
func (p *program) requestList() *cobra.Command {
	cmd := p.command("callgate request list", nil)
	all := p.flag(cmd, "answered")
	cmd.RunE = func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			list, err := m.Requests.List()
			if err != nil {
				return err
			}
			rows := list.Open
			if *all {
				rows = slices.Concat(rows, list.Decided)
			}
			return p.show(notNil(rows), func() {
				if len(rows) == 0 {
					p.tell("requests.none")
					return
				}
				lines := make([][]string, len(rows))
				for i, r := range rows {
					lines[i] = []string{r.Login, string(r.Permission), string(r.Entity), p.say("requests.state." + r.State), r.At.String(), r.Reason}
				}
				p.table([]string{"login", "right", "on", "state", "at", "why"}, lines)
			})
		})
	}
	return cmd
}

// asked are the flags that name one open request: who asks, and where he asks
// for several things for what.
type asked struct{ user, do, on *string }

func (p *program) askedFlags(cmd *cobra.Command) asked {
	return asked{p.text(cmd, "user"), p.text(cmd, "do"), p.text(cmd, "on")}
}

func (a asked) find(cmd *cobra.Command, m api.Modules) (api.Request, error) {
	if err := need(cmd, "user"); err != nil {
		return api.Request{}, err
	}
	list, err := m.Requests.List()
	if err != nil {
		return api.Request{}, err
	}
	found := slices.DeleteFunc(list.Open, func(r api.Request) bool {
		return r.Login != *a.user || *a.do != "" && string(r.Permission) != *a.do || *a.on != "" && string(r.Entity) != *a.on
	})
	switch len(found) {
	case 0:
		return api.Request{}, callgate.Err("request_unknown", "login", *a.user)
	case 1:
		return found[0], nil
	}
	return api.Request{}, callgate.Err("request_which", "login", *a.user, "count", strconv.Itoa(len(found)))
}

func (p *program) requestGrant() *cobra.Command {
	cmd := p.command("callgate request grant", nil)
	which, until, answer := p.askedFlags(cmd), p.text(cmd, "until"), p.text(cmd, "answer")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			r, err := which.find(cmd, m)
			if err != nil {
				return err
			}
			if _, err = m.Requests.Grant(r.ID, *until, *answer); err != nil {
				return err
			}
			return p.answered(m, r, "requests.granted")
		})
	}
	return cmd
}

func (p *program) requestDecline() *cobra.Command {
	cmd := p.command("callgate request decline", nil)
	which, answer := p.askedFlags(cmd), p.text(cmd, "answer")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			r, err := which.find(cmd, m)
			if err != nil {
				return err
			}
			if _, err = m.Requests.Decline(r.ID, *answer); err != nil {
				return err
			}
			return p.answered(m, r, "requests.declined")
		})
	}
	return cmd
}

// answered prints the request as it is then.
func (p *program) answered(m api.Modules, r api.Request, key string) error {
	list, err := m.Requests.List()
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(list.Decided, func(d api.Request) bool { return d.ID == r.ID }); i >= 0 {
		r = list.Decided[i]
	}
	return p.show(r, func() { p.tell(key, "name", r.Name) })
}

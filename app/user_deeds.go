package app

import (
	"time"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) userBlock() *cobra.Command {
	var reason *string
	cmd := p.userCommand("block", func(_ *cobra.Command, m api.Modules, u api.UserDetail) error {
		d, err := m.Users.Block(u.User.ID, *reason)
		if err != nil {
			return err
		}
		return p.changed(m, d, "cli.user_blocked")
	})
	reason = p.text(cmd, "reason")
	return cmd
}

// deed is a command that does one thing to one user and shows him.
func (p *program) deed(name, done string, do func(m api.Modules, id callgate.ID) (api.UserDetail, error)) *cobra.Command {
	cmd := p.userCommand(name, func(_ *cobra.Command, m api.Modules, u api.UserDetail) error {
		d, err := do(m, u.User.ID)
		if err != nil {
			return err
		}
		return p.changed(m, d, done)
	})
	return cmd
}

func (p *program) userUnblock() *cobra.Command {
	return p.deed("unblock", "cli.user_unblocked", func(m api.Modules, id callgate.ID) (api.UserDetail, error) { return m.Users.Unblock(id) })
}

func (p *program) userUnlock() *cobra.Command {
	return p.deed("unlock", "cli.user_unlocked", func(m api.Modules, id callgate.ID) (api.UserDetail, error) { return m.Users.Unlock(id) })
}

// userEnable turns Remote Assistance on for a time and prints its code; anybody
// else for good.
func (p *program) userEnable() *cobra.Command {
	var lasts *time.Duration
	cmd := p.userCommand("enable", func(cmd *cobra.Command, m api.Modules, u api.UserDetail) error {
		switch {
		case u.User.System == callgate.RemoteAssistance:
			return p.assist(m, u.User.ID, *lasts)
		case cmd.Flags().Changed("for"):
			return callgate.Err("assistance_only")
		}
		d, err := m.Users.SetEnabled(u.User.ID, true)
		if err != nil {
			return err
		}
		return p.changed(m, d, "cli.user_enabled")
	})
	lasts = cmd.Flags().Duration("for", 0, "")
	return cmd
}

func (p *program) assist(m api.Modules, id callgate.ID, lasts time.Duration) error {
	hours := int(lasts / time.Hour)
	if lasts%time.Hour != 0 || lasts < 0 {
		hours = -1
	}
	a, err := m.Users.Assist(id, hours)
	if err != nil {
		return err
	}
	return p.show(a, func() {
		p.tell("cli.assistance_on", "time", a.Expires.String())
		p.line(a.Code)
	})
}

func (p *program) userSwitch(name string, on bool) *cobra.Command {
	return p.deed(name, "cli.user_"+name+"d", func(m api.Modules, id callgate.ID) (api.UserDetail, error) { return m.Users.SetEnabled(id, on) })
}

// userActivate prints the code alone, so that a script can hand it on.
func (p *program) userActivate() *cobra.Command {
	return p.userCommand("activate", func(_ *cobra.Command, m api.Modules, u api.UserDetail) error {
		a, err := m.Users.Activate(u.User.ID)
		if err != nil {
			return err
		}
		return p.show(a, func() { p.line(a.Code) })
	})
}

func (p *program) userTOTP() *cobra.Command {
	var reset *bool
	cmd := p.userCommand("totp", func(cmd *cobra.Command, m api.Modules, u api.UserDetail) error {
		if !*reset {
			return callgate.Err("flag_missing", "flag", "--reset")
		}
		d, err := m.Users.ResetFactor(u.User.ID)
		if err != nil {
			return err
		}
		return p.changed(m, d, "cli.factor_reset")
	})
	reset = p.flag(cmd, "reset")
	return cmd
}

func (p *program) userSessions() *cobra.Command {
	var end *bool
	cmd := p.userCommand("sessions", func(_ *cobra.Command, m api.Modules, u api.UserDetail) error {
		if *end {
			if err := m.Users.EndSessions(u.User.ID); err != nil {
				return err
			}
			p.tell("cli.sessions_ended", "login", u.User.Login, "name", u.User.DisplayName())
			return nil
		}
		list, err := m.Users.Sessions(u.User.ID)
		if err != nil {
			return err
		}
		return p.show(notNil(list), func() {
			rows := make([][]string, len(list))
			for i, s := range list {
				rows[i] = []string{s.Address, s.Agent, s.Started.String(), s.LastSeen.String()}
			}
			p.table([]string{"address", "agent", "started", "last_seen"}, rows)
		})
	})
	end = p.flag(cmd, "end")
	return cmd
}

// notNil makes an empty list "[]" for machines, not "null".
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

package app

import (
	"reflect"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) userAdd() *cobra.Command {
	var f *userFlags
	var noRole *bool
	cmd := p.command("callgate user add", func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "login"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			access, err := f.access(m, callgate.User{})
			if err != nil {
				return err
			}
			d, err := m.Users.Add(api.NewUser{Profile: f.profile(callgate.User{}), Access: access, NoRole: *noRole})
			if err != nil {
				return err
			}
			return p.changed(m, d, "cli.user_added")
		})
	})
	f = p.declareUserFlags(cmd, false)
	noRole = p.flag(cmd, "no-role")
	return cmd
}

func (p *program) userEdit() *cobra.Command {
	var f *userFlags
	cmd := p.userCommand("edit", func(_ *cobra.Command, m api.Modules, before api.UserDetail) error {
		access, err := f.access(m, before.User)
		if err != nil {
			return err
		}
		profile := f.profile(before.User)
		if reflect.ValueOf(profile).IsZero() && access == (api.Access{Revision: access.Revision}) {
			return callgate.Err("nothing_given")
		}
		d, err := m.Users.Save(before.User.ID, profile, access)
		if err != nil {
			return err
		}
		return p.changed(m, d, "cli.user_edited")
	})
	f = p.declareUserFlags(cmd, true)
	return cmd
}

func (p *program) userDuplicate() *cobra.Command {
	var login, first, last *string
	cmd := p.userCommand("duplicate", func(cmd *cobra.Command, m api.Modules, u api.UserDetail) error {
		if err := need(cmd, "login"); err != nil {
			return err
		}
		d, err := m.Users.Duplicate(u.User.ID, *login, *first, *last)
		if err != nil {
			return err
		}
		return p.changed(m, d, "cli.user_added")
	})
	login, first, last = p.text(cmd, "login"), p.text(cmd, "first"), p.text(cmd, "last")
	return cmd
}

func (p *program) userDelete() *cobra.Command {
	return p.userCommand("delete", func(_ *cobra.Command, m api.Modules, u api.UserDetail) error {
		// Whoever typed the login as --user has typed the confirmation.
		if err := m.Users.Delete(u.User.ID, u.User.Login); err != nil {
			return err
		}
		p.tell("cli.user_deleted", "login", u.User.Login, "name", u.User.DisplayName())
		return nil
	})
}

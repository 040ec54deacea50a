package app

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) roleCommands() *cobra.Command {
	return p.group("callgate role", p.roleList(), p.roleShow(), p.roleAdd(), p.roleEdit(), p.roleDelete())
}

func (p *program) roleList() *cobra.Command {
	return p.command("callgate role list", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			roles, err := readRoles(m)
			if err != nil {
				return err
			}
			return p.show(notNil(roles), func() {
				rows := make([][]string, len(roles))
				for i, r := range roles {
					rows[i] = []string{r.Name, p.platform(r.Platform), strconv.Itoa(len(r.Permissions)), p.reach(r.Reach, r.ReachList), strconv.Itoa(r.Members)}
				}
				p.table([]string{"role", "platform", "permissions", "reach", "members"}, rows)
			})
		})
	})
}

func (p *program) platform(name string) string {
	if name == "" {
		return p.say("cli.platform.own")
	}
	return p.say("cli.platform." + name)
}

func (p *program) reach(kind string, list []callgate.Entity) string {
	switch kind {
	case callgate.ReachList:
		return join(list)
	case callgate.ReachNone:
		return p.say("cli.reach_none")
	default:
		return p.say("cli." + kind)
	}
}

// roleCommand is a command about the one role of --role.
func (p *program) roleCommand(name string, run func(cmd *cobra.Command, m api.Modules, r api.RoleRow) error) *cobra.Command {
	var role *string
	cmd := p.command("callgate role "+name, func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "role"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			roles, err := readRoles(m)
			if err != nil {
				return err
			}
			r, err := roles.find(*role)
			if err != nil {
				return err
			}
			return run(cmd, m, r)
		})
	})
	role = p.text(cmd, "role")
	return cmd
}

func (p *program) roleShow() *cobra.Command {
	return p.roleCommand("show", func(_ *cobra.Command, _ api.Modules, r api.RoleRow) error { return p.showRole(r) })
}

func (p *program) showRole(r api.RoleRow) error {
	return p.show(r, func() {
		p.facts("role", r.Name, "platform", p.platform(r.Platform), "description", r.Description,
			"reach", p.reach(r.Reach, r.ReachList), "members", strconv.Itoa(r.Members))
		for _, permission := range r.Permissions {
			p.line("  " + string(permission))
		}
	})
}

// roleFlags are the flags of role add and role edit.
type roleFlags struct {
	name, description  *string
	allow, deny, reach *[]string
}

func (p *program) declareRoleFlags(cmd *cobra.Command) roleFlags {
	return roleFlags{
		description: p.text(cmd, "description"),
		allow:       p.list(cmd, "allow"), deny: p.list(cmd, "deny"), reach: p.list(cmd, "reach"),
	}
}

// input is the role as it is plus what the flags change. --allow puts a
// permission in, --deny takes it out.
func (f roleFlags) input(cmd *cobra.Command, r callgate.Role) (api.RoleInput, error) {
	in := api.RoleInput{Revision: r.Revision, Name: r.Name, Description: r.Description, Reach: r.Reach, ReachList: notNil(r.ReachList), Permissions: slices.Clone(r.Permissions)}
	if v := given(cmd, "description", f.description); v != nil {
		in.Description = *v
	}
	if f.name != nil && *f.name != "" {
		in.Name = *f.name
	}
	for _, name := range *f.allow {
		if !slices.Contains(in.Permissions, callgate.Permission(name)) {
			in.Permissions = append(in.Permissions, callgate.Permission(name))
		}
	}
	for _, name := range *f.deny {
		if _, ok := callgate.BitOf(callgate.Permission(name)); !ok {
			return in, callgate.Err("permission_unknown", "permission", name)
		}
		in.Permissions = slices.DeleteFunc(in.Permissions, func(p callgate.Permission) bool { return string(p) == name })
	}
	in.Permissions = notNil(in.Permissions)
	if len(*f.reach) > 0 {
		return f.withReach(in)
	}
	return in, nil
}

// withReach reads --reach: one of the words, or entities.
func (f roleFlags) withReach(in api.RoleInput) (api.RoleInput, error) {
	in.Reach, in.ReachList = callgate.ReachList, []callgate.Entity{}
	for _, name := range *f.reach {
		switch {
		case name == "none" && len(*f.reach) == 1:
			in.Reach = callgate.ReachNone
		case (name == callgate.ReachEverything || name == callgate.ReachOwn) && len(*f.reach) == 1:
			in.Reach = name
		case !strings.Contains(name, ":"):
			return in, callgate.Err("reach_form", "value", name)
		default:
			e, err := callgate.ParseEntity(name)
			if err != nil {
				return in, err
			}
			in.ReachList = append(in.ReachList, e)
		}
	}
	return in, nil
}

func (p *program) roleAdd() *cobra.Command {
	cmd := p.command("callgate role add", nil)
	name, clone := p.text(cmd, "role"), p.text(cmd, "clone-of")
	f := p.declareRoleFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "role"); err != nil {
			return err
		}
		return p.as(func(m api.Modules) error {
			var model callgate.Role
			if *clone != "" {
				roles, err := readRoles(m)
				if err != nil {
					return err
				}
				row, err := roles.find(*clone)
				if err != nil {
					return err
				}
				model = row.Role
			}
			in, err := f.input(cmd, model)
			if err != nil {
				return err
			}
			in.Name, in.Revision = *name, 0
			r, err := m.Roles.Add(in)
			if err != nil {
				return err
			}
			return p.show(r, func() { p.tell("cli.role_added", "role", r.Name, "count", len(r.Permissions)) })
		})
	}
	return cmd
}

func (p *program) roleEdit() *cobra.Command {
	var f roleFlags
	cmd := p.roleCommand("edit", func(cmd *cobra.Command, m api.Modules, r api.RoleRow) error {
		in, err := f.input(cmd, r.Role)
		if err != nil {
			return err
		}
		if r, err = m.Roles.Edit(r.ID, in); err != nil {
			return err
		}
		return p.show(r, func() { p.tell("cli.role_edited", "role", r.Name, "count", len(r.Permissions)) })
	})
	f = p.declareRoleFlags(cmd)
	f.name = p.text(cmd, "name")
	return cmd
}

func (p *program) roleDelete() *cobra.Command {
	return p.roleCommand("delete", func(_ *cobra.Command, m api.Modules, r api.RoleRow) error {
		// Whoever typed the name as --role has typed the confirmation.
		if err := m.Roles.Delete(r.ID, r.Name); err != nil {
			return err
		}
		p.tell("cli.role_deleted", "role", r.Name)
		return nil
	})
}

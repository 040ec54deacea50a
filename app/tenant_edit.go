package app

import (
	"slices"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// tenantFlags are the flags of tenant edit.
type tenantFlags struct {
	cmd                                      *cobra.Command
	name, country, language, zone, role      *string
	maxUsers, maxFull, grace, idle, absolute *int
	secondFactor                             *string
	modules, platforms                       *[]string
	inferredOff                              *bool
	hosts, removeHosts                       *[]string
	clearHosts                               *bool
}

func (p *program) tenantEdit() *cobra.Command {
	var f tenantFlags
	cmd := p.command("callgate tenant edit", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			t, err := m.Tenants.Current()
			if err != nil {
				return err
			}
			if t, err = f.save(m, t); err != nil {
				return err
			}
			return p.show(t, func() { p.tell("cli.tenant_edited", "tenant", t.Slug) })
		})
	})
	f = tenantFlags{
		cmd: cmd, name: p.text(cmd, "name"), country: p.text(cmd, "country"), language: p.text(cmd, "language"), zone: p.text(cmd, "time-zone"),
		role: p.text(cmd, "default-role"), maxUsers: p.number(cmd, "max-users"), maxFull: p.number(cmd, "max-full"),
		secondFactor: p.text(cmd, "second-factor"), grace: p.number(cmd, "grace-days"), idle: p.number(cmd, "idle-minutes"), absolute: p.number(cmd, "absolute-hours"),
		modules: p.list(cmd, "package"), platforms: p.list(cmd, "platform"), inferredOff: p.flag(cmd, "inferred-off"),
		hosts: p.list(cmd, "host"), removeHosts: p.list(cmd, "remove-host"), clearHosts: p.flag(cmd, "clear-hosts"),
	}
	return cmd
}

// save makes at most two changes: the tenant's settings, then its hosts.
func (f tenantFlags) save(m api.Modules, t callgate.Tenant) (callgate.Tenant, error) {
	hosts := slices.ContainsFunc([]string{"host", "remove-host", "clear-hosts"}, f.cmd.Flags().Changed)
	in, changed, err := f.input(m, t)
	if err != nil {
		return t, err
	}
	if !changed && !hosts {
		return t, callgate.Err("nothing_given")
	}
	if changed {
		if t, err = m.Tenants.Edit(t.Revision, in); err != nil {
			return t, err
		}
	}
	if !hosts {
		return t, nil
	}
	present := t.Hosts
	if *f.clearHosts {
		present = nil
	}
	list, err := changeHosts(m, present, *f.hosts, *f.removeHosts)
	if err != nil {
		return t, err
	}
	if _, err = m.Hosts.Save(t.Revision, list); err != nil {
		return t, err
	}
	return m.Tenants.Current()
}

func (f tenantFlags) input(m api.Modules, t callgate.Tenant) (in api.TenantInput, changed bool, err error) {
	in = api.TenantInput{
		Name: given(f.cmd, "name", f.name), Country: given(f.cmd, "country", f.country),
		Language: given(f.cmd, "language", f.language), TimeZone: given(f.cmd, "time-zone", f.zone),
		MaxEnabled: given(f.cmd, "max-users", f.maxUsers), MaxFull: given(f.cmd, "max-full", f.maxFull),
		Package: given(f.cmd, "package", f.modules), Platforms: given(f.cmd, "platform", f.platforms),
		InferredOff: given(f.cmd, "inferred-off", f.inferredOff),
	}
	if name := given(f.cmd, "default-role", f.role); name != nil {
		roles, err := readRoles(m)
		if err != nil {
			return in, false, err
		}
		id, err := roles.id(*name)
		if err != nil {
			return in, false, err
		}
		in.DefaultRole = &id
	}
	in.Policy = f.policy(t.Policy)
	return in, in != (api.TenantInput{}), nil
}

func (f tenantFlags) policy(present callgate.SignInPolicy) *callgate.SignInPolicy {
	next := present
	if v := given(f.cmd, "second-factor", f.secondFactor); v != nil {
		next.SecondFactor = *v
	}
	for name, field := range map[string]struct{ from, to *int }{
		"grace-days": {f.grace, &next.GraceDays}, "idle-minutes": {f.idle, &next.IdleMinutes}, "absolute-hours": {f.absolute, &next.AbsoluteHours},
	} {
		if v := given(f.cmd, name, field.from); v != nil {
			*field.to = *v
		}
	}
	if next == present {
		return nil
	}
	return &next
}

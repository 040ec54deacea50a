package app

import (
	"strconv"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) tenantCommands() *cobra.Command {
	return p.group("callgate tenant", p.tenantList(), p.tenantShow(), p.tenantAdd(), p.tenantEdit(), p.tenantSwitch("enable", true), p.tenantSwitch("disable", false))
}

func (p *program) tenantList() *cobra.Command {
	return p.command("callgate tenant list", func(_ *cobra.Command, _ []string) error {
		return p.asRoot(func(m api.Modules) error {
			tenants, err := m.Tenants.List()
			if err != nil {
				return err
			}
			return p.show(notNil(tenants), func() {
				rows := make([][]string, len(tenants))
				for i, t := range tenants {
					rows[i] = []string{t.Slug, t.Name, p.say("cli.tenant_kind." + t.Kind), p.onOff(t.Enabled)}
				}
				p.table([]string{"tenant", "name", "kind", "state"}, rows)
			})
		})
	})
}

func (p *program) onOff(on bool) string {
	if on {
		return p.say("cli.on")
	}
	return p.say("cli.off")
}

func (p *program) tenantShow() *cobra.Command {
	return p.command("callgate tenant show", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			t, err := m.Tenants.Current()
			if err != nil {
				return err
			}
			return p.showTenant(t)
		})
	})
}

func (p *program) showTenant(t callgate.Tenant) error {
	return p.show(t, func() {
		hosts := make([]string, len(t.Hosts))
		for i, h := range t.Hosts {
			hosts[i] = h.CIDR
		}
		p.facts("tenant", t.Slug, "name", t.Name, "kind", p.say("cli.tenant_kind."+t.Kind), "state", p.onOff(t.Enabled),
			"country", t.Country, "language", t.Language, "time_zone", t.TimeZone,
			"max_users", bound(t.MaxEnabled), "max_full", bound(t.MaxFull), "default_role", t.DefaultRole,
			"package", join(t.Package), "platforms", join(t.Platforms), "second_factor", t.Policy.SecondFactor, "hosts", join(hosts))
	})
}

// bound is a licence figure; 0 is none.
func bound(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// tenantAdd makes a tenant below the root. --tenant names the new one here.
func (p *program) tenantAdd() *cobra.Command {
	cmd := p.command("callgate tenant add", nil)
	name, kind, country := p.text(cmd, "name"), p.text(cmd, "kind"), p.text(cmd, "country")
	language, zone, login := p.text(cmd, "language"), p.text(cmd, "time-zone"), p.text(cmd, "login")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "tenant", "name"); err != nil {
			return err
		}
		return p.asRoot(func(m api.Modules) error {
			a, err := m.Tenants.Add(api.NewTenant{Slug: p.tenant, Name: *name, Kind: *kind, Country: *country, Language: *language, TimeZone: *zone, Login: *login})
			if err != nil {
				return err
			}
			return p.show(a, func() {
				p.tell("cli.tenant_added", "tenant", p.tenant)
				p.tell("cli.activation", "login", a.Login, "code", a.Code, "expires", a.Expires)
			})
		})
	}
	return cmd
}

func (p *program) tenantSwitch(name string, on bool) *cobra.Command {
	return p.command("callgate tenant "+name, func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "tenant"); err != nil {
			return err
		}
		return p.asRoot(func(m api.Modules) error {
			t, err := m.Tenants.SetEnabled(p.tenant, on)
			if err != nil {
				return err
			}
			return p.show(t, func() { p.tell("cli.tenant_"+name+"d", "tenant", t.Slug) })
		})
	})
}

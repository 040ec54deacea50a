package app

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) presetCommands() *cobra.Command {
	return p.group("callgate preset", p.presetList(), p.presetShow(), p.presetOn(), p.presetOff(), p.presetFeature())
}

// presetList tells which there are and what each gives.
func (p *program) presetList() *cobra.Command {
	return p.command("callgate preset list", func(_ *cobra.Command, _ []string) error {
		all := api.Presets()
		return p.show(all, func() {
			rows := make([][]string, len(all))
			for i, preset := range all {
				rows[i] = []string{preset.ID, p.say("preset." + preset.ID), p.say("preset." + preset.ID + ".what")}
			}
			p.table([]string{"preset", "name", "what"}, rows)
		})
	})
}

// presetShow tells how the switches of one user stand.
func (p *program) presetShow() *cobra.Command {
	var user *string
	cmd := p.command("callgate preset show", nil)
	user = p.text(cmd, "user")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.aboutUser(cmd, *user, func(m api.Modules, u api.UserDetail) error {
			s, err := m.Users.Switches(u.User.ID)
			if err != nil {
				return err
			}
			return p.showSwitches(s)
		})
	}
	return cmd
}

func (p *program) showSwitches(s api.Switches) error {
	return p.show(s, func() {
		rows := make([][]string, len(s.Presets))
		for i, preset := range s.Presets {
			missing := []string{}
			for _, r := range preset.Rights {
				if !r.Held {
					missing = append(missing, string(r.Permission))
				}
			}
			if preset.State == "off" {
				missing = nil
			}
			rows[i] = []string{preset.ID, p.say("cli.preset_state." + preset.State), join(preset.Entities), strings.Join(missing, " ")}
		}
		p.table([]string{"preset", "state", "reach", "missing"}, rows)
		p.line("")
		rows = make([][]string, len(s.Features))
		for i, f := range s.Features {
			how := "inherit"
			if f.Override != "" {
				how = f.Override
			}
			held := p.say("cli.off")
			if f.Held {
				held = p.say("cli.on")
			}
			rows[i] = []string{string(f.Permission), held, how}
		}
		p.table([]string{"feature", "state", "override"}, rows)
	})
}

// aboutUser finds the user of --user.
func (p *program) aboutUser(cmd *cobra.Command, login string, f func(m api.Modules, u api.UserDetail) error) error {
	if err := need(cmd, "user"); err != nil {
		return err
	}
	return p.as(func(m api.Modules) error {
		u, err := m.Users.Find(login)
		if err != nil {
			return userUnknown(err, login)
		}
		return f(m, u)
	})
}

func (p *program) presetOn() *cobra.Command {
	cmd := p.command("callgate preset on", nil)
	user, preset := p.text(cmd, "user"), p.text(cmd, "preset")
	named := map[string]*[]string{}
	for _, kind := range []string{callgate.Extension, callgate.Queue, callgate.Number} {
		named[kind] = p.list(cmd, kind)
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "user", "preset"); err != nil {
			return err
		}
		kind, err := presetKind(*preset)
		if err != nil {
			return err
		}
		reach := []callgate.Entity{}
		for of, names := range named {
			switch {
			case len(*names) > 0 && of != kind:
				return callgate.Err("preset_other_kind", "preset", *preset, "flag", "--"+of)
			case of == kind:
				reach = entities(ofKind(of, *names))
			}
		}
		return p.setPreset(cmd, *user, *preset, true, reach)
	}
	return cmd
}

func presetKind(id string) (string, error) {
	all := api.Presets()
	i := slices.IndexFunc(all, func(p api.Preset) bool { return p.ID == id })
	if i < 0 {
		ids := make([]string, len(all))
		for j, p := range all {
			ids[j] = p.ID
		}
		return "", callgate.Err("preset_unknown", "preset", id, "presets", strings.Join(ids, ", "))
	}
	return all[i].Kind, nil
}

func (p *program) presetOff() *cobra.Command {
	cmd := p.command("callgate preset off", nil)
	user, preset := p.text(cmd, "user"), p.text(cmd, "preset")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := need(cmd, "user", "preset"); err != nil {
			return err
		}
		if _, err := presetKind(*preset); err != nil {
			return err
		}
		return p.setPreset(cmd, *user, *preset, false, []callgate.Entity{})
	}
	return cmd
}

func (p *program) setPreset(cmd *cobra.Command, login, preset string, on bool, reach []callgate.Entity) error {
	return p.aboutUser(cmd, login, func(m api.Modules, u api.UserDetail) error {
		d, err := m.Users.SetPreset(u.User.ID, u.User.Revision, preset, on, reach)
		if err != nil {
			return err
		}
		key := "switches.off"
		if on {
			key = "switches.on"
		}
		return p.switched(m, d, key, p.say("preset."+preset))
	})
}

// switched says what a switch did; machines get the switches as they stand then.
func (p *program) switched(m api.Modules, d api.UserDetail, key, what string) error {
	if p.json {
		s, err := m.Users.Switches(d.User.ID)
		if err != nil {
			return err
		}
		return p.showSwitches(s)
	}
	p.tell(key, "what", what, "name", d.User.DisplayName())
	for _, e := range d.Created {
		p.tell("cli.made."+e.Kind(), "name", e.Name())
	}
	return nil
}

// presetFeature allows, denies or inherits one right that a hosted system
// switches user by user.
func (p *program) presetFeature() *cobra.Command {
	cmd := p.command("callgate preset feature", nil)
	user := p.text(cmd, "user")
	ways := map[string]*string{"allow": p.text(cmd, "allow"), "deny": p.text(cmd, "deny"), "inherit": p.text(cmd, "inherit")}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		right, how, ways := "", "", ways
		for way, value := range ways {
			switch {
			case *value == "":
			case right != "":
				return callgate.Err("flags_exclude", "flag", "--allow", "other", "--deny, --inherit")
			default:
				right, how = *value, strings.TrimPrefix(way, "inherit")
			}
		}
		if right == "" {
			return callgate.Err("flag_missing", "flag", "--allow")
		}
		return p.aboutUser(cmd, *user, func(m api.Modules, u api.UserDetail) error {
			d, err := m.Users.SetFeature(u.User.ID, u.User.Revision, callgate.Permission(right), how)
			if err != nil {
				return err
			}
			return p.switched(m, d, "switches.feature", right)
		})
	}
	return cmd
}

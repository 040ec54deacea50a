package app

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) importCommands() *cobra.Command {
	return p.group("callgate import", p.importUsers(), p.importRoles())
}

func (p *program) importUsers() *cobra.Command {
	cmd := p.command("callgate import users", nil)
	cmd.Use = "users FILE"
	cmd.Args = oneArg
	columns, format, role := p.text(cmd, "map"), p.oneFormat(cmd, append([]string{"auto", "generic"}, api.ImportFormats()...)...), p.text(cmd, "role")
	update, noPasswords, skipBad := p.flag(cmd, "update"), p.flag(cmd, "no-passwords"), p.flag(cmd, "skip-bad")
	dry := p.flag(cmd, "dry-run")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := importInput(args[0], *format, *columns)
		if err != nil {
			return err
		}
		in.Update, in.NoPasswords, in.SkipBad = *update, *noPasswords, *skipBad
		return p.as(func(m api.Modules) error {
			if *role != "" {
				roles, err := readRoles(m)
				if err != nil {
					return err
				}
				if in.Role, err = roles.id(*role); err != nil {
					return err
				}
			}
			return p.bringIn(m, in, *dry)
		})
	}
	return cmd
}

// groupsMade tells which groups became roles, or would.
func (p *program) groupsMade(made api.GroupsMade, dry bool) error {
	return p.show(made, func() {
		rows := [][]string{}
		for _, g := range made.Add {
			rows = append(rows, []string{p.say("cli.import_deed.add"), g.Name, g.Description})
		}
		for _, name := range made.Skip {
			rows = append(rows, []string{p.say("cli.import_deed.skip"), name, ""})
		}
		p.table([]string{"deed", "role", "description"}, rows)
		if len(made.Lost) > 0 {
			p.tell("files.groups.lost", "columns", strings.Join(made.Lost, ", "))
		}
		key := "cli.groups_made"
		if dry {
			key = "cli.groups_plan"
		}
		p.tell(key, "add", len(made.Add), "skip", len(made.Skip))
	})
}

// importRoles assigns roles to many people, from a filled-in template; of
// another system's list of groups it makes roles.
func (p *program) importRoles() *cobra.Command {
	cmd := p.command("callgate import roles", nil)
	cmd.Use = "roles FILE"
	cmd.Args = oneArg
	skipBad, dry := p.flag(cmd, "skip-bad"), p.flag(cmd, "dry-run")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := importInput(args[0], "callgate-roles", "")
		if err != nil {
			return err
		}
		in.SkipBad = *skipBad
		return p.as(func(m api.Modules) error {
			groups, err := m.Files.Groups(in, *dry)
			if callgate.CodeOf(err) == "import_no_groups" {
				return p.bringIn(m, in, *dry)
			}
			if err != nil {
				return err
			}
			return p.groupsMade(groups, *dry)
		})
	}
	return cmd
}

func importInput(path, format, columns string) (api.ImportInput, error) {
	places, err := parseMap(columns)
	if err != nil {
		return api.ImportInput{}, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return api.ImportInput{}, err
	}
	switch format {
	case "auto":
		format = ""
	case "generic":
		format = "csv"
	}
	return api.ImportInput{Name: filepath.Base(path), Base64: base64.StdEncoding.EncodeToString(text), Format: format, Map: places}, nil
}

// parseMap reads "first=1,last=2,phone=3".
func parseMap(text string) (map[string]int, error) {
	if text == "" {
		return nil, nil
	}
	places := map[string]int{}
	for part := range strings.SplitSeq(text, ",") {
		name, place, _ := strings.Cut(part, "=")
		n, err := strconv.Atoi(place)
		if err != nil || n < 1 || name == "" {
			return nil, callgate.Err("map_form", "value", part)
		}
		places[name] = n
	}
	return places, nil
}

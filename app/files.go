package app

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) importCommands() *cobra.Command {
	return p.group("callgate import", p.importUsers())
}

func (p *program) exportCommands() *cobra.Command {
	return p.group("callgate export", p.exportUsers())
}

func (p *program) importUsers() *cobra.Command {
	cmd := p.command("callgate import users", nil)
	cmd.Use = "users FILE"
	cmd.Args = oneArg
	columns, format, role := p.text(cmd, "map"), p.text(cmd, "format"), p.text(cmd, "role")
	dry := p.flag(cmd, "dry-run")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in, err := importInput(args[0], *format, *columns)
		if err != nil {
			return err
		}
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
			plan, err := m.Files.Preview(in)
			if err != nil {
				return err
			}
			return p.carryOut(m, plan, *dry)
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

// carryOut shows the plan and, unless it is a dry run, applies it. A bad row
// refuses the whole file.
func (p *program) carryOut(m api.Modules, plan api.ImportPlan, dry bool) error {
	if dry || plan.Bad > 0 {
		if err := p.show(plan, func() { p.planTable(plan) }); err != nil {
			return err
		}
		if plan.Bad > 0 {
			return callgate.Err("import_bad_rows", "count", strconv.Itoa(plan.Bad))
		}
		return nil
	}
	if plan.Add == 0 && len(plan.Rows) > 0 { // without rows applying says what is missing
		return p.imported(plan)
	}
	progress, err := m.Files.Apply(plan.ID)
	for err == nil && progress.State == "running" {
		time.Sleep(20 * time.Millisecond)
		progress, err = m.Files.Progress(plan.ID)
	}
	if err != nil {
		return err
	}
	if progress.Error != nil {
		return progress.Error
	}
	if progress.State != "done" {
		return callgate.Err("import_cancelled")
	}
	return p.imported(plan)
}

func (p *program) imported(plan api.ImportPlan) error {
	return p.show(map[string]int{"added": plan.Add, "skipped": plan.Skip, "bad": plan.Bad}, func() {
		p.tell("cli.import_added", "count", plan.Add)
		p.tell("cli.import_skipped", "count", plan.Skip)
	})
}

func (p *program) planTable(plan api.ImportPlan) {
	rows := make([][]string, len(plan.Rows))
	for i, r := range plan.Rows {
		why := ""
		if r.Error != nil {
			why = p.sentence(r.Error)
		}
		rows[i] = []string{strconv.Itoa(r.Row), p.say("cli.import_deed." + r.Deed), r.Login, r.Name, r.Phone, why}
	}
	p.table([]string{"row", "deed", "login", "name", "phone", "why"}, rows)
	if rest := plan.Add + plan.Skip + plan.Bad - len(plan.Rows); rest > 0 {
		p.tell("cli.import_more", "count", rest)
	}
	p.tell("cli.import_plan", "add", plan.Add, "skip", plan.Skip, "bad", plan.Bad)
}

func (p *program) exportUsers() *cobra.Command {
	cmd := p.command("callgate export users", nil)
	format, out := p.text(cmd, "format"), p.text(cmd, "out")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *format == "" {
			*format = "callgate-csv"
		}
		return p.as(func(m api.Modules) error {
			file, err := m.Files.ExportUsers(*format, nil)
			if err != nil {
				return err
			}
			return p.save(file, *out)
		})
	}
	return cmd
}

// save writes a file to --out, readable by its owner only, or to standard
// output.
func (p *program) save(file api.File, out string) error {
	content, err := base64.StdEncoding.DecodeString(file.Base64)
	if err != nil {
		return err
	}
	if out == "" {
		_, err := p.out.Write(content)
		return err
	}
	if err := os.WriteFile(out, content, 0o600); err != nil {
		return err
	}
	return p.show(map[string]any{"file": out, "bytes": len(content)}, func() { p.tell("cli.file_written", "file", out) })
}

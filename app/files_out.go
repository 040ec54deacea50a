package app

import (
	"encoding/base64"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
)

func (p *program) exportCommands() *cobra.Command {
	return p.group("callgate export", p.exportUsers(), p.exportTemplate())
}

func (p *program) exportUsers() *cobra.Command {
	cmd := p.command("callgate export users", nil)
	format, out := p.oneFormat(cmd, api.ExportFormats()...), p.text(cmd, "out")
	search, role, state, seat := p.text(cmd, "search"), p.text(cmd, "role"), p.text(cmd, "state"), p.text(cmd, "seat")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			in := api.ExportInput{Format: *format}
			if *search+*role+*state+*seat != "" {
				in.Filter = &api.UserQuery{Search: *search, State: *state, Seat: *seat}
				if *role != "" {
					roles, err := readRoles(m)
					if err != nil {
						return err
					}
					if in.Filter.Role, err = roles.id(*role); err != nil {
						return err
					}
				}
			}
			written, err := m.Files.ExportUsers(in)
			if err != nil {
				return err
			}
			p.tellLosses(written)
			return p.save(written.File, *out)
		})
	}
	return cmd
}

// tellLosses says, beside the file, what it could not carry.
func (p *program) tellLosses(out api.Exported) {
	if out.LeftOut > 0 {
		p.tellErr("cli.export_left_out", "count", out.LeftOut, "format", out.Format)
	}
	for _, l := range out.Losses {
		p.tellErr("cli.export_loss", "column", l.Column, "count", l.People)
	}
	if out.Guarded > 0 {
		p.tellErr("cli.export_guarded", "count", out.Guarded)
	}
	if len(out.Empty) > 0 {
		p.tellErr("cli.export_empty", "columns", strings.Join(out.Empty, ", "))
	}
}

// exportTemplate writes a file to fill in and import.
func (p *program) exportTemplate() *cobra.Command {
	cmd := p.command("callgate export template", nil)
	cmd.Use = "template users|roles"
	cmd.Args = oneArg
	format, out := p.oneFormat(cmd, "csv", "xlsx"), p.text(cmd, "out")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.as(func(m api.Modules) error {
			file, err := m.Files.Template(args[0], *format, nil)
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

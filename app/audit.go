package app

import (
	"strconv"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

func (p *program) auditCommands() *cobra.Command {
	return p.group("callgate audit", p.auditList(), p.auditVerify(), p.auditExport(), p.auditRetention())
}

// auditFlags are the filters of list and export.
func (p *program) auditFlags(cmd *cobra.Command) func() api.AuditQuery {
	who, what, target := p.text(cmd, "who"), p.text(cmd, "what"), p.text(cmd, "target")
	from, result := p.text(cmd, "from"), p.text(cmd, "result")
	since, until := p.text(cmd, "since"), p.text(cmd, "until")
	assistance := p.flag(cmd, "assistance")
	return func() api.AuditQuery {
		return api.AuditQuery{Who: *who, What: *what, Target: *target, From: *from, Result: *result, Since: *since, Until: *until, Assistance: *assistance}
	}
}

func (p *program) auditList() *cobra.Command {
	cmd := p.command("callgate audit list", nil)
	query := p.auditFlags(cmd)
	cmd.RunE = func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			records, err := allRecords(m, query())
			if err != nil {
				return err
			}
			return p.show(notNil(records), func() {
				rows := make([][]string, len(records))
				for i, r := range records {
					rows[i] = []string{r.At.String(), r.Who, r.From, p.deedName(r.What), r.Target, p.say("cli.result." + r.Result), repeats(r.Count)}
				}
				p.table([]string{"at", "who", "from", "what", "target", "result", "times"}, rows)
			})
		})
	}
	return cmd
}

func repeats(count int) string {
	if count < 2 {
		return ""
	}
	return strconv.Itoa(count)
}

// deedName is the sentence of an audit code, or the code.
func (p *program) deedName(code string) string {
	if text, ok := p.words.find("audit."+code, nil); ok {
		return text
	}
	return code
}

// allRecords turns the pages, newest first.
func allRecords(m api.Modules, q api.AuditQuery) ([]callgate.AuditRecord, error) {
	q.Limit = 500
	var all []callgate.AuditRecord
	for {
		page, err := m.Audit.List(q)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Rows...)
		if page.Next == 0 {
			return all, nil
		}
		q.Before = page.Next
	}
}

func (p *program) auditVerify() *cobra.Command {
	return p.command("callgate audit verify", func(_ *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) error {
			v, err := m.Audit.Verify()
			if err != nil {
				return err
			}
			err = p.show(v, func() {
				p.tell("cli.audit_"+v.Code, "count", v.Records, "record", v.Broken)
				if v.Removed > 0 {
					p.tell("audit.chain.removed", "count", v.Removed, "date", v.Until.String())
				}
			})
			if err == nil && !v.OK {
				return errNo
			}
			return err
		})
	})
}

func (p *program) auditExport() *cobra.Command {
	cmd := p.command("callgate audit export", nil)
	query := p.auditFlags(cmd)
	format, out := p.oneFormat(cmd, api.TableFormats()...), p.text(cmd, "out")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *format == "" {
			*format = "csv"
		}
		return p.as(func(m api.Modules) error {
			file, err := m.Audit.Export(query(), *format)
			if err != nil {
				return err
			}
			return p.save(file, *out)
		})
	}
	return cmd
}

// auditRetention shows how long records are kept, or chooses it.
func (p *program) auditRetention() *cobra.Command {
	cmd := p.command("callgate audit retention", nil)
	days, forever := p.number(cmd, "days"), p.flag(cmd, "forever")
	cmd.MarkFlagsMutuallyExclusive("days", "forever")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.as(func(m api.Modules) (err error) {
			var r api.Retention
			if cmd.Flag("days").Changed || *forever {
				r, err = m.Audit.Retain(*days)
			} else {
				r, err = m.Audit.Retention(0)
			}
			if err != nil {
				return err
			}
			return p.show(r, func() {
				if broken(r.Chain) {
					p.line(p.chainWords(r.Chain) + ".")
					p.tell("check.audit_chain.why")
				}
				if r.Days == 0 {
					p.tell("cli.audit_kept_forever")
					return
				}
				p.tell("cli.audit_kept", "count", r.Days, "time", r.Begins.String())
			})
		})
	}
	return cmd
}

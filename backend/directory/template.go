package directory

import (
	"bytes"
	"iter"
	"strings"

	"github.com/xuri/excelize/v2"
)

// RoleLine is a role as a template lists it.
type RoleLine struct{ Name, Description string }

// examples show how a column is written, for whoever fills a template in.
var examples = map[string]string{
	"login": "ada.whitlock", "first": "Ada", "last": "Whitlock", "kind": "standard, administrator", "seat": "full, lite",
	"enabled": "true, false", "blocked": "true, false", "expires": "2026-12-31", "emails": "ada@example.com|work; ada@example.org",
	"phones": "+44 20 7946 0000|work", "extensions": "101; 102", "default_extension": "101", "may_override_extension": "true, false",
	"shared": "103", "numbers": "+442079460000", "caller_id": "+442079460000", "roles": "StandardUser; QueueManager|2026-12-31",
	"overrides": "calls.log:read|allow; dial.international:use|deny", "reach_everything": "true, false", "reach": "queue:600; extension:101",
	"exclusions": "extension:199", "hosts": "192.0.2.0/24|office", "restricted": "true, false", "self_allowed": "password; profile",
	"language": "en", "time_zone": "Europe/London", "theme": "light, dark", "download": "csv, xlsx", "status_colours": "available|#2e7d32",
	passwordColumn: "-",
}

// passwordColumn is in the template of a bulk upload, and in no export.
const passwordColumn = "password"

// templateColumns are those of our files, the login's password behind it.
func templateColumns() []string {
	names := []string{columns[0].name, passwordColumn}
	for _, c := range columns[1:] {
		names = append(names, c.name)
	}
	return names
}

// UsersTemplate is a file to fill in with people: our columns, how they are
// written, and the roles there are. format is csv or xlsx.
func UsersTemplate(format string, roles []RoleLine) ([]byte, error) {
	header := templateColumns()
	hints := make([]string, len(header))
	for i, name := range header {
		hints[i] = examples[name]
	}
	if format == "xlsx" {
		return templateBook("Users", header, func(func([]string) bool) {}, roles, func(f *excelize.File) error {
			if err := sheetOfRows(f, "Columns", func(yield func([]string) bool) {
				for i, name := range header {
					if !yield([]string{name, hints[i]}) {
						return
					}
				}
			}); err != nil {
				return err
			}
			for i, name := range header {
				c := columnNamed(name)
				if c == nil || c.one == nil && c.flag == nil {
					continue
				}
				if err := choices(f, "Users", i+1, c); err != nil {
					return err
				}
			}
			return nil
		})
	}
	hints[0] = remark + hints[0]
	return templateText(header, func(yield func([]string) bool) {
		if !yield(hints) {
			return
		}
		for _, r := range roles {
			if !yield([]string{remark + "role", r.Name, r.Description}) {
				return
			}
		}
	}), nil
}

// RolesTemplate is a file to assign roles with: people with the roles they
// have, and two columns to fill in.
func RolesTemplate(format string, roleLines []RoleLine, people iter.Seq[*Person]) ([]byte, error) {
	rows := func(yield func([]string) bool) {
		for p := range people {
			if !yield([]string{p.User.Login, p.User.DisplayName(), joinItems(roles.get(p)), "", ""}) {
				return
			}
		}
	}
	if format == "xlsx" {
		return templateBook("Assign", RolesColumns, rows, roleLines, func(*excelize.File) error { return nil })
	}
	return templateText(RolesColumns, func(yield func([]string) bool) {
		for _, r := range roleLines {
			if !yield([]string{remark + "role", r.Name, r.Description}) {
				return
			}
		}
		rows(yield)
	}), nil
}

func templateText(header []string, rows iter.Seq[[]string]) []byte {
	var b bytes.Buffer
	line := func(cells []string) {
		for i := range header {
			cell := ""
			if i < len(cells) {
				cell = cells[i]
			}
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(guard(cell), `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	b.WriteString("\ufeff")
	line(header)
	for cells := range rows {
		line(cells)
	}
	return b.Bytes()
}

// templateBook is a workbook: the sheet to fill in first, the roles beside it.
func templateBook(name string, header []string, rows iter.Seq[[]string], roles []RoleLine, more func(f *excelize.File) error) (data []byte, err error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	all := func(yield func([]string) bool) {
		if yield(header) {
			rows(yield)
		}
	}
	if err := fillSheet(f, name, all); err != nil {
		return nil, err
	}
	if err := sheetOfRows(f, "Roles", func(yield func([]string) bool) {
		for _, r := range roles {
			if !yield([]string{r.Name, r.Description}) {
				return
			}
		}
	}); err != nil {
		return nil, err
	}
	if err := more(f); err != nil {
		return nil, err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func sheetOfRows(f *excelize.File, name string, rows iter.Seq[[]string]) error {
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	return fillSheet(f, name, rows)
}

func fillSheet(f *excelize.File, name string, rows iter.Seq[[]string]) error {
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	at := 0
	for row := range rows {
		at++
		cells := make([]any, len(row))
		for i, c := range row {
			cells[i] = guard(shortCell(c))
		}
		place, err := excelize.CoordinatesToCellName(1, at)
		if err == nil {
			err = out.SetRow(place, cells)
		}
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// choices lets a spreadsheet offer the words a column takes.
func choices(f *excelize.File, name string, place int, c *column) error {
	letters, err := excelize.ColumnNumberToName(place)
	if err != nil {
		return err
	}
	words := c.one
	if c.flag != nil {
		words = []string{"true", "false"}
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = letters + "2:" + letters + "1048576"
	if err := v.SetDropList(words); err != nil {
		return err
	}
	return f.AddDataValidation(name, v)
}

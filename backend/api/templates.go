package api

import (
	"callgate/backend/callgate"
	"callgate/backend/directory"
)

// Template is a file to fill in and upload: "users" has every column and lists
// the roles, "roles" has the people of the filter (all, without one) with the
// roles they have. format is csv or xlsx; "" = as the caller likes his
// downloads.
func (m *Files) Template(kind, format string, filter *UserQuery) (File, error) {
	return read(m.c, "directory.users:read", func(a *actor) (File, error) {
		if format = a.downloads(format); format != "csv" && format != "xlsx" {
			return File{}, callgate.Err("template_format", "format", shortened(format, 40)).At("format")
		}
		var data []byte
		var err error
		switch kind {
		case "users":
			data, err = directory.UsersTemplate(format, a.roleLines())
		case "roles":
			people, fault := a.exported(ExportInput{Filter: filter})
			if fault != nil {
				return File{}, fault
			}
			data, err = directory.RolesTemplate(format, a.roleLines(), people)
		default:
			return File{}, callgate.Err("template_kind", "kind", shortened(kind, 40)).At("kind")
		}
		if err != nil {
			return File{}, err
		}
		return a.file(kind+"-template", format, data), nil
	})
}

// roleLines are the roles a template offers: those that can be given here.
func (a *actor) roleLines() []directory.RoleLine {
	var list []directory.RoleLine
	for _, r := range a.view.Roles {
		if !r.Hidden {
			list = append(list, directory.RoleLine{Name: r.Name, Description: r.Description})
		}
	}
	return list
}

package directory

import (
	"strings"

	"callgate/backend/callgate"
)

// Group is one of FreePBX's groups of users (usermangroups). Its file names no
// members and no rights, so a role made of it begins without either.
type Group struct{ Name, Description string }

// MostGroups is how many groups a file may have.
const MostGroups = 1000

func groupsHeader(t *table) bool {
	head := t.columns()
	_, group := head["groupname"]
	_, user := head["username"]
	return group && !user
}

// Groups reads a file of groups; lost are its columns that nothing is made of.
// A file of anything else is refused.
func Groups(data []byte) (groups []Group, lost []string, _ error) {
	if len(data) > MaxFile {
		return nil, nil, callgate.Err("import_size", "max", "64 MB")
	}
	t, err := (&content{data: data}).table()
	if err != nil {
		return nil, nil, err
	}
	if !groupsHeader(t) {
		return nil, nil, callgate.Err("import_no_groups")
	}
	head := t.columns()
	cell := func(cells []string, column string) string {
		at, there := head[column]
		if !there || at >= len(cells) {
			return ""
		}
		text := strings.TrimSpace(unguard(cells[at]))
		if strings.EqualFold(text, "null") { // as a database writes nothing
			return ""
		}
		return text
	}
	list, first := []Group{}, true
	fault := t.rows(func(_ int, cells []string, problem *callgate.Error) bool {
		switch {
		case problem != nil:
			err = problem
		case blank(cells):
		case first:
			first = false
		case len(list) == MostGroups:
			err = callgate.Err("import_rows", "max", "1000")
		default:
			if g := (Group{cell(cells, "groupname"), cell(cells, "description")}); g.Name != "" {
				list = append(list, g)
			}
		}
		return err == nil
	})
	if err == nil {
		err = fault
	}
	if err != nil {
		return nil, nil, err
	}
	return list, otherColumns(t.head[0]), nil
}

// otherColumns are those beside a group's name and description, as written.
func otherColumns(header []string) []string {
	lost := []string{}
	for _, h := range header {
		name := strings.TrimSpace(h)
		known := strings.EqualFold(name, "groupname") || strings.EqualFold(name, "description")
		if name != "" && !known && len(lost) < mostLost {
			lost = append(lost, shorten(name))
		}
	}
	return lost
}

// mostLost is how many columns are named.
const mostLost = 50

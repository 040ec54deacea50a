package app

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// userFlags are the flags of user add and user edit. A repeatable flag adds;
// its --remove- twin (edit only) takes away.
type userFlags struct {
	cmd  *cobra.Command
	text map[string]*string
	list map[string]*[]string
	full *bool // --full-report-access
}

var (
	userTexts = []string{"login", "first", "last", "name", "description", "kind", "seat", "default-extension", "caller-id", "expires"}
	userLists = []string{"email", "phone", "role", "extension", "shared-recording", "reach", "queue", "number", "host", "exclude"}
)

// fullReportAccess is NUACOM's toggle: reach everything, and these.
var fullReportAccess = []string{"calls.log:read", "calls.recording:read"}

const reportPrefix = "reports."

func (p *program) declareUserFlags(cmd *cobra.Command, edit bool) *userFlags {
	f := &userFlags{cmd: cmd, text: map[string]*string{}, list: map[string]*[]string{}}
	for _, name := range userTexts {
		f.text[name] = p.text(cmd, name)
	}
	for _, name := range append(slices.Clone(userLists), "allow", "deny", "extension-since") {
		f.list[name] = p.list(cmd, name)
	}
	if edit {
		f.list["inherit"] = p.list(cmd, "inherit")
		for _, name := range userLists {
			removal := "remove-" + name
			f.list[removal] = p.list(cmd, removal)
		}
	}
	f.full = p.flag(cmd, "full-report-access")
	return f
}

func (f *userFlags) given(name string) *string { return given(f.cmd, name, f.text[name]) }

func (f *userFlags) touched(names ...string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return f.cmd.Flags().Changed(n) || f.cmd.Flags().Changed("remove-"+n) })
}

// names applies a repeatable flag to the present list; nil leaves it.
func (f *userFlags) names(present []string, flags ...string) *[]string {
	if !f.touched(flags...) {
		return nil
	}
	list := slices.Clone(present)
	for _, flag := range flags {
		if removed := f.list["remove-"+flag]; removed != nil {
			list = slices.DeleteFunc(list, func(s string) bool { return slices.Contains(*removed, s) })
		}
		for _, v := range *f.list[flag] {
			if !slices.Contains(list, v) {
				list = append(list, v)
			}
		}
	}
	return &list
}

// profile is what of the plain fields changes; u is the user as he is.
func (f *userFlags) profile(u callgate.User) api.Profile {
	in := api.Profile{
		Login: f.given("login"), First: f.given("first"), Last: f.given("last"), Name: f.given("name"),
		Description: f.given("description"), CallerID: f.given("caller-id"), Expires: f.given("expires"),
		DefaultExtension: f.given("default-extension"),
		Shared:           f.names(u.Shared, "shared-recording"),
		Numbers:          f.names(u.Numbers, "number"),
		Emails:           f.contacts(u.Emails, "email"),
		Phones:           f.contacts(u.Phones, "phone"),
	}
	own := make([]string, len(u.Extensions))
	for i, e := range u.Extensions {
		own[i] = e.Name
	}
	in.Extensions = f.names(own, "extension")
	if f.touched("extension-since") {
		in.Since = &map[string]string{}
		for _, v := range *f.list["extension-since"] {
			extension, day, _ := strings.Cut(v, "=") // without a day the date is refused
			(*in.Since)[extension] = day
		}
	}
	return in
}

// contacts keeps the tags of what stays.
func (f *userFlags) contacts(present []callgate.Contact, flag string) *[]callgate.Contact {
	values := make([]string, len(present))
	for i, c := range present {
		values[i] = c.Value
	}
	next := f.names(values, flag)
	if next == nil {
		return nil
	}
	list := make([]callgate.Contact, len(*next))
	for i, v := range *next {
		list[i] = callgate.Contact{Value: v}
		if j := slices.Index(values, v); j >= 0 {
			list[i] = present[j]
		}
	}
	return &list
}

// access is what of the rights changes.
func (f *userFlags) access(m api.Modules, u callgate.User) (api.Access, error) {
	in := api.Access{Revision: u.Revision, Kind: f.given("kind"), Seat: f.given("seat")}
	var err error
	if in.Roles, err = f.roles(m, u.Roles); err != nil {
		return in, err
	}
	in.Overrides = f.overrides(u.Overrides)
	f.reach(&in, u)
	if names := f.names(texts(u.Exclusions), "exclude"); names != nil {
		list := entities(*names)
		in.Exclusions = &list
	}
	if f.touched("host") {
		list, err := changeHosts(m, u.Hosts, *f.list["host"], f.removed("host"))
		if err != nil {
			return in, err
		}
		in.Hosts = &list
	}
	return in, nil
}

func (f *userFlags) removed(flag string) []string {
	if list := f.list["remove-"+flag]; list != nil {
		return *list
	}
	return nil
}

func (f *userFlags) roles(m api.Modules, present []callgate.Membership) (*[]api.MembershipInput, error) {
	if !f.touched("role") {
		return nil, nil
	}
	known, err := readRoles(m)
	if err != nil {
		return nil, err
	}
	list := make([]api.MembershipInput, len(present))
	for i, m := range present {
		list[i] = api.MembershipInput{Role: m.Role, Expires: m.Expires.String()}
	}
	for _, name := range f.removed("role") {
		id, err := known.id(name)
		if err != nil {
			return nil, err
		}
		list = slices.DeleteFunc(list, func(m api.MembershipInput) bool { return m.Role == id })
	}
	for _, name := range *f.list["role"] {
		id, err := known.id(name)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(list, func(m api.MembershipInput) bool { return m.Role == id }) {
			list = append(list, api.MembershipInput{Role: id})
		}
	}
	return &list, nil
}

// overrides sets the one override of each permission named; --inherit removes it.
func (f *userFlags) overrides(present []callgate.Override) *[]api.OverrideInput {
	if !f.touched("allow", "deny", "inherit") && !*f.full {
		return nil
	}
	list := make([]api.OverrideInput, len(present))
	for i, o := range present {
		list[i] = api.OverrideInput{Permission: o.Permission, Allow: o.Allow, Expires: o.Expires.String()}
	}
	drop := func(permission string) {
		list = slices.DeleteFunc(list, func(o api.OverrideInput) bool { return string(o.Permission) == permission })
	}
	set := func(permission string, allow bool) {
		drop(permission)
		list = append(list, api.OverrideInput{Permission: callgate.Permission(permission), Allow: allow})
	}
	if *f.full {
		for _, permission := range fullReports() {
			set(permission, true)
		}
	}
	for _, permission := range *f.list["allow"] {
		set(permission, true)
	}
	for _, permission := range *f.list["deny"] {
		set(permission, false)
	}
	if inherit := f.list["inherit"]; inherit != nil {
		for _, permission := range *inherit {
			drop(permission)
		}
	}
	return &list
}

func fullReports() []string {
	list := slices.Clone(fullReportAccess)
	for _, leaf := range callgate.Catalogue() {
		if strings.HasPrefix(leaf.Module, reportPrefix) && leaf.Action == "read" {
			list = append(list, string(leaf.ID))
		}
	}
	return list
}

// reach joins --reach, --queue and --number; "everything" is no entity.
func (f *userFlags) reach(in *api.Access, u callgate.User) {
	on, off := true, false
	if *f.full {
		in.ReachEverything = &on
	}
	if !f.touched("reach", "queue", "number") {
		return
	}
	list := texts(u.Reach)
	for _, name := range f.removedEntities() {
		if name == callgate.ReachEverything {
			in.ReachEverything = &off
		}
		list = slices.DeleteFunc(list, func(s string) bool { return s == name })
	}
	for _, name := range f.addedEntities() {
		switch {
		case name == callgate.ReachEverything:
			in.ReachEverything = &on
		case !slices.Contains(list, name):
			list = append(list, name)
		}
	}
	reached := entities(list)
	in.Reach = &reached
}

func (f *userFlags) addedEntities() []string {
	return slices.Concat(*f.list["reach"], ofKind(callgate.Queue, *f.list["queue"]), ofKind(callgate.Number, *f.list["number"]))
}

func (f *userFlags) removedEntities() []string {
	return slices.Concat(f.removed("reach"), ofKind(callgate.Queue, f.removed("queue")), ofKind(callgate.Number, f.removed("number")))
}

func ofKind(kind string, names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = string(callgate.EntityOf(kind, n))
	}
	return list
}

func entities(names []string) []callgate.Entity {
	list := make([]callgate.Entity, len(names))
	for i, n := range names {
		list[i] = callgate.Entity(n)
	}
	return list
}

func texts(list []callgate.Entity) []string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = string(e)
	}
	return names
}

package api

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// Two administrators edit one thing at the same time, each in his own way: he
// reads, adds something of his own to what he read and saves; told of a
// conflict he reads again. Whatever was saved is there in the end, and whoever
// was refused was told who saved, when and what.
func TestTwoEditorsLoseNothing(t *testing.T) {
	const each = 6
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	o.administrator("bo")
	role, err := o.as("ada").Roles.Add(RoleInput{Name: "Desk", Permissions: []callgate.Permission{"calls.log:read"}, Reach: "list", ReachList: []callgate.Entity{"queue:600"}})
	ok(t, err)
	v, err := o.operator("kestrel").Hosts.Get()
	ok(t, err)
	ok(t, only(o.operator("kestrel").Hosts.Save(v.Revision, []callgate.Host{{CIDR: officeAddress}})))
	for _, x := range []struct {
		name string
		add  func(m Modules, who string, n int) error
		has  func() []string
		want func(who string, n int) string
	}{
		{
			"access",
			func(m Modules, who string, n int) error {
				d, err := m.Users.Get(sam)
				if err != nil {
					return err
				}
				reach := append(slices.Clone(d.User.Reach), callgate.Entity("queue:"+who+fmt.Sprint(n)))
				return only(m.Users.SetAccess(sam, Access{Revision: d.User.Revision, Reach: &reach}))
			},
			func() []string { return texts(o.user("sam").Reach, func(e callgate.Entity) string { return e.Name() }) },
			func(who string, n int) string { return who + fmt.Sprint(n) },
		},
		{
			"role",
			func(m Modules, who string, n int) error {
				list, err := m.Roles.List()
				if err != nil {
					return err
				}
				r := list[slices.IndexFunc(list, func(r RoleRow) bool { return r.ID == role.ID })]
				reach := append(slices.Clone(r.ReachList), callgate.Entity("queue:"+who+fmt.Sprint(n)))
				return only(m.Roles.Edit(r.ID, RoleInput{Revision: r.Revision, Name: r.Name, Permissions: r.Permissions, Reach: r.Reach, ReachList: reach}))
			},
			func() []string {
				r, err := o.as("ada").Roles.row(role.ID)
				ok(t, err)
				return texts(r.ReachList, func(e callgate.Entity) string { return e.Name() })
			},
			func(who string, n int) string { return who + fmt.Sprint(n) },
		},
		{
			"hosts",
			func(m Modules, who string, n int) error {
				v, err := m.Hosts.Get()
				if err != nil {
					return err
				}
				return only(m.Hosts.Save(v.Revision, append(v.Hosts, callgate.Host{CIDR: fmt.Sprintf("198.51.%d.%d", len(who), n)})))
			},
			func() []string {
				v, err := o.as("ada").Hosts.Get()
				ok(t, err)
				return texts(v.Hosts, func(h callgate.Host) string { return h.CIDR })
			},
			func(who string, n int) string { return fmt.Sprintf("198.51.%d.%d", len(who), n) },
		},
		{
			"profile",
			func(m Modules, who string, n int) error {
				d, err := m.Users.Get(sam)
				if err != nil {
					return err
				}
				emails := append(slices.Clone(d.User.Emails), callgate.Contact{Value: fmt.Sprintf("%s%d@example.com", who, n)})
				return only(m.Users.Edit(sam, Profile{Revision: &d.User.Revision, Emails: &emails}))
			},
			func() []string {
				return texts(o.user("sam").Emails, func(c callgate.Contact) string { return c.Value })
			},
			func(who string, n int) string { return fmt.Sprintf("%s%d@example.com", who, n) },
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			conflicts := make(chan *callgate.Error, 1000)
			var wait sync.WaitGroup
			for _, who := range []string{"ada", "bo"} {
				m := o.from(who, officeAddress, time.Minute)
				wait.Go(func() {
					for n := range each {
						for {
							err := x.add(m, who, n)
							if err == nil {
								break
							}
							var e *callgate.Error
							if !errors.As(err, &e) || e.Code != callgate.Conflict {
								t.Errorf("%s: %v", who, err)
								return
							}
							conflicts <- e
						}
					}
				})
			}
			wait.Wait()
			close(conflicts)
			for e := range conflicts {
				if e.Params["by"] == "" || e.Params["at"] == "" || e.Params["what"] == "" {
					t.Errorf("a conflict says %v", e.Params)
				}
			}
			has := x.has()
			for _, who := range []string{"ada", "bo"} {
				for n := range each {
					if want := x.want(who, n); !slices.Contains(has, want) {
						t.Errorf("%s was saved and is lost; there is %s", want, strings.Join(has, ", "))
					}
				}
			}
		})
	}
}

// A field that somebody else saved since is not overwritten; other fields, and
// what one saved oneself a moment ago, stand in nobody's way.
func TestOneFieldTwoEditors(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	o.administrator("bo")
	ada, bo := o.as("ada").Users, o.as("bo").Users
	read, err := ada.Get(sam)
	ok(t, err)
	at := read.User.Revision
	ok(t, only(bo.Edit(sam, Profile{Revision: &at, Description: ptr("night shift")})))
	err = only(ada.Edit(sam, Profile{Revision: &at, Description: ptr("day shift")}))
	refuses(t, err, callgate.Conflict)
	if e := fault(err); e.Params["by"] != "Bo" || e.Params["what"] != "description" {
		t.Errorf("%+v", e.Params)
	}
	ok(t, only(ada.Edit(sam, Profile{Revision: &at, Name: ptr("Samuel")})))
	ok(t, only(ada.Edit(sam, Profile{Revision: &at, Name: ptr("Samuel O")})))
	ok(t, only(ada.Edit(sam, Profile{Description: ptr("day shift")}))) // the command line: the last word counts
	if u := o.user("sam"); u.Name != "Samuel O" || u.Description != "day shift" {
		t.Errorf("%s, %s", u.Name, u.Description)
	}
}

package policy

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"

	"callgate/backend/callgate"
)

// big makes a tenant of n users: 40 roles, 3 each, overrides, reach, hosts,
// for benchmarks. The same seed gives the same tenant.
func big(n int) Input {
	rnd := rand.New(rand.NewPCG(1, 2))
	all := callgate.Catalogue()
	in := Input{Tenant: &callgate.Tenant{ID: "t", Name: "Office", Enabled: true, Country: "GB"}, Enabled: true, Now: 1000}
	for i := range 200 {
		in.Things = append(in.Things, callgate.Thing{Kind: callgate.Queue, Name: fmt.Sprint(600 + i)})
	}
	for i := range n {
		in.Things = append(in.Things, callgate.Thing{Kind: callgate.Extension, Name: fmt.Sprint(10000 + i)})
	}
	for i := range 40 {
		r := &callgate.Role{ID: fmt.Sprintf("role-%02d", i), Name: fmt.Sprintf("Role %d", i)}
		for _, leaf := range all {
			if rnd.IntN(3) == 0 {
				r.Permissions = append(r.Permissions, leaf.ID)
			}
		}
		set, _ := callgate.SetOf(r.Permissions)
		r.Permissions = set.Close().Permissions()
		switch i % 4 {
		case 1:
			r.Reach, r.ReachList = callgate.ReachList, []callgate.Entity{callgate.EntityOf(callgate.Queue, fmt.Sprint(600+i))}
		case 2:
			r.Reach = callgate.ReachOwn
		case 3:
			if i%8 == 3 {
				r.Reach = callgate.ReachEverything
			}
		}
		in.Roles = append(in.Roles, r)
	}
	for i := range n {
		login := fmt.Sprintf("user.%06d", i)
		u := &callgate.User{ID: fmt.Sprintf("00000000-0000-7000-8000-%012d", i), Login: login, Folded: login, Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true, HasPassword: true}
		for range 3 {
			u.Roles = append(u.Roles, callgate.Membership{Role: in.Roles[rnd.IntN(len(in.Roles))].ID})
		}
		u.Extensions = []callgate.OwnExtension{{Name: fmt.Sprint(10000 + i)}}
		if i%3 == 0 {
			u.Overrides = []callgate.Override{{Permission: all[rnd.IntN(len(all))].ID, Allow: i%2 == 0}}
		}
		if i%2 == 0 {
			u.Reach = []callgate.Entity{callgate.EntityOf(callgate.Queue, fmt.Sprint(600+i%200))}
		}
		if i%5 == 0 {
			u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24"}}
		}
		in.Users = append(in.Users, u)
	}
	return in
}

// questions are realistic and mixed: held and not, in reach and not, from
// allowed and other addresses.
func questions(in Input, n int) []Request {
	rnd := rand.New(rand.NewPCG(3, 4))
	list := make([]Request, n)
	for i := range list {
		r := Request{Login: strings.Clone(in.Users[rnd.IntN(len(in.Users))].Folded), Do: callgate.Bit(rnd.IntN(len(callgate.Catalogue()))), From: netip.MustParseAddr("192.0.2.7"), Now: 2000}
		switch rnd.IntN(4) {
		case 0:
			r.On = callgate.EntityOf(callgate.Queue, fmt.Sprint(600+rnd.IntN(200)))
		case 1:
			r.On = callgate.EntityOf(callgate.Extension, fmt.Sprint(10000+rnd.IntN(len(in.Users))))
		case 2:
			r.From = netip.MustParseAddr("198.51.100.9")
		}
		list[i] = r
	}
	return list
}

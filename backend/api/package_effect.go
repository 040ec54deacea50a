package api

import (
	"slices"

	"callgate/backend/callgate"
)

// PackageLoss is what a package would take: a module, and how many people hold
// something of it now.
type PackageLoss struct {
	Module string `json:"module"`
	People int    `json:"people"`
}

// PackageEffect looks at a package before it is saved; an empty one is
// everything.
func (m *Tenants) PackageEffect(modules []string) ([]PackageLoss, error) {
	return read(m.c, "tenant.settings:read", func(a *actor) ([]PackageLoss, error) {
		list := []PackageLoss{}
		if len(modules) == 0 {
			return list, nil
		}
		var gone []callgate.Set
		for _, leaf := range callgate.Catalogue() {
			if leaf.Module == "dashboard" || slices.Contains(modules, leaf.Module) { // nobody loses the Dashboard
				continue
			}
			if n := len(list); n == 0 || list[n-1].Module != leaf.Module {
				list, gone = append(list, PackageLoss{Module: leaf.Module}), append(gone, callgate.Set{})
			}
			gone[len(gone)-1].Add(callgate.MustBit(leaf.ID))
		}
		for h := range a.Policy.Holdings(a.Now) {
			for i := range gone {
				if h.Rights.Intersect(gone[i]) != (callgate.Set{}) {
					list[i].People++
				}
			}
		}
		return list, nil
	})
}

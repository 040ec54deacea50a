package callgate

// WithNeeds lists a permission and, before it, what it needs that is not held;
// where several would do, the first.
func WithNeeds(p Permission, held Set) []Permission {
	b, ok := BitOf(p)
	if !ok {
		return nil
	}
	seen := held
	seen.Remove(b)
	return withNeeds(b, &seen, nil)
}

func withNeeds(b Bit, seen *Set, list []Permission) []Permission {
	if seen.Has(b) {
		return list
	}
	seen.Add(b)
	for n, any := range needs[b] {
		if seen.Intersect(any) == (Set{}) {
			list = withNeeds(MustBit(catalogue[b].Needs[n][0]), seen, list)
		}
	}
	return append(list, catalogue[b].ID)
}

// LeafOf finds a permission's line in the catalogue.
func LeafOf(p Permission) (Leaf, bool) {
	b, ok := BitOf(p)
	if !ok {
		return Leaf{}, false
	}
	return catalogue[b], true
}

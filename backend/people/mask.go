package people

import "math/bits"

// mask is a set of places in one chunk.
type mask [chunkSize / 64]uint64

func (m *mask) add(i int)      { m[i>>6] |= 1 << (i & 63) }
func (m *mask) remove(i int)   { m[i>>6] &^= 1 << (i & 63) }
func (m *mask) has(i int) bool { return m[i>>6]&(1<<(i&63)) != 0 }

func (m *mask) and(o *mask) {
	for i := range m {
		m[i] &= o[i]
	}
}

func (m *mask) empty() bool { return *m == mask{} }

func (m *mask) len() int {
	n := 0
	for _, w := range m {
		n += bits.OnesCount64(w)
	}
	return n
}

// keep drops the members that f does not like.
func (m *mask) keep(f func(i int) bool) {
	for w := range m {
		for rest := m[w]; rest != 0; rest &= rest - 1 {
			if i := w<<6 | bits.TrailingZeros64(rest); !f(i) {
				m[w] &^= rest & -rest
			}
		}
	}
}

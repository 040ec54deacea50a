package policy

import (
	"hash/maphash"
	"math/bits"
)

// seed makes the places of names in an index unpredictable.
var seed = maphash.MakeSeed()

func hashOf(name string) uint64 { return maphash.String(seed, name) }

// index finds numbers by the hash of a name: a hash table cut into shards, so
// that a change copies one shard and the list of them. It holds no names: who
// asks compares the name at each number it offers.
type index struct {
	shards [][]uint64 // slots: the low half of the hash, then number + 1; 0 = free
	shift  uint8      // the high bits of a hash choose the shard
}

const perShard = 256 // names, roughly

// newIndex places the number i at hashes[i]; in one block, each shard as large
// as it must be.
func newIndex(hashes []uint64) index {
	n := bits.Len(uint(len(hashes) / perShard)) // log2 of the number of shards
	x := index{shards: make([][]uint64, 1<<n), shift: uint8(64 - n)}
	counts := make([]uint32, 1<<n)
	for _, h := range hashes {
		counts[x.shard(h)]++
	}
	total := 0
	for _, c := range counts {
		total += slotsFor(int(c))
	}
	block := make([]uint64, total)
	for i, c := range counts {
		size := slotsFor(int(c))
		x.shards[i], block = block[:size:size], block[size:]
	}
	for i, h := range hashes {
		place(x.shards[x.shard(h)], slot(h, uint32(i)))
	}
	return x
}

// slotsFor leaves at least a quarter free, so that searches stay short.
func slotsFor(names int) int { return 1 << bits.Len(uint(names+names/3|3)) }

func (x *index) shard(h uint64) uint64 { return h >> x.shift } // a shift by 64 gives 0

func slot(h uint64, number uint32) uint64 { return uint64(uint32(h))<<32 | uint64(number+1) }

func place(slots []uint64, s uint64) {
	mask := uint32(len(slots) - 1)
	i := uint32(s>>32) & mask
	for slots[i] != 0 {
		i = (i + 1) & mask
	}
	slots[i] = s
}

// search goes through the numbers a name may have.
type search struct {
	slots []uint64
	tag   uint32
	at    uint32
}

func (x *index) search(h uint64) search {
	return search{slots: x.shards[x.shard(h)], tag: uint32(h), at: uint32(h)}
}

// next offers a number, or false when there is no more.
func (s *search) next() (uint32, bool) {
	mask := uint32(len(s.slots) - 1)
	for {
		e := s.slots[s.at&mask]
		s.at++
		switch {
		case e == 0:
			return 0, false
		case uint32(e>>32) == s.tag:
			return uint32(e) - 1, true
		}
	}
}

// with gives an index that has the number too.
func (x index) with(h uint64, number uint32) index {
	old := x.shards[x.shard(h)]
	used := 1
	for _, e := range old {
		if e != 0 {
			used++
		}
	}
	return x.replace(h, rebuilt(old, max(len(old), slotsFor(used)), 0, slot(h, number)))
}

// without gives an index that lacks the number.
func (x index) without(h uint64, number uint32) index {
	old := x.shards[x.shard(h)]
	return x.replace(h, rebuilt(old, len(old), slot(h, number), 0))
}

func (x index) replace(h uint64, slots []uint64) index {
	shards := make([][]uint64, len(x.shards))
	copy(shards, x.shards)
	x.shards = shards
	x.shards[x.shard(h)] = slots
	return x
}

// rebuilt copies a shard, leaving one slot out and putting one in.
func rebuilt(old []uint64, size int, out, in uint64) []uint64 {
	slots := make([]uint64, size)
	for _, e := range old {
		if e != 0 && e != out {
			place(slots, e)
		}
	}
	if in != 0 {
		place(slots, in)
	}
	return slots
}

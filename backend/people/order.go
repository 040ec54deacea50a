package people

import (
	"slices"
	"sort"
)

// An order is the slots of all users, sorted by one key, in blocks. A change
// copies one block and the list of blocks.
type order struct {
	blocks []*[]uint32
	starts []int32 // position of each block's first slot
	count  int
	blank  int // how many of them, at the end, have a blank key
}

const (
	blockFill = 512
	blockMost = 1024
)

// newOrder cuts sorted slots into blocks.
func newOrder(slots []uint32, blank int) order {
	o := order{count: len(slots), blank: blank}
	for block := range slices.Chunk(slots, blockFill) {
		o.blocks = append(o.blocks, &block)
	}
	o.number()
	return o
}

func (o *order) number() {
	o.starts = make([]int32, len(o.blocks))
	at := int32(0)
	for i, b := range o.blocks {
		o.starts[i] = at
		at += int32(len(*b))
	}
}

// block is where a position lies; a position at the end lies behind the last
// slot of the last block.
func (o *order) block(pos int) (block, at int) {
	block = sort.Search(len(o.starts), func(i int) bool { return int(o.starts[i]) > pos }) - 1
	if block < 0 {
		return 0, 0
	}
	return block, pos - int(o.starts[block])
}

func (o *order) slot(pos int) uint32 {
	b, at := o.block(pos)
	return (*o.blocks[b])[at]
}

// find gives the position of the first slot that is not before k in order n
// of x.
func (o *order) find(x *Index, n int, k key) int {
	b := sort.Search(len(o.blocks), func(i int) bool {
		block := *o.blocks[i]
		return x.compareAt(n, block[len(block)-1], k) >= 0
	})
	if b == len(o.blocks) {
		return o.count
	}
	block := *o.blocks[b]
	at := sort.Search(len(block), func(i int) bool { return x.compareAt(n, block[i], k) >= 0 })
	return int(o.starts[b]) + at
}

// without is the order less the slot at pos.
func (o order) without(pos int, blank bool) order {
	b, at := o.block(pos)
	block := slices.Concat((*o.blocks[b])[:at], (*o.blocks[b])[at+1:])
	o.blocks = slices.Clone(o.blocks)
	if len(block) == 0 {
		o.blocks = slices.Delete(o.blocks, b, b+1)
	} else {
		o.blocks[b] = &block
	}
	o.counted(-1, blank)
	return o
}

// with is the order with a slot put in at pos.
func (o order) with(pos int, slot uint32, blank bool) order {
	if len(o.blocks) == 0 {
		o.blocks = []*[]uint32{{slot}}
		o.counted(1, blank)
		return o
	}
	b, at := o.block(pos)
	old := *o.blocks[b]
	block := make([]uint32, 0, len(old)+1)
	block = append(append(append(block, old[:at]...), slot), old[at:]...)
	o.blocks = slices.Clone(o.blocks)
	if len(block) > blockMost {
		left, right := slices.Clone(block[:len(block)/2]), slices.Clone(block[len(block)/2:])
		o.blocks[b] = &left
		o.blocks = slices.Insert(o.blocks, b+1, &right)
	} else {
		o.blocks[b] = &block
	}
	o.counted(1, blank)
	return o
}

func (o *order) counted(by int, blank bool) {
	o.count += by
	if blank {
		o.blank += by
	}
	o.number()
}

// walk calls f for slots from a position of the turned or straight list on,
// until f says stop. Turned, the blank ones still come last, in their order.
func (o *order) walk(down bool, from int, f func(pos int, slot uint32) bool) {
	full := o.count - o.blank
	pos := from
	if down && pos < full {
		b, at := o.block(full - 1 - pos)
		for ; b >= 0; b-- {
			for block := *o.blocks[b]; at >= 0; at-- {
				if !f(pos, block[at]) {
					return
				}
				pos++
			}
			if b > 0 {
				at = len(*o.blocks[b-1]) - 1
			}
		}
	}
	if pos >= o.count {
		return
	}
	b, at := o.block(pos)
	for ; b < len(o.blocks); b, at = b+1, 0 {
		for block := *o.blocks[b]; at < len(block); at++ {
			if !f(pos, block[at]) {
				return
			}
			pos++
		}
	}
}

package policy

import (
	"strings"
	"sync/atomic"

	"callgate/backend/callgate"
)

// kind of an entity, as the decision tells them apart.
type kind uint8

const (
	noKind kind = iota
	extension
	queue
	number
	person
)

func kindOf(name string) kind {
	switch name {
	case callgate.Extension:
		return extension
	case callgate.Queue:
		return queue
	case callgate.Number:
		return number
	case callgate.UserKind:
		return person
	default:
		return noKind
	}
}

func (k kind) String() string {
	switch k {
	case extension:
		return callgate.Extension
	case queue:
		return callgate.Queue
	case number:
		return callgate.Number
	case person:
		return callgate.UserKind
	default:
		return ""
	}
}

// split reads KIND:NAME; noKind for anything else.
func split(e callgate.Entity) (kind, string) {
	i := strings.IndexByte(string(e), ':')
	if i < 0 {
		return noKind, ""
	}
	return kindOf(string(e[:i])), string(e[i+1:])
}

// entity is an extension, queue or number that the tenant has, or an extension
// that somebody owns.
type entity struct {
	name     string
	more     *[]Who // further owners
	owner    uint32 // of an extension: Who + 1, 0 = nobody
	kind     kind
	thing    bool // the tenant has it
	liteOnly bool // every owner has a lite seat: he is not reached by others
}

// known tells whether anybody knows it: the tenant has it, or somebody owns it.
func (e *entity) known() bool { return e.thing || e.owner != 0 }

const (
	entityChunk = 64
	nobody      = ^uint32(0) // no entity
)

// entities are those of a tenant, by number; found by name.
type entities struct {
	chunks []*[entityChunk]entity
	size   uint32
	byName index
}

func entityHash(k kind, name string) uint64 { return hashOf(name) + uint64(k)*0x9E3779B97F4A7C15 }

func (es *entities) at(i uint32) *entity { return &es.chunks[i/entityChunk][i%entityChunk] }

func (es *entities) find(x *target) uint32 {
	s := es.byName.search(x.hash)
	for {
		i, ok := s.next()
		if !ok {
			return nobody
		}
		if e := es.at(i); e.name == x.name && e.kind == x.kind {
			return i
		}
	}
}

// compileEntities numbers the tenant's things.
func compileEntities(things []callgate.Thing) entities {
	es := entities{size: uint32(len(things)), chunks: make([]*[entityChunk]entity, (len(things)+entityChunk-1)/entityChunk)}
	block := make([][entityChunk]entity, len(es.chunks)) // one allocation for all
	for i := range block {
		es.chunks[i] = &block[i]
	}
	hashes := make([]uint64, len(things))
	for i := range things {
		k, name := kindOf(things[i].Kind), things[i].Name
		*es.at(uint32(i)) = entity{name: name, kind: k, thing: true}
		hashes[i] = entityHash(k, name)
	}
	es.byName = newIndex(hashes)
	return es
}

// with gives entities that have some things more, which the tenant did not have.
func (es entities) with(things []callgate.Thing) entities {
	own := newFresh()
	hashes := es.hashes(len(things))
	for _, t := range things {
		x := targetOf(callgate.EntityOf(t.Kind, t.Name))
		i := es.find(&x)
		if i == nobody {
			i = es.size
			es.size++
			hashes = append(hashes, x.hash)
			es.set(i, entity{name: x.name, kind: x.kind, thing: true}, own)
			continue
		}
		e := *es.at(i) // somebody owned it already
		e.thing = true
		es.set(i, e, own)
	}
	es.byName = newIndex(hashes)
	return es
}

// hashes are those of all names by number, with room for some more.
func (es *entities) hashes(more int) []uint64 {
	list := make([]uint64, es.size, int(es.size)+more)
	for i := range list {
		e := es.at(uint32(i))
		list[i] = entityHash(e.kind, e.name)
	}
	return list
}

// extend numbers extensions that the tenant does not have, all at once; while
// compiling only.
func (es *entities) extend(names []string) {
	hashes := es.hashes(len(names))
	for _, name := range names {
		if es.size%entityChunk == 0 {
			es.chunks = append(es.chunks, new([entityChunk]entity))
		}
		*es.at(es.size) = entity{name: name, kind: extension}
		hashes = append(hashes, entityHash(extension, name))
		es.size++
	}
	es.byName = newIndex(hashes)
}

// number gives the number of an entity, a new one where nobody named it yet.
func (es *entities) number(x *target, own *fresh) uint32 {
	if i := es.find(x); i != nobody {
		return i
	}
	i := es.size
	es.size++
	es.byName = es.byName.with(x.hash, i)
	es.set(i, entity{name: x.name, kind: x.kind}, own)
	return i
}

// set replaces one entity by copying its chunk and the list of chunks, as far
// as they are not fresh.
func (es *entities) set(i uint32, e entity, own *fresh) {
	n := i / entityChunk
	if own == nil || !own.entityList || int(n) >= len(es.chunks) {
		chunks := make([]*[entityChunk]entity, max(len(es.chunks), int(n)+1))
		copy(chunks, es.chunks)
		es.chunks = chunks
	}
	if own == nil || !own.entities[n] {
		es.chunks[n] = copied(es.chunks[n])
	}
	es.chunks[n][i%entityChunk] = e
	if own != nil {
		own.entityList, own.entities[n] = true, true
	}
}

// known tells whether anybody knows an entity, and gives it.
func (es *entities) known(x *target) (*entity, bool) {
	i := es.find(x)
	if i == nobody {
		return nil, false
	}
	e := es.at(i)
	return e, e.known()
}

// claim makes somebody the owner of an extension while compiling, from several
// goroutines; false when it has one already.
func (es *entities) claim(i uint32, w Who, lite bool) bool {
	e := es.at(i)
	if !atomic.CompareAndSwapUint32(&e.owner, 0, uint32(w)+1) {
		return false
	}
	e.liteOnly = lite
	return true
}

// owners lists who owns an extension.
func (e *entity) owners(yield func(Who) bool) {
	if e.owner != 0 && yield(Who(e.owner-1)) {
		for i := 0; e.more != nil && i < len(*e.more) && yield((*e.more)[i]); i++ {
		}
	}
}

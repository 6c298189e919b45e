package forecastfile

import "weathervane/model/journal"

// leaf is what is kept of a record.
type leaf struct {
	id journal.ID
	// The rest is of one that is shown.
	at   journal.Instant
	from int64  // where its line begins; 0 if it is withheld
	line uint32 // its number
	size uint32 // of its line, and ofWitness in a witness record
}

// ofWitness is a bit that no size of a line has.
const ofWitness = 1 << 31

func (e *leaf) length() int { return int(e.size &^ ofWitness) }

func (e *leaf) isWitness() bool { return e.size&ofWitness != 0 }

// leaves is a list that grows without being copied: of millions of leaves the copies
// would cost more than all that is done with them.
type leaves struct {
	full [][]leaf // of partLeaves each
	tail []leaf   // fewer
}

const partLeaves = 1 << 12

func (s *leaves) len() int { return len(s.full)*partLeaves + len(s.tail) }

func (s *leaves) at(i int64) *leaf {
	if part := int(i / partLeaves); part < len(s.full) {
		return &s.full[part][i%partLeaves]
	}
	return &s.tail[i%partLeaves]
}

func (s *leaves) add(e leaf) {
	if s.tail = append(s.tail, e); len(s.tail) == partLeaves {
		s.full = append(s.full, s.tail)
		s.tail = make([]leaf, 0, partLeaves)
	}
}

// cut leaves the first n.
func (s *leaves) cut(n int) {
	if part := n / partLeaves; part < len(s.full) {
		s.tail, s.full = s.full[part], s.full[:part]
	}
	s.tail = s.tail[:n%partLeaves]
}

package journal

import (
	"bytes"
	"encoding/binary"
)

// plain reads strict JSON of the kind that programs write: without white space
// between its parts, without escapes in names, with few members in an object. It
// vouches for what it reads to the end; about anything else jsontext decides.
type plain struct {
	b []byte
	// escapes tells that there is a backslash somewhere.
	escapes bool
	// room has the members of the objects that are being read, the outer ones first.
	room [plainMembers]member
	n    int
}

// Objects and lists in each other, and members of those, that plain reads.
const (
	plainDepth   = 8
	plainMembers = 32
)

// members are those of the object that is all of b, which passed CheckLine; false
// where jsontext must decide. They are valid until the next call.
func (p *plain) members(b []byte) ([]member, bool) {
	if hasControl(b) {
		return nil, false
	}
	p.b, p.escapes, p.n = b, bytes.IndexByte(b, '\\') >= 0, 0
	ok := p.object(0, plainDepth) == len(b)
	return p.room[:p.n], ok
}

// hasControl reports whether there is a byte below 0x20.
func hasControl(b []byte) bool {
	for len(b) >= 8 {
		const ones, high = 0x0101010101010101, 0x8080808080808080
		if x := binary.LittleEndian.Uint64(b); (x-ones*0x20)&^x&high != 0 {
			return true
		}
		b = b[8:]
	}
	for _, c := range b {
		if c < 0x20 {
			return true
		}
	}
	return false
}

// at is the byte at i; 0, which begins nothing, behind the end.
func (p *plain) at(i int) byte {
	if i < len(p.b) {
		return p.b[i]
	}
	return 0
}

// Each of the following reads what begins at i and returns where it ends, or -1.

func (p *plain) value(i, depth int) int {
	switch c := p.at(i); {
	case c == '"':
		return p.string(i)
	case c == '-', c >= '0' && c <= '9':
		return p.number(i)
	case c == '{' && depth > 0:
		before := p.n
		end := p.object(i, depth)
		p.n = before
		return end
	case c == '[' && depth > 0:
		return p.list(i, depth)
	case c == 't':
		return p.word(i, "true")
	case c == 'f':
		return p.word(i, "false")
	case c == 'n':
		return p.word(i, "null")
	}
	return -1
}

// object reads an object and leaves its members in the room.
func (p *plain) object(i, depth int) int {
	if p.at(i) != '{' {
		return -1
	}
	if p.at(i+1) == '}' {
		return i + 2
	}
	for first := p.n; ; {
		i++ // the bracket or comma
		end := p.string(i)
		if end < 0 || p.at(end) != ':' {
			return -1
		}
		at := p.n
		if !p.name(first, p.b[i+1:end-1]) {
			return -1
		}
		i = end + 1
		if end = p.value(i, depth-1); end < 0 {
			return -1
		}
		p.room[at].value = p.b[i:end:end]
		switch i = end; p.at(i) {
		case ',':
		case '}':
			return i + 1
		default:
			return -1
		}
	}
}

// name adds a member, unless there is no room, or its name may be one that the
// object has already: its members begin at first.
func (p *plain) name(first int, name []byte) bool {
	if p.n == len(p.room) || p.escapes && bytes.IndexByte(name, '\\') >= 0 {
		return false
	}
	for i := first; i < p.n; i++ {
		if string(p.room[i].name) == string(name) {
			return false
		}
	}
	p.room[p.n].name = name
	p.n++
	return true
}

func (p *plain) list(i, depth int) int {
	if p.at(i+1) == ']' {
		return i + 2
	}
	for {
		if i = p.value(i+1, depth-1); i < 0 {
			return -1
		}
		switch p.at(i) {
		case ',':
		case ']':
			return i + 1
		default:
			return -1
		}
	}
}

// string reads a string of valid UTF-8 without control characters.
func (p *plain) string(i int) int {
	if p.at(i) != '"' {
		return -1
	}
	if !p.escapes {
		n := bytes.IndexByte(p.b[i+1:], '"')
		if n < 0 {
			return -1
		}
		return i + n + 2
	}
	for i++; ; i++ {
		switch p.at(i) {
		case '"':
			return i + 1
		case '\\':
			if i++; bytes.IndexByte([]byte(`"\/bfnrt`), p.at(i)) < 0 {
				return -1 // also \u: it may be half a surrogate pair
			}
		case 0:
			return -1
		}
	}
}

// number reads a number as JSON spells it.
func (p *plain) number(i int) int {
	if p.at(i) == '-' {
		i++
	}
	if p.at(i) == '0' {
		i++
	} else if i = p.digits(i); i < 0 {
		return -1
	}
	if p.at(i) == '.' {
		if i = p.digits(i + 1); i < 0 {
			return -1
		}
	}
	if c := p.at(i); c == 'e' || c == 'E' {
		if i++; p.at(i) == '+' || p.at(i) == '-' {
			i++
		}
		i = p.digits(i)
	}
	return i
}

// digits reads one digit or more.
func (p *plain) digits(i int) int {
	from := i
	for c := p.at(i); c >= '0' && c <= '9'; c = p.at(i) {
		i++
	}
	if i == from {
		return -1
	}
	return i
}

func (p *plain) word(i int, word string) int {
	if end := i + len(word); end <= len(p.b) && string(p.b[i:end]) == word {
		return end
	}
	return -1
}

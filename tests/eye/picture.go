package main

import (
	"encoding/binary"
	"errors"
	"os"
)

// A picture is what the display shows.
type picture struct {
	w, h   int
	pixels []uint32 // row by row, each 0xrrggbb
}

// look reads the display's file, which is in the format of xwd.
func look() (picture, error) {
	b, err := os.ReadFile(os.Getenv("WINDOW_PIXELS"))
	if err != nil {
		return picture{}, err
	}
	const fields = 25
	if len(b) < 4*fields {
		return picture{}, errors.New("the display's picture is cut off")
	}
	field := func(i int) int { return int(binary.BigEndian.Uint32(b[4*i:])) }
	p := picture{w: field(4), h: field(5)}
	from := field(0) + 12*field(19) // after the head and the colours
	if field(1) != 7 || field(11) != 32 || field(12) != 4*p.w || len(b) < from+4*p.w*p.h {
		return picture{}, errors.New("the display's picture is not of 32 bits a pixel")
	}
	p.pixels = make([]uint32, p.w*p.h)
	for i := range p.pixels {
		p.pixels[i] = binary.LittleEndian.Uint32(b[from+4*i:]) & 0xffffff
	}
	return p, nil
}

// sum is a number that changes with the picture.
func (p picture) sum() (n uint64) {
	for _, c := range p.pixels {
		n = (n ^ uint64(c)) * 0x100000001b3
	}
	return n
}

type point struct{ x, y int }

// edges are the points that differ by so much from the one at their left, over
// the three colours.
func (p picture) edges(least int) []point {
	var out []point
	for i := 1; i < len(p.pixels); i++ {
		if p.pixels[i] == p.pixels[i-1] {
			continue
		}
		a, b, sum := parts(p.pixels[i]), parts(p.pixels[i-1]), 0
		for k := range a {
			sum += max(a[k]-b[k], b[k]-a[k])
		}
		if sum >= least {
			out = append(out, point{i % p.w, i / p.w})
		}
	}
	return out
}

// parts are red, green and blue.
func parts(c uint32) [3]int { return [3]int{int(c >> 16), int(c >> 8 & 0xff), int(c & 0xff)} }

// Command eye looks at the virtual display for the tests that drive the real
// window, so that they need neither fixed places nor fixed times:
//
//	eye find WHAT [near WHAT]  where a text is shown, or an icon as icon:NAME
//	eye settle WINDOW PID      waits until the program has answered all keys and rests
//	eye sum                    a number that changes with the picture
//	eye once                   a key held long is pressed once
//
// The picture is the file WINDOW_PIXELS, which scripts/with-display.sh names.
package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "eye:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "find":
		return find(args[1], "")
	case len(args) == 4 && args[0] == "find" && args[2] == "near":
		return find(args[1], args[3])
	case len(args) == 3 && args[0] == "settle":
		window, err := strconv.ParseUint(args[1], 0, 32)
		if err != nil {
			return err
		}
		return settle(uint32(window), args[2], time.Minute)
	case len(args) == 1 && args[0] == "sum":
		p, err := look()
		fmt.Println(p.sum())
		return err
	case len(args) == 1 && args[0] == "once":
		d, err := connect()
		if err != nil {
			return err
		}
		return d.repeatOff()
	}
	return fmt.Errorf("there is no %q: see tests/eye", args)
}

// find prints the places of something, from the top down, each as x, y, width
// and height; with near that alone which is nearest to the one place of near.
func find(what, near string) error {
	p, err := look()
	if err != nil {
		return err
	}
	places := p.find(what)
	if len(places) == 0 {
		return fmt.Errorf("%q is not shown", what)
	}
	if near != "" {
		anchors := p.find(near)
		if len(anchors) != 1 {
			return fmt.Errorf("%q is shown %d times", near, len(anchors))
		}
		slices.SortStableFunc(places, func(a, b place) int { return a.from(anchors[0]) - b.from(anchors[0]) })
		places = places[:1]
	}
	for _, at := range places {
		fmt.Println(at.x, at.y, at.w, at.h)
	}
	return nil
}

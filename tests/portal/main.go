// Command portal plays the desktop that says whether it is dark: a line of
// standard input is the color scheme from then on, 0 for none, 1 for dark, 2
// for light. It writes the line again once the bus has passed it on.
// tests/follow.sh asks it.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strconv"

	"github.com/godbus/dbus/v5"
)

const (
	place  = "/org/freedesktop/portal/desktop"
	speaks = "org.freedesktop.portal.Settings"
)

type settings struct{ scheme uint32 }

// ReadOne answers what a program asks when it starts.
func (s *settings) ReadOne(_, _ string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(s.scheme), nil
}

func main() {
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		log.Fatal(err)
	}
	s := &settings{}
	if err := bus.Export(s, place, speaks); err != nil {
		log.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.portal.Desktop", 0); err != nil {
		log.Fatal(err)
	}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		n, err := strconv.ParseUint(in.Text(), 10, 32)
		if err != nil {
			log.Fatal(err)
		}
		s.scheme = uint32(n)
		if err := bus.Emit(place, speaks+".SettingChanged", "org.freedesktop.appearance", "color-scheme", dbus.MakeVariant(s.scheme)); err != nil {
			log.Fatal(err)
		}
		if err := bus.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err != nil { // after the signal
			log.Fatal(err)
		}
		fmt.Println(n)
	}
}

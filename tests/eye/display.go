package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"
)

// A display is a connection to the X server, in the few words of its protocol
// that are needed here.
type display struct {
	conn            net.Conn
	root            uint32
	protocols, pong uint32
	pings           uint32
}

var order = binary.LittleEndian

func connect() (*display, error) {
	number := strings.TrimPrefix(os.Getenv("DISPLAY"), ":")
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+number)
	if err != nil {
		return nil, err
	}
	d := &display{conn: conn}
	d.before(time.Now().Add(time.Minute))
	if err := d.greet(); err != nil {
		return nil, err
	}
	if d.protocols, err = d.atom("WM_PROTOCOLS"); err != nil {
		return nil, err
	}
	d.pong, err = d.atom("_NET_WM_PING")
	return d, err
}

func (d *display) before(end time.Time) { _ = d.conn.SetDeadline(end) }

// greet says which protocol is spoken and learns the root window.
func (d *display) greet() error {
	if _, err := d.conn.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(d.conn, head); err != nil {
		return err
	}
	b := make([]byte, 4*int(order.Uint16(head[6:])))
	if _, err := io.ReadFull(d.conn, b); err != nil {
		return err
	}
	if head[0] != 1 {
		return errors.New("the display refuses: " + string(b))
	}
	vendor, formats := int(order.Uint16(b[16:])), int(b[21])
	d.root = order.Uint32(b[32+(vendor+3)/4*4+8*formats:])
	return nil
}

// ask sends a request; its length is filled in.
func (d *display) ask(request []byte) error {
	order.PutUint16(request[2:], uint16(len(request)/4))
	_, err := d.conn.Write(request)
	return err
}

// next is the next reply or event.
func (d *display) next() ([]byte, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(d.conn, b); err != nil {
		return nil, err
	}
	if b[0] == 0 {
		return nil, fmt.Errorf("the display says error %d of request %d", b[1], b[10])
	}
	if b[0] == 1 {
		b = append(b, make([]byte, 4*int(order.Uint32(b[4:])))...)
		if _, err := io.ReadFull(d.conn, b[32:]); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (d *display) atom(name string) (uint32, error) {
	r := make([]byte, 8+(len(name)+3)/4*4)
	r[0] = 16 // InternAtom
	order.PutUint16(r[4:], uint16(len(name)))
	copy(r[8:], name)
	if err := d.ask(r); err != nil {
		return 0, err
	}
	b, err := d.next()
	if err != nil {
		return 0, err
	}
	return order.Uint32(b[8:]), nil
}

// ping asks a window, as window managers do, whether it still answers, and waits
// for its answer. A program answers in turn, after all keys that came before.
func (d *display) ping(window uint32, end time.Time) error {
	d.before(end)
	d.pings++
	if d.pings == 1 { // the answer goes to the root window: hear what comes there
		r := make([]byte, 16)
		r[0] = 2 // ChangeWindowAttributes
		order.PutUint32(r[4:], d.root)
		order.PutUint32(r[8:], 0x800)    // of the events
		order.PutUint32(r[12:], 0x80000) // SubstructureNotify
		if err := d.ask(r); err != nil {
			return err
		}
	}
	r := make([]byte, 44)
	r[0] = 25 // SendEvent
	order.PutUint32(r[4:], window)
	e := r[12:]
	e[0], e[1] = 33, 32 // ClientMessage, of numbers of 32 bits
	for i, v := range []uint32{window, d.protocols, d.pong, d.pings, window} {
		order.PutUint32(e[4+4*i:], v)
	}
	if err := d.ask(r); err != nil {
		return err
	}
	for {
		b, err := d.next()
		if err != nil {
			return err
		}
		if b[0]&0x7f == 33 && order.Uint32(b[12:]) == d.pong && order.Uint32(b[16:]) == d.pings && order.Uint32(b[20:]) == window {
			return nil
		}
	}
}

// repeatOff keeps the display from repeating a key whose release is late.
func (d *display) repeatOff() error {
	r := make([]byte, 12)
	r[0] = 102 // ChangeKeyboardControl
	order.PutUint32(r[4:], 0x80)
	if err := d.ask(r); err != nil {
		return err
	}
	_, err := d.atom("WM_PROTOCOLS") // it has been read once this is answered
	return err
}

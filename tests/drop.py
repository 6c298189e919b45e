"""Drops files on a window as a file manager does: the
source's side of the XDND protocol, version 5, by Xlib alone.

    python3 drop.py X Y WINDOW FILE…
"""
import ctypes
import ctypes.util
import pathlib
import sys
import time

x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
c_long, c_ulong, c_int, c_void = ctypes.c_long, ctypes.c_ulong, ctypes.c_int, ctypes.c_void_p
x11.XOpenDisplay.restype = c_void
for name, res, args in [
    ("XDefaultRootWindow", c_ulong, [c_void]),
    ("XInternAtom", c_ulong, [c_void, ctypes.c_char_p, c_int]),
    ("XCreateSimpleWindow", c_ulong, [c_void, c_ulong] + [c_int] * 4 + [ctypes.c_uint] + [c_ulong] * 2),
    ("XSetSelectionOwner", c_int, [c_void, c_ulong, c_ulong, c_ulong]),
    ("XSendEvent", c_int, [c_void, c_ulong, c_int, c_long, c_void]),
    ("XNextEvent", c_int, [c_void, c_void]),
    ("XPending", c_int, [c_void]),
    ("XFlush", c_int, [c_void]),
    ("XChangeProperty", c_int, [c_void, c_ulong, c_ulong, c_ulong, c_int, c_int, ctypes.c_char_p, c_int]),
]:
    f = getattr(x11, name)
    f.restype, f.argtypes = res, args


class Client(ctypes.Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void), ("window", c_ulong),
                ("message", c_ulong), ("format", c_int), ("data", c_long * 5)]


class Request(ctypes.Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void), ("owner", c_ulong),
                ("requestor", c_ulong), ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong)]


class Notify(ctypes.Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void), ("requestor", c_ulong),
                ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong)]


class Event(ctypes.Union):
    _fields_ = [("type", c_int), ("client", Client), ("request", Request), ("notify", Notify), ("room", c_long * 24)]


def main():
    x, y, target = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    uris = "".join(pathlib.Path(p).resolve().as_uri() + "\r\n" for p in sys.argv[4:]).encode()
    display = x11.XOpenDisplay(None)
    atom = lambda name: x11.XInternAtom(display, name.encode(), 0)
    kind = atom("text/uri-list")
    root = x11.XDefaultRootWindow(display)
    me = x11.XCreateSimpleWindow(display, root, 0, 0, 1, 1, 0, 0, 0)
    x11.XSetSelectionOwner(display, atom("XdndSelection"), me, 0)

    def send(message, *data):
        e = Event()
        e.client = Client(33, 0, 1, display, target, atom(message), 32, (c_long * 5)(*data))
        x11.XSendEvent(display, target, 0, 0, ctypes.byref(e))
        x11.XFlush(display)

    def wait(message):
        e, until = Event(), time.time() + 120
        while time.time() < until:
            if not x11.XPending(display):
                time.sleep(0.01)
                continue
            x11.XNextEvent(display, ctypes.byref(e))
            if e.type == 33 and e.client.message == atom(message):
                return e.client.data[1]
            if e.type == 30:
                r = e.request
                x11.XChangeProperty(display, r.requestor, r.property, kind, 8, 0, uris, len(uris))
                n = Event()
                n.notify = Notify(31, 0, 1, display, r.requestor, r.selection, r.target, r.property, r.time)
                x11.XSendEvent(display, r.requestor, 0, 0, ctypes.byref(n))
                x11.XFlush(display)
        sys.exit("no " + message)

    send("XdndEnter", me, 5 << 24, kind, 0, 0)
    send("XdndPosition", me, 0, x << 16 | y, 0, atom("XdndActionCopy"))
    if not wait("XdndStatus") & 1:
        sys.exit("the window takes no drop here")
    send("XdndDrop", me, 0, 0, 0, 0)
    wait("XdndFinished")


main()

"""JSON and base64 in the one spelling that docs/FORMAT.md allows."""
import base64, json

from ed25519 import Bad, need


def pairs(members):
    names = [n for n, _ in members]
    need(len(set(names)) == len(names), "a member twice")
    return dict(members)


def refuse(what):
    raise Bad("a number that is not finite: %s" % what)


def finite(text):
    x = float(text)
    return x if abs(x) != float("inf") else refuse(text)


def whole(text):
    finite(text)
    return int(text)


def strict(line):
    need(line.strip(), "a blank line")
    need(not line.startswith(b"\xef\xbb\xbf"), "a byte order mark")
    need(b"\r" not in line, "a carriage return")
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=pairs, parse_constant=refuse, parse_float=finite, parse_int=whole)
    except (UnicodeDecodeError, ValueError, RecursionError) as e:
        raise Bad("not strict JSON: %s" % e)
    surrogates(value)
    need(isinstance(value, dict), "not an object")
    return value


def surrogates(v):
    if isinstance(v, str):
        need(not any(0xD800 <= ord(c) < 0xE000 for c in v), "a lone surrogate")
    elif isinstance(v, dict):
        for name, member in v.items():
            surrogates(name)
            surrogates(member)
    elif isinstance(v, list):
        for member in v:
            surrogates(member)


def exactly(v, *names):
    need(isinstance(v, dict) and tuple(v) == names, "members other than %s in this order" % ", ".join(names))
    return v.values()


def canonical(text, size=None):
    need(isinstance(text, str), "no base64")
    try:
        b = base64.b64decode(text, validate=True)
    except ValueError:
        raise Bad("no base64")
    need(base64.b64encode(b).decode() == text, "base64 in another spelling")
    need(size is None or len(b) == size, "base64 of another length")
    return b

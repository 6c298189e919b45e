"""The types of each kind's data, as docs/FORMAT.md names them."""
import re
from datetime import datetime, timezone

from ed25519 import Bad, ZERO, equal, need, point, times
from strict import canonical


def instant(v):
    need(isinstance(v, str) and re.fullmatch(r"[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", v, re.A), "%r is no instant" % (v,))
    try:
        at = datetime.strptime(v, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    except ValueError:
        raise Bad("%r is no instant" % (v,))
    return int(at.timestamp()) * 1000 + at.microsecond // 1000


def test(what, holds):
    return lambda v: need(holds(v), "%r is no %s" % (v, what))


def is_number(v):
    return isinstance(v, (int, float)) and not isinstance(v, bool)


def hexed(n):
    return lambda v: isinstance(v, str) and re.fullmatch("[0-9a-f]{%d}" % n, v) is not None


def key(v):
    b = canonical(v, 32)
    need(not equal(times(8, point(b)), ZERO), "a key of small order")


def each(of):
    def check(v):
        need(isinstance(v, list), "no list")
        for x in v:
            of(x)
    return check


def named(of):
    def check(v):
        need(isinstance(v, dict), "no object")
        for x in v.values():
            of(x)
    return check


def by_log(v):
    named(count)(v)
    for name in v:
        need(hexed(32)(name), "%r is no log" % (name,))


def one(*words):
    return test("one of these", lambda v: isinstance(v, str) and v in words)


def shares(v):
    named(chance)(v)
    need(abs(sum(v.values()) - 1) <= 1e-6, "probabilities that do not sum to 1")


def day(v):
    if not (isinstance(v, str) and re.fullmatch(r"[1-9]\d{3}-\d\d-\d\d", v, re.A)):
        return instant(v)
    instant(v + "T00:00:00.000Z")


def bound(v):
    if not is_number(v):
        instant(v)


def quantiles(v):
    need(isinstance(v, list) and v, "no quantile")
    last, kinds = (-1, float("-inf")), set()
    for q in v:
        need(isinstance(q, list) and len(q) == 2, "a quantile is [level, value]")
        chance(q[0])
        kinds.add(is_number(q[1]))
        x = q[1] if is_number(q[1]) else instant(q[1])
        need(q[0] > last[0] and x > last[1] and len(kinds) == 1, "quantiles that do not rise")
        last = (q[0], x)


def members(spec, extra=None):
    """An object's shape: "name:type name?:type"; the types stand in TYPES."""
    shape = {}
    for part in spec.split():
        name, kind = part.split(":")
        shape[name.rstrip("?")] = (kind, name.endswith("?"))

    def check(v, partial=False):
        need(isinstance(v, dict), "no object")
        folded = [n.lower() for n in v]
        need(len(set(folded)) == len(folded), "members that differ only by case")
        for name, member in v.items():
            if name in shape:
                TYPES[shape[name][0]](member)
            else:
                need(name.lower() not in shape, "member %s differs from a known one only by case" % name)
        for name, (_, optional) in shape.items():
            need(partial or optional or name in v, "%s is missing" % name)
        if extra and not partial:
            need(sum(n in v for n in extra) == 1, "not exactly one of %s" % ", ".join(extra))
    return check


text = test("text", lambda v: isinstance(v, str))
chance = test("probability", lambda v: is_number(v) and 0 <= v <= 1)
ident = test("id", hexed(64))
count = test("count", lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0)
flag = test("true or false", lambda v: isinstance(v, bool))
positive = test("number above 0", lambda v: is_number(v) and v > 0)
question = members("title:text type:type background?:text criteria?:text fine_print?:text source?:text opens?:instant closes?:instant resolves_by?:instant blind_until?:instant tags?:texts options?:texts ordered?:flag unit?:text range?:range if?:if")
article = members("title:text authors?:texts publisher?:text url?:text published?:day retrieved?:instant language?:text text:content original?:original")
membership = members("team:id key:key name:text roles:roles logs?:by-log was?:key why?:text")


def member(v):
    membership(v)
    need(v["roles"] or "logs" in v, "a member who has left, without logs")


framed = members("title:text horizon:instant scenarios:scenarios tags?:texts")
TYPES = {
    "text": text, "texts": each(text), "id": ident, "ids": each(ident), "log": test("log", hexed(32)), "instant": instant,
    "day": day, "count": count, "flag": flag, "chance": chance, "chances": named(chance), "shares": shares, "key": key,
    "quantiles": quantiles, "positive": positive, "positives": named(positive), "bound": bound, "object": named(lambda v: None),
    "outcome": test("outcome", lambda v: isinstance(v, (bool, str)) or is_number(v)),
    "type": one("binary", "choice", "numeric", "date"), "why": one("ambiguous", "annulled", "withdrawn"),
    "grade": test("grade", lambda v: isinstance(v, str) and re.fullmatch("[A-F][1-6]", v) is not None),
    "letter": one("A", "B", "C", "D", "E", "F"), "ratings": named(one("CC", "C", "N", "I", "II", "NA")),
    "relation": one("implies", "excludes", "deadline", "same"),
    "two": test("pair of notes", lambda v: isinstance(v, list) and len(v) == 2 and all(isinstance(x, str) for x in v)),
    "hands": each(test("fingerprint", hexed(32))), "by-log": by_log, "base64": canonical,
    "roles": each(one("admin", "resolver", "forecaster", "reviewer")),
    "range": members("min?:bound max?:bound open_below?:flag open_above?:flag"), "if": members("question:id outcome:outcome"),
    "content": members("sha256:id bytes:count"), "original": members("sha256:id bytes:count type:text"),
    "quote": members("exact:text prefix:text suffix:text start:count end:count"), "imported": members("from:text sha256:id"),
    "cases": each(members("label:text happened:flag included:flag why:text")),
    "scenarios": each(members("name:text narrative:text drivers:texts")),
    "set-question": lambda v: question(v, True), "set-article": lambda v: article(v, True), "set-scenarios": lambda v: framed(v, True),
}
KINDS = {
    "log.opened": members("name:text key:key program:text after?:log"), "forecaster.named": members("name:text"),
    "key.succeeded": members("key:key logs:by-log"), "key.revoked": members("key:key logs:by-log why:text"),
    "team.founded": members("name:text note?:text"), "member.set": member,
    "question.asked": question, "question.revised": members("question:id set:set-question why?:text supersedes?:ids"),
    "question.resolved": members("question:id outcome:outcome known_at:instant occurred_at?:instant source?:text note?:text findings?:ids supersedes?:ids"),
    "resolution.confirmed": members("resolution:id note?:text"), "question.annulled": members("question:id why:why note?:text supersedes?:ids"),
    "question.reopened": members("question:id why:text supersedes?:ids"),
    "forecast.made": members("question:id p?:chance probs?:shares quantiles?:quantiles made_at?:instant by?:text imported?:imported because?:ids wording?:id", ("p", "probs", "quantiles")),
    "rationale.given": members("forecast:id text:text"), "forecast.sealed": members("question:id forecast:id"),
    "forecast.withdrawn": members("question:id by?:text why?:text"), "article.added": article,
    "article.revised": members("article:id set:set-article supersedes?:ids"),
    "finding.filed": members("article:id quote:quote claim:text grade?:grade note?:text"),
    "source.graded": members("source:text reliability:letter why?:text"),
    "bearing.judged": members("finding:id question:id lr?:positive lrs?:positives note?:text", ("lr", "lrs")),
    "findings.grouped": members("findings:ids why?:text"), "base_rate.built": members("question:id reference_class:text cases:cases source?:text"),
    "scenarios.framed": framed, "scenarios.revised": members("scenarios:id set:set-scenarios supersedes?:ids"),
    "scenarios.weighed": members("scenarios:id weights:shares note?:text"), "scenarios.conditioned": members("scenarios:id question:id p:chances"),
    "scenarios.resolved": members("scenarios:id outcome:text known_at:instant note?:text supersedes?:ids"),
    "consistency.judged": members("scenarios:id finding:id ratings:ratings"),
    "signpost.placed": members("scenarios:id text:text check_by:instant p:chances"),
    "signpost.checked": members("signpost:id seen:flag known_at:instant finding?:id"),
    "relation.drawn": members("from:id to:id type:relation note?:text"), "comment.made": members("on:id text:text reply_to?:id to?:hands"),
    "review.signed": members("scope:object figures:object verdict:text note?:text"), "checkpoint.witnessed": members("checkpoint:text"),
    "checkpoints.witnessed": members("checkpoints:texts"), "checkpoint.timestamped": members("checkpoint:text token:base64"),
    "fork.exposed": members("log:log checkpoints:two"), "record.retracted": members("record:id why:text"),
}

// What the records mean together, and the score: docs/FORMAT.md and
// docs/SCORING.md of Weathervane.
const grace = 5 * 60 * 1000;
const instant = s => s === undefined || s === null ? 0 : Date.parse(s);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function fold(records, now) {
  const w = { now, questions: new Map(), back: new Map(), byID: new Map(), about: new Map(), joined: new Map(), forecasts: [] };
  records.sort((a, b) => a.at - b.at || (a.log < b.log ? -1 : a.log > b.log ? 1 : a.seq - b.seq));
  records.forEach((r, i) => { r.place = i; r.names = idsIn(r.data, []); w.byID.set(r.id, r); });
  for (const r of records) {
    for (const id of new Set(r.names)) {
      if (!w.about.has(id)) w.about.set(id, []);
      w.about.get(id).push(r);
    }
    if (r.seq === 0 && !(w.joined.get(r.key) <= r.at)) w.joined.set(r.key, r.at);
  }
  for (const r of records.slice().reverse()) { // a retraction comes before what retracts it
    const target = r.kind === "record.retracted" && !w.back.has(r.id) && w.byID.get(r.data.record);
    if (target && target.key === r.key && target.seq > 0 && target.kind !== "forecast.sealed") w.back.set(target.id, r.at);
  }
  for (const r of records) if (r.kind === "question.asked") foldQuestion(w, r);
  return w;
}

function idsIn(x, into) {
  if (typeof x === "string") { if (/^[0-9a-f]{64}$/.test(x)) into.push(x); }
  else if (x && typeof x === "object") for (const v of Object.values(x)) idsIn(v, into);
  return into;
}

function foldQuestion(w, asked) {
  const facts = w.about.get(asked.id) || [];
  const gone = w.back.get(asked.id);
  if (gone !== undefined && gone - asked.at <= grace && facts.every(x => x.key === asked.key)) return;
  const mine = facts.filter(x => x.data.question === asked.id);
  const live = mine.filter(x => !w.back.has(x.id));
  const revisions = live.filter(x => x.kind === "question.revised");
  const q = { id: asked.id, asked: asked.at, pairs: new Map() };
  q.now = wording(asked, revisions);
  q.at = at => wording(asked, revisions.filter(r => r.at <= at));
  q.options = [asked.data, ...revisions.map(r => r.data.set)].map(s => s.options).filter(Boolean);
  q.end = ending(q, live);
  q.scored = q.end.known === undefined ? q.now : wording(asked, revisions.filter(r => r.at < q.end.known));
  q.now = wording(asked, revisions.map(r => q.end.known === undefined || r.at < q.end.known ? r : unshaped(r)));
  q.schedule = schedule(w, asked, mine.filter(x => x.kind === "question.revised"));
  w.questions.set(q.id, q);
  for (const x of mine) if (x.kind === "forecast.made") foldForecast(w, q, x);
  for (const x of mine) {
    const back = w.back.get(x.id);
    if (x.kind !== "forecast.withdrawn" || back !== undefined && !(q.end.at <= back)) continue;
    const pair = q.pairs.get(whoIs(x));
    if (pair) pair.ended.push({ at: x.at, until: back, gone: true, place: x.place });
  }
}

// wording applies revisions member by member: of those that nobody supersedes the latest holds.
function wording(asked, revisions) {
  const known = new Map(revisions.map(r => [r.id, new Set()])), byID = new Map(revisions.map(r => [r.id, r]));
  const visit = (r, into) => {
    for (const id of r.data.supersedes || []) {
      if (into.has(id)) continue;
      into.add(id);
      if (byID.has(id)) visit(byID.get(id), into);
    }
  };
  for (const r of revisions) visit(r, known.get(r.id));
  const members = Object.assign({}, asked.data);
  for (const name of new Set(revisions.flatMap(r => Object.keys(r.data.set)))) {
    const setters = revisions.filter(r => name in r.data.set);
    const heads = setters.filter(r => !setters.some(o => known.get(o.id).has(r.id)));
    if (heads.length) members[name] = heads[heads.length - 1].data.set[name];
  }
  return members;
}

// unshaped leaves out of a revision what says what an answer can be.
function unshaped(r) {
  const set = Object.assign({}, r.data.set);
  for (const name of ["type", "options", "range", "unit", "if"]) delete set[name];
  return { id: r.id, data: { set, supersedes: r.data.supersedes } };
}

// inForce lists what stood from when to when: the latest of what was not retracted.
function inForce(steps) {
  const order = steps.slice().sort((a, b) => a.at - b.at || a.place - b.place);
  const turns = [...new Set(order.flatMap(s => s.until === undefined ? [s.at] : [s.at, s.until]))].sort((a, b) => a - b);
  return turns.map((from, i) => ({
    from, until: i + 1 < turns.length ? turns[i + 1] : Infinity,
    step: order.filter(s => s.at <= from && !(s.until <= from)).pop(),
  })).filter(t => t.step && !t.step.gone);
}

// schedule is how the close stood, from which instant on; a revision counts until it
// was retracted, and not at all if that was at once.
function schedule(w, asked, revised) {
  const stood = revised.filter(r => !w.back.has(r.id) || w.back.get(r.id) - r.at > grace);
  const moved = stood.filter(r => "closes" in r.data.set || "resolves_by" in r.data.set);
  const instants = [asked.at, ...moved.map(r => r.at), ...moved.filter(r => w.back.has(r.id)).map(r => w.back.get(r.id))];
  return [...new Set(instants)].sort((a, b) => a - b).map(at => {
    const now = wording(asked, moved.filter(r => r.at <= at && !(w.back.get(r.id) <= at)));
    const closes = instant(now.closes);
    return { from: at, closes, scheduled: closes || instant(now.resolves_by) };
  });
}

function ending(q, live) {
  const kinds = { "question.resolved": "resolved", "question.annulled": "annulled", "question.reopened": "reopened" };
  const all = live.filter(x => kinds[x.kind] && (x.kind !== "question.resolved" || fits(q, q.at(x.at), x.data.outcome)));
  const superseded = new Set(all.flatMap(x => x.data.supersedes || []));
  const hold = all.filter(x => !superseded.has(x.id));
  if (!hold.length) return { kind: "" };
  const agree = hold.every(x => x.kind === hold[0].kind && same(x.data.outcome, hold[0].data.outcome));
  const at = Math.min(...hold.map(x => x.kind === "question.resolved" ? instant(x.data.known_at) : x.at));
  if (!agree) return { kind: "disputed", at };
  const kind = kinds[hold[0].kind];
  if (kind === "reopened") return { kind: "" };
  return { kind, at, outcome: hold[0].data.outcome, known: kind === "resolved" ? at : undefined };
}

function fits(q, now, outcome) {
  if (now.type === "binary") return typeof outcome === "boolean" || typeof outcome === "number" && outcome >= 0 && outcome <= 1;
  if (now.type === "choice") return q.options.some(o => o.includes(outcome));
  return true;
}

function whoIs(x) { return x.data.by ? x.key + " " + x.data.by : x.key; }

function foldForecast(w, q, x) {
  if (!believable(q, x.data)) return;
  const back = w.back.get(x.id);
  if (back !== undefined && back - x.at <= grace && !(q.end.at !== undefined && back >= q.end.at)) return;
  const named = Math.max(...x.names.map(id => w.byID.get(id)).filter(Boolean).map(r => r.at));
  const f = Object.assign({ id: x.id, question: q.id, who: whoIs(x), data: x.data, until: back, place: x.place }, provenance(x, named));
  w.forecasts.push(f);
  if (x.data.by && !(w.joined.get(f.who) <= f.at)) w.joined.set(f.who, f.at);
  if (!q.pairs.has(f.who)) q.pairs.set(f.who, { steps: [], ended: [] });
  const pair = q.pairs.get(f.who);
  if (f.provenance === "imported" && f.at < q.asked) q.elsewhere = true;
  if (f.provenance !== "imported") pair.steps.push(f);
}

function believable(q, d) {
  if (q.now.type === "binary") return d.p !== undefined;
  if (q.now.type !== "choice") return d.quantiles !== undefined && (typeof d.quantiles[0][1] === "string") === (q.now.type === "date");
  return d.probs !== undefined && q.options.some(o => same([...o].sort(), Object.keys(d.probs).sort()));
}

function provenance(x, named) {
  const made = x.data.made_at === undefined ? undefined : instant(x.data.made_at);
  if (x.data.imported) return { provenance: "imported", at: made === undefined ? x.at : made };
  if (named - x.at > grace) return { provenance: "late", at: named };
  if (made !== undefined && Math.abs(made - x.at) > grace) return { provenance: "late", at: Math.max(x.at, made) };
  return { provenance: "live", at: x.at };
}

// condition tells whether the question came about on which another depends.
function met(w, q) {
  const on = q.now.if && w.questions.get(q.now.if.question);
  return !q.now.if || on !== undefined && on.end.kind === "resolved" && same(on.end.outcome, q.now.if.outcome);
}

// score gives the headline, its history, and each pair's own score.
function score(w) {
  const pairs = [];
  for (const q of w.questions.values()) {
    if (q.end.kind !== "resolved" || q.end.known > w.now || !met(w, q) || !["binary", "choice"].includes(q.now.type)) continue;
    const right = scorer(q);
    if (right) for (const [who, pair] of q.pairs) pairs.push(scorePair(w, q, who, pair, right));
  }
  const counted = pairs.filter(p => p.window > 0).sort((a, b) => a.known - b.known);
  const history = new Map();
  let sum = 0, weight = 0;
  for (const p of counted) {
    sum += p.sum; weight += p.weight;
    if (weight > 0) history.set(p.known, sum / weight);
  }
  const scored = counted.filter(p => p.weight > 0);
  return { headline: weight > 0 ? sum / weight : undefined, history, pairs: scored, questions: new Set(scored.map(p => p.question)).size };
}

function scorer(q) {
  const o = q.end.outcome;
  if (q.now.type === "binary") return f => (f.data.p - Number(o)) ** 2;
  const options = q.scored.options || [];
  if (!options.includes(o)) return null;
  return f => options.reduce((s, x) => s + ((f.data.probs[x] || 0) - (x === o ? 1 : 0)) ** 2, 0) / 2;
}

function scorePair(w, q, who, pair, right) {
  const steps = [...pair.steps, ...pair.ended].sort((a, b) => a.at - b.at), standing = inForce(steps);
  let begin = Math.max(instant(q.scored.opens), q.elsewhere ? 0 : q.asked);
  if (!begin && steps.length) begin = steps[0].at;
  let joinedAt = w.joined.get(who);
  if (steps.length) joinedAt = Math.min(joinedAt, steps[0].at);
  const from = Math.max(begin, joinedAt), known = q.end.known;
  const out = { question: q.id, who, known, sum: 0, weight: 0, window: 0 };
  const open = q.schedule.map((now, i) => ({
    since: i ? Math.max(from, now.from) : from,
    until: Math.min(known, now.closes || known, i + 1 < q.schedule.length ? q.schedule[i + 1].from : known),
    scheduled: now.scheduled - begin,
  })).filter(t => t.since < t.until);
  // While the close stood as it did, a stretch weighs its length over the scheduled length then.
  for (const t of open) {
    const scheduled = t.scheduled > 0 ? t.scheduled : open[open.length - 1].until - begin;
    out.window += t.until - t.since;
    for (const s of standing) {
      const a = Math.max(t.since, s.from), b = Math.min(t.until, s.until);
      if (a >= b) continue;
      out.weight += (b - a) / scheduled;
      out.sum += (b - a) / scheduled * right(s.step);
    }
  }
  return out;
}

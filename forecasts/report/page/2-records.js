// Reading the records: docs/FORMAT.md of Weathervane says what must hold.
class Problem extends Error {}

function no(what) { throw new Problem(what); }

// readRecords checks hashes, tree hashes and signatures, and gives the records.
async function readRecords(text) {
  const file = { logs: new Map(), records: [], leaves: 0, withheld: 0, forked: false, unchecked: "" };
  if (!text.endsWith("\n")) no("the records are cut short");
  const lines = text.slice(0, -1).split("\n");
  const head = parsed(lines[0], 1);
  if (head.weathervane !== "forecasts" || head.v !== 1) no("the records do not begin as a forecast file");
  const end = parsed(lines[lines.length - 1], lines.length).end;
  const before = utf8.encode(text.slice(0, text.length - lines[lines.length - 1].length - 1));
  if (typeof end !== "string") no("the records do not end with their hash");
  const whole = hex(await sha256(before)) === end;
  for (let i = 1; i < lines.length - 1; i++) await readLine(file, lines[i], i + 1);
  for (const [name, log] of file.logs) {
    if (log.signedTo !== log.tree.size) no("log " + name + " (" + log.author + ") is signed up to record " + log.signedTo + " of " + log.tree.size);
  }
  if (!whole) no("the records are not those that were written: the hash of all of them differs");
  await checkWitnesses(file);
  return file;
}

function parsed(line, number) {
  try { return JSON.parse(line); } catch (e) { return no("line " + number + " of the records cannot be read"); }
}

async function readLine(file, line, number) {
  const x = parsed(line, number);
  if (x.withheld) return readWithheld(file, x.withheld, number);
  if (x.checkpoint) return readCheckpoint(file, x.checkpoint, number);
  if (x.blob) return undefined;
  if (x.v !== 1 || typeof x.kind !== "string" || !x.data) no("line " + number + " of the records is of no kind known here");
  const leaf = await leafHash(line);
  if (x.seq === 0) await openLog(file, x, number);
  const log = file.logs.get(x.log);
  if (!log || x.seq !== log.tree.size) no("line " + number + ": record " + x.seq + " of log " + x.log + " is out of place");
  await grow(log, leaf);
  file.leaves++;
  file.records.push({ id: hex(leaf), log: x.log, seq: x.seq, at: Date.parse(x.at), kind: x.kind, data: x.data, key: log.key });
  if (x.kind === "fork.exposed") file.forked = true;
}

async function openLog(file, x, number) {
  const key = fromBase64(x.data.key);
  const name = hex(await sha256(joined(key, fromHex(x.salt)))).slice(0, 32);
  if (name !== x.log || file.logs.has(name)) no("line " + number + ": log " + x.log + " does not give its own name");
  const print = hex(await sha256(key)).slice(0, 32);
  file.logs.set(name, { author: x.data.name, raw: key, key: print, tree: new Tree(), signedTo: 0, roots: [] });
}

async function grow(log, leaf) {
  await log.tree.add(leaf);
  log.roots.push(log.tree.edge.slice());
}

async function readWithheld(file, w, number) {
  const log = file.logs.get(w.log), hashes = fromBase64(w.hashes);
  if (!log || w.seq !== log.tree.size || hashes.length % 32) no("line " + number + ": withheld records are out of place");
  for (let i = 0; i < hashes.length; i += 32) { await grow(log, hashes.slice(i, i + 32)); file.leaves++; file.withheld++; }
}

const noteForm = /^(weathervane\/([0-9a-f]{32})\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n)\n— (\S+) ([A-Za-z0-9+/]+={0,2})\n$/;

function readNote(text) {
  const m = noteForm.exec(text);
  return m && m[5] === "weathervane/" + m[2] ? { text: m[1], log: m[2], size: Number(m[3]), root: m[4], name: m[5], signature: fromBase64(m[6]) } : null;
}

async function readCheckpoint(file, text, number) {
  const note = readNote(text), log = note && file.logs.get(note.log);
  if (!log) no("line " + number + ": a checkpoint is not one of a log here");
  if (note.size !== log.tree.size || note.root !== await log.tree.root()) {
    no("the records of " + log.author + " are not those that were signed: the tree hash over " + log.tree.size + " records differs");
  }
  const signed = await signedBy(note, log.raw);
  if (signed === false) no("the signature under the records of " + log.author + " is not good");
  if (signed === undefined) file.unchecked = "This browser cannot check Ed25519 signatures, so who signed the records was not checked.";
  log.signedTo = note.size;
}

// signedBy tells whether a key signed a note; undefined where the browser cannot.
async function signedBy(note, raw) {
  const print = (await sha256(joined(utf8.encode(note.name), Uint8Array.of(10, 1), raw))).slice(0, 4);
  if (note.signature.length !== 68 || hex(print) !== hex(note.signature.slice(0, 4))) return false;
  if (!subtle) return undefined;
  let key;
  try { key = await subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]); } catch (e) { return undefined; }
  return subtle.verify({ name: "Ed25519" }, key, note.signature.slice(4), utf8.encode(note.text));
}

// checkWitnesses holds what colleagues saw against what stands here.
async function checkWitnesses(file) {
  for (const r of file.records) {
    for (const text of witnessedNotes(r)) await checkWitness(file, readNote(text));
  }
}

function witnessedNotes(r) {
  if (r.kind === "checkpoint.witnessed") return [r.data.checkpoint];
  return r.kind === "checkpoints.witnessed" ? r.data.checkpoints : [];
}

async function checkWitness(file, note) {
  const log = note && file.logs.get(note.log);
  if (!log || note.size < 1 || note.size > log.tree.size || file.forked) return;
  const then = new Tree();
  then.edge = log.roots[note.size - 1];
  if (await then.root() === note.root) return;
  if (await signedBy(note, log.raw) === true) no(log.author + " signed other records before: somebody witnessed " + note.size + " that are not these");
}

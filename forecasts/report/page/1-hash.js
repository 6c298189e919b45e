// SHA-256 by Web Crypto, and by hand where a browser has none (it has none on
// insecure origins such as http; a page opened from a file has it).
const subtle = globalThis.crypto && globalThis.crypto.subtle;
const utf8 = new TextEncoder();

function sha256ByHand(bytes) {
  const k = sha256ByHand.k || (sha256ByHand.k = primes(64).map(p => fraction(Math.cbrt(p))));
  const h = primes(8).map(p => fraction(Math.sqrt(p)));
  const n = bytes.length, padded = new Uint8Array(((n + 8 >> 6) + 1) * 64);
  padded.set(bytes);
  padded[n] = 0x80;
  const view = new DataView(padded.buffer), w = new Int32Array(64);
  view.setUint32(padded.length - 8, Math.floor(n / 0x20000000));
  view.setUint32(padded.length - 4, n << 3);
  const turn = (x, by) => x >>> by | x << 32 - by;
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) { w[i] = view.getInt32(at + 4 * i); continue; }
      const a = w[i - 15], b = w[i - 2];
      w[i] = w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10);
    }
    const s = h.slice();
    for (let i = 0; i < 64; i++) {
      const [a, b, c, , e, f, g] = s;
      const one = s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + k[i] + w[i] | 0;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
      s.pop();
      s[3] = s[3] + one | 0;
      s.unshift(one + two | 0);
    }
    for (let i = 0; i < 8; i++) h[i] = h[i] + s[i] | 0;
  }
  const out = new DataView(new ArrayBuffer(32));
  h.forEach((x, i) => out.setInt32(4 * i, x));
  return new Uint8Array(out.buffer);
}

function primes(n) {
  const all = [];
  for (let x = 2; all.length < n; x++) if (all.every(p => x % p)) all.push(x);
  return all;
}

function fraction(x) { return (x - Math.floor(x)) * 0x100000000 | 0; }

async function sha256(bytes) {
  return subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : sha256ByHand(bytes);
}

function joined(...parts) {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) { out.set(p, at); at += p.length; }
  return out;
}

function hex(bytes) { return Array.from(bytes, b => b.toString(16).padStart(2, "0")).join(""); }
function fromHex(s) { return Uint8Array.from(s.match(/../g), x => parseInt(x, 16)); }
function fromBase64(s) { return Uint8Array.from(atob(s), c => c.charCodeAt(0)); }
function toBase64(bytes) { return btoa(String.fromCharCode(...bytes)); }

const leafHash = line => sha256(joined(Uint8Array.of(0), utf8.encode(line)));
const nodeHash = (a, b) => sha256(joined(Uint8Array.of(1), a, b));

// Tree is the right edge of an RFC 6962 tree: full subtrees, largest first.
class Tree {
  constructor() { this.size = 0; this.edge = []; }
  async add(leaf) {
    for (let n = this.size++; n % 2 === 1; n = (n - 1) / 2) leaf = await nodeHash(this.edge.pop(), leaf);
    this.edge.push(leaf);
  }
  async root() {
    let right = null;
    for (let i = this.edge.length - 1; i >= 0; i--) right = right ? await nodeHash(this.edge[i], right) : this.edge[i];
    return toBase64(right);
  }
}

// Holding the page against what its records say.
const text = e => e.textContent.replace(/\s+/g, " ").trim();
const near = (shown, x) => Math.abs(Number(shown) - x) <= 0.000051;

function percent(p) { return (100 * p).toFixed(2).replace(/\.?0+$/, "") + " %"; }

function said(d, options) {
  if (d.p !== undefined) return percent(d.p);
  if (d.quantiles) return d.quantiles.map(([q, x]) => percent(q) + ": " + x).join(", ");
  const names = [...options.filter(o => o in d.probs), ...Object.keys(d.probs).filter(o => !options.includes(o)).sort()];
  return names.map(o => o + " " + percent(d.probs[o])).join(", ");
}

// bare is a text without what a page escapes in it or leaves out: what cannot be
// seen, marks and white space.
const bare = s => s.replace(/\\u\{[0-9a-f]+\}/g, "").replace(/\\(u(\{[0-9a-f]*)?)?…$/, "").replace(/[\p{C}\p{M}\p{Z}\p{Default_Ignorable_Code_Point}\s\ufffd…]/gu, "");
const isCut = shown => shown.endsWith("…") && [...shown].length >= 500;

// shows says whether words shown are those of a text or, if they were cut, its beginning.
function shows(shown, text) { return isCut(shown) ? bare(text).startsWith(bare(shown)) : bare(text) === bare(shown); }

// alike compares words exactly and numbers as far as they are shown.
function alike(shown, text) {
  const numbers = /-?\d+(\.\d+)?([eE][-+]?\d+)?/g, a = bare(shown), b = bare(text);
  const p = a.replace(numbers, "#"), q = b.replace(numbers, "#");
  if (isCut(shown)) return q.startsWith(p.slice(0, p.lastIndexOf("#") + 1));
  const x = a.match(numbers) || [], y = b.match(numbers) || [];
  return p === q && x.length === y.length && x.every((n, i) => Math.abs(n - y[i]) <= 0.0051);
}

function inWords(o) { return o === true ? "yes" : o === false ? "no" : String(o); }

function compareQuestions(w) {
  const shown = document.querySelectorAll("tr[data-question]");
  if (shown.length !== w.questions.size) no("the page shows " + shown.length + " questions, its records have " + w.questions.size);
  for (const row of shown) {
    const q = w.questions.get(row.dataset.question), title = text(row.querySelector(".title"));
    if (!q || !shows(title, q.now.title)) no("the page shows a question that its records do not have so: “" + title + "”");
  }
}

function compareForecasts(w) {
  const byID = new Map(w.forecasts.map(f => [f.id, f])), shown = document.querySelectorAll("tr[data-forecast]");
  let seen = 0;
  for (const row of shown) {
    const f = byID.get(row.dataset.forecast), words = text(row.querySelector(".said"));
    if (words === "sealed" && !f) continue;
    const q = f && w.questions.get(f.question);
    if (!f || !alike(words, said(f.data, f.data.probs ? (q.scored.options || []) : [])) && !alike(words, said(f.data, q.now.options || []))) {
      no("the page shows a forecast of “" + words + "” that its records do not have so");
    }
    seen++;
  }
  if (seen !== w.forecasts.length) no("the page shows " + seen + " forecasts, its records have " + w.forecasts.length);
}

function compareScores(w, s) {
  const headline = document.getElementById("headline"), shown = text(headline);
  if (s.headline === undefined ? shown !== "–" : !near(shown, s.headline)) {
    no("the page shows a Brier score of " + shown + ", its records come to " + (s.headline === undefined ? "none" : s.headline.toFixed(4)));
  }
  const questions = text(document.getElementById("scored"));
  if (Number(questions) !== s.questions) no("the page says that " + questions + " questions are scored, its records come to " + s.questions);
  const pairs = new Map(s.pairs.map(p => [p.question + " " + p.who, p]));
  let seen = 0;
  for (const row of document.querySelectorAll("tr[data-pair]")) {
    const cell = text(row.querySelector(".score")), p = pairs.get(row.dataset.pair);
    if (cell === "–" && !p) continue;
    const title = text(row.querySelector(".title"));
    if (!p || !near(cell, p.sum / p.weight)) no("the page shows " + cell + " on “" + title + "”, its records come to " + (p ? (p.sum / p.weight).toFixed(4) : "none"));
    const o = text(row.querySelector(".outcome")), q = w.questions.get(p.question);
    if (!alike(o, inWords(q.end.outcome))) no("the page shows the outcome “" + o + "” on “" + title + "”, its records another");
    seen++;
  }
  if (seen !== pairs.size) no("the page shows " + seen + " scores, its records come to " + pairs.size);
  const history = document.querySelectorAll("tr[data-known]");
  for (const row of history) {
    const cell = text(row.querySelector(".score")), x = s.history.get(Date.parse(row.dataset.known));
    if (x === undefined || !near(cell, x)) no("the page shows a score of " + cell + " by " + row.dataset.known + ", its records another");
  }
  if (history.length !== s.history.size) no("the history of the score has " + history.length + " points, its records come to " + s.history.size);
}

function tell(state, words, reason) {
  const root = document.documentElement, box = document.getElementById("verdict");
  root.dataset.verified = state;
  root.dataset.reason = reason || words;
  box.className = state;
  box.textContent = words;
}

async function check() {
  const page = document.documentElement.dataset, block = document.getElementById("records").textContent;
  const file = await readRecords(block.replace(/&lt;/g, "<").replace(/&amp;/g, "&"));
  const partly = [];
  if (file.unchecked) partly.push(file.unchecked);
  if (Number(page.unsigned) > 0) partly.push(page.unsigned + " records are not signed and not in this page, so the score could not be recomputed.");
  if (file.forked) partly.push("A log here was exposed as forked, so the score could not be recomputed in this page.");
  const w = fold(file.records, Date.parse(page.at)), s = score(w);
  if (!file.forked && !(Number(page.unsigned) > 0)) {
    compareQuestions(w);
    compareForecasts(w);
    compareScores(w, s);
  }
  const what = file.leaves + " records in " + file.logs.size + (file.logs.size === 1 ? " log" : " logs") + (file.withheld ? ", " + file.withheld + " of them withheld" : "");
  const keys = " The logs are those of " + [...file.logs.values()].map(l => l.author + " (key " + l.key + ")").join(", ") + ": compare the keys with those that you know.";
  if (partly.length) return tell("partly", "Checked in part. What could be recomputed from the " + what + " agrees. " + partly.join(" ") + keys, partly.join(" "));
  const figure = s.headline === undefined ? "" : ", and with them the Brier score of " + s.headline.toFixed(4);
  return tell("yes", "Everything agrees. Your browser recomputed hashes, tree hashes and signatures of the " + what + figure +
    ", and compared questions, forecasts and scores with what this page shows. The pictures are drawn from the same figures and are not checked." + keys, "everything agrees");
}

check().catch(e => tell("no", "This page does not agree with its records: " + e.message + ". Do not rely on it; ask its author for the forecast file.", e.message));

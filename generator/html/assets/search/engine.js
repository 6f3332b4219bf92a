/* The search engine: takes the index, answers questions. No page, no network; the same in a worker and in a page. */
(function (root) {
  "use strict";
  const sop = root.sopSearch;
  const CODE = 0, TITLE = 1, ALSO = 2, TEXT = 3, FIELDS = 4;
  /* Score of the best hit: by how it fills its field (code, title, also, text), then by the kind of thing. */
  const TIER = { whole: [140, 120, 116, 30], start: [80, 66, 64, 24], inside: [50, 60, 45, 20] };
  const WEIGHT = { procedure: 30, person: 28, order: 26, form: 22, term: 18, step: 14, duty: 10, reference: 10, section: 6, page: 4, help: 4 };
  const NAMES = "|";
  const PLACED = ["step", "section", "term", "page"];
  const BY_PAGE = 10, TOGETHER = 15, FILLS = 8, ENOUGH = 5, PER_GROUP = 6, MOST = 0.6, TELLING = 4;
  let book = null;

  /* The index, folded once. `starts`: first letter of each record in `text`; `bounds`: its three tabs. */
  function take(index) {
    const text = sop.fold(index.words), lines = index.words.split("\n"), size = lines.length;
    const starts = new Int32Array(size + 1), bounds = new Int32Array(size * (FIELDS - 1));
    for (let r = 0, at = 0, b = 0; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === 9) bounds[b++] = at;
      else if (c === 10) starts[++r] = at + 1;
    }
    starts[size] = text.length + 1;
    const places = index.places.split("\n").map((line) => line.split("\t"));
    sop.learn(index.same, index.words);
    book = {
      text, lines, size, starts, bounds, pages: index.pages, kinds: index.kinds, version: index.version,
      kind: Uint8Array.from(places, (p) => +p[0]), page: Uint32Array.from(places, (p) => +p[1]), anchor: places.map((p) => p[2]),
      titles: index.pages.map((page) => sop.fold(page[1])),
    };
    return book;
  }

  /* ---- finding ---- */

  const field = (r, at) => { let f = 0; while (f < FIELDS - 1 && book.bounds[r * (FIELDS - 1) + f] < at) f++; return f; };
  const fieldStart = (r, f) => (f ? book.bounds[r * (FIELDS - 1) + f - 1] + 1 : book.starts[r]);
  const fieldEnd = (r, f) => (f < FIELDS - 1 ? book.bounds[r * (FIELDS - 1) + f] : book.starts[r + 1] - 1);

  function tier(r, at, length) {
    const f = field(r, at), from = fieldStart(r, f), to = fieldEnd(r, f), text = book.text;
    const starts = at === from || text[at - 1] === NAMES, ends = at + length === to || text[at + length] === NAMES;
    const place = !starts ? "inside" : ends ? "whole" : "start";
    return TIER[place][f] + (f === TITLE ? (FILLS * length) / (to - from) : 0);
  }

  /* The best tier of a word in every record that has it: one pass over the whole text, the first hit of each field counts, and each other name. */
  function scan(said, scores) {
    const { text, starts } = book, [word, written] = sop.spelt(said);
    for (let at = text.indexOf(word), r = 0; at >= 0; ) {
      while (starts[r + 1] <= at) r++;
      if (written && !written.some((w) => book.lines[r].includes(w))) { at = text.indexOf(word, starts[r + 1]); continue; }
      if (!sop.begins(word, text, at)) { at = text.indexOf(word, at + 1); continue; }
      const score = tier(r, at, word.length);
      if (score > scores[r]) scores[r] = score;
      const f = field(r, at);
      at = text.indexOf(word, f === TEXT ? starts[r + 1] : f === ALSO ? at + 1 : fieldEnd(r, f));
    }
  }

  /* For each term the score of every record, 0 where it is not. */
  function scanned(list) {
    return list.map((alike) => {
      const scores = new Float32Array(book.size);
      for (const word of alike) scan(word, scores);
      return scores;
    });
  }

  function has(text, word) {
    let at = text.indexOf(word);
    while (at >= 0 && !sop.begins(word, text, at)) at = text.indexOf(word, at + 1);
    return at >= 0;
  }

  /* Records that have every term, with their score. A term may stand in the title of the record's page if another stands in the record. */
  function exact(list, each) {
    const byPage = list.map((alike) => book.titles.map((title) => list.length > 1 && alike.some((word) => has(title, word))));
    const joined = list.length > 1 ? list.map((alike) => alike[0]).join("") : "";
    return collect((r) => {
      let sum = 0, own = 0;
      for (let t = 0; t < list.length; t++) {
        if (each[t][r]) { sum += each[t][r]; own++; }
        else if (byPage[t][book.page[r]]) sum += BY_PAGE;
        else return 0;
      }
      if (!own) return 0;
      const together = joined && book.text.slice(book.starts[r], book.starts[r + 1]).includes(joined) ? TOGETHER : 0;
      return sum / list.length + together;
    });
  }

  /* The same with typing slips, for records that are not among `known`. */
  function forgiving(list, each, known) {
    list.forEach((alike, t) => {
      const slips = new Float32Array(book.size);
      sop.scanNear(alike[0], book, each[t], (r, best) => { slips[r] = Math.max(slips[r], tier(r, best.start, best.end - best.start) / (1 + best.cost)); });
      slips.forEach((score, r) => { if (score) each[t][r] = score; });
    });
    return collect((r) => (known.has(r) || each.some((scores) => !scores[r]) ? 0 : each.reduce((sum, scores) => sum + scores[r], 0) / list.length));
  }

  /* Records that have most of the question, by letters: every number of it, and one telling word at least. */
  function most(list, each) {
    const sizes = list.map((alike) => alike[0].length), all = sizes.reduce((sum, size) => sum + size, 0);
    return collect((r) => {
      if (list.some((alike, t) => /\d/.test(alike[0]) && !each[t][r])) return 0;
      const had = sizes.map((size, t) => (each[t][r] ? size : 0)), letters = had.reduce((sum, size) => sum + size, 0);
      return letters < all * MOST || Math.max(...had) < TELLING ? 0 : each.reduce((sum, scores) => sum + scores[r], 0) / list.length;
    });
  }

  function collect(score) {
    const found = [];
    for (let r = 0; r < book.size; r++) {
      const value = score(r);
      if (value > 0) found.push({ r, score: value + WEIGHT[book.kinds[book.kind[r]][0]] });
    }
    return found.sort((a, b) => b.score - a.score || a.r - b.r);
  }

  /* ---- the answer ---- */

  /* `more`: kinds of which all are wanted. Groups stand in the order of their best hit; slips after all exact hits. */
  function query(question, more) {
    const list = book ? sop.terms(question) : [];
    if (!list.length) return { question, total: 0, groups: [] };
    let all = answers(list), some = false;
    if (all.length < ENOUGH && all.every((hit) => hit.near)) [all, some] = parted(question, all);
    const groups = new Map();
    for (const hit of all) {
      const kind = book.kind[hit.r];
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(hit);
    }
    return { question, some, total: all.length, groups: [...groups].map(([kind, found]) => group(kind, found, more || [])) };
  }

  /* What has every term; where that is little, also what has them with slips. */
  function answers(list) {
    const each = scanned(list), hits = exact(list, each).map((hit) => ({ ...hit, list })), known = new Set(hits.map((hit) => hit.r));
    if (hits.length >= ENOUGH) return hits;
    return [...hits, ...forgiving(list, each, known).map((hit) => ({ ...hit, list, near: true }))];
  }

  /* Nothing has the question as it was typed: what has its single words, and if nothing has them all, what has most of them. */
  function parted(question, slips) {
    const list = sop.parts(question), known = new Set(slips.map((hit) => hit.r)), heads = (terms) => terms.map((alike) => alike[0]).join();
    if (!list.length || heads(list) === heads(sop.terms(question))) return [slips, false];
    const each = scanned(list), whole = exact(list, each).filter((hit) => !known.has(hit.r));
    const few = slips.length || whole.length || list.length < 2 ? [] : most(list, each);
    return [[...slips, ...[...whole, ...few].map((hit) => ({ ...hit, list, near: true }))], few.length > 0];
  }

  function group(kind, found, more) {
    const [id, name] = book.kinds[kind], shown = more.includes(id) ? found.length : PER_GROUP;
    return { kind: id, name, total: found.length, items: found.slice(0, shown).map(item) };
  }

  function item(hit) {
    const fields = book.lines[hit.r].split("\t"), [page, place] = book.pages[book.page[hit.r]], anchor = book.anchor[hit.r];
    const marked = (text, most) => sop.excerpt(text, hit.list, Boolean(hit.near), most);
    return {
      href: page + (anchor ? "#" + anchor : ""), title: marked(fields[TITLE], 0), code: marked(fields[CODE], 0), text: marked(fields[TEXT], 150),
      place: place === fields[TITLE] || !PLACED.includes(book.kinds[book.kind[hit.r]][0]) ? "" : place, near: Boolean(hit.near), score: hit.score,
    };
  }

  Object.assign(sop, { take, query, size: () => (book ? book.size : 0), warm: () => sop.bonesOf(book) });
})(typeof self === "undefined" ? globalThis : self);

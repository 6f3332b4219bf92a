/* The search engine: takes the index, finds what has the words of a question. No page, no network; the same in a worker and in a page. */
(function (root) {
  "use strict";
  const sop = root.sopSearch;
  const TITLE = 1, ALSO = 2, TEXT = 3, FIELDS = 4;
  /* Score of the best hit: by how it fills its field (code, title, also, text) or a part of it, then by the kind of thing. */
  const TIER = { whole: [140, 120, 116, 56], start: [80, 66, 64, 44], inside: [50, 60, 45, 20] };
  const WEIGHT = { procedure: 34, person: 28, order: 26, form: 22, term: 24, step: 14, duty: 4, reference: 10, section: 6, page: 8, unit: 18, help: 8, guide: 0 };
  /* A post or position of a person. */
  const POST = { whole: 80, start: 60 };
  const NAMES = "|";
  const BY_PAGE = 20, IN_PAGE = 60, TOGETHER = 15, FILLS = 8, MOST = 0.6, TELLING = 4, RARE = 3;
  let book = null;

  /* The index with the help, folded once. `starts`: first letter of each record in `text`; `bounds`: its three tabs; `heads`: the headings,
     `headed`: the pages that have each, `sets`: those of each page. */
  function take(index) {
    const help = sop.help || { pages: [], places: "", words: "" };
    const words = [index.words, help.words].filter(Boolean).join("\n"), text = sop.fold(words), lines = words.split("\n"), size = lines.length;
    const starts = new Int32Array(size + 1), bounds = new Int32Array(size * (FIELDS - 1));
    for (let r = 0, at = 0, b = 0; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === 9) bounds[b++] = at;
      else if (c === 10) starts[++r] = at + 1;
    }
    starts[size] = text.length + 1;
    const split = (places) => (places ? places.split("\n").map((line) => line.split("\t")) : []), own = index.pages.length;
    const places = [...split(index.places), ...split(help.places).map(([kind, page, ...rest]) => [kind, +page + own, ...rest])];
    const pages = [...index.pages, ...help.pages], titles = pages.map((page) => page[2] || "");
    places.forEach((p, r) => { if (!p[2] && !titles[p[1]]) titles[p[1]] = lines[r].split("\t")[TITLE]; });
    const sets = pages.map((page) => (index.sets || [])[page[1]] || []), heads = (index.heads || []).map(([anchor, title]) => ({ anchor, title, folded: sop.fold(title) }));
    const headed = heads.map(() => []);
    sets.forEach((set, page) => set.forEach((head) => headed[head].push(page)));
    sop.learn(index.same, words);
    sop.learnHeads(index.heads || []);
    sop.learnWords(index.held);
    book = {
      text, lines, size, starts, bounds, pages, titles, heads, headed, sets, kinds: index.kinds, version: index.version,
      kind: Uint8Array.from(places, (p) => +p[0]), page: Uint32Array.from(places, (p) => +p[1]), anchor: places.map((p) => p[2]), number: Uint16Array.from(places, (p) => +p[3] || 0),
      folded: titles.map((title) => sop.fold(title)), byPlace: null, english: "",
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
    if (f === TEXT && starts && book.kinds[book.kind[r]][0] === "person") return POST[place];
    return TIER[place][f] + (f === TITLE ? (FILLS * length) / (to - from) : 0);
  }

  /* The best tier of a word that a record has. */
  function bestTier(r, word) {
    let best = 0;
    for (let at = book.text.indexOf(word, book.starts[r]); at >= 0 && at < book.starts[r + 1]; at = book.text.indexOf(word, at + 1)) best = Math.max(best, tier(r, at, word.length));
    return best;
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
    const byPage = list.map((alike) => book.folded.map((title) => list.length > 1 && alike.some((word) => has(title, word))));
    return collect((r) => {
      let sum = 0, own = 0;
      for (let t = 0; t < list.length; t++) {
        if (each[t][r]) { sum += each[t][r]; own++; }
        else if (byPage[t][book.page[r]]) sum += BY_PAGE;
        else return 0;
      }
      if (!own) return 0;
      return sum / list.length + (list.length > 1 ? together(r, list) : 0);
    }).concat(headings(list, byPage));
  }

  /* More for terms that stand in the record one after the other, the nearer the more. */
  function together(r, list) {
    let from = -1, at = book.starts[r], letters = 0;
    for (const [word] of list) {
      at = book.text.indexOf(word, at);
      if (at < 0 || at >= book.starts[r + 1]) return 0;
      if (from < 0) from = at;
      at += word.length;
      letters += word.length;
    }
    return Math.max(0, TOGETHER - (at - from - letters) / 2);
  }

  /* Headings with every term in them or in the title of their page; of one that stands on many pages, those the question names. */
  function headings(list, byPage) {
    return book.heads.flatMap(({ folded }, head) => {
      const scores = list.map((alike) => Math.max(...alike.map((word) => headTier(folded, word))));
      if (!scores.some(Boolean) || (scores.every(Boolean) && book.headed[head].length > RARE)) return [];
      return book.headed[head].flatMap((page) => {
        const each = scores.map((score, t) => score || (byPage[t][page] ? IN_PAGE : 0));
        return each.every(Boolean) ? [{ page, head, score: each.reduce((sum, score) => sum + score, 0) / list.length + WEIGHT.page - 1 }] : [];
      });
    });
  }

  function headTier(title, said) {
    const [word] = sop.spelt(said), at = title.indexOf(word);
    if (at < 0 || !sop.begins(word, title, at)) return 0;
    return TIER[at ? "inside" : word === title ? "whole" : "start"][TITLE] + (FILLS * word.length) / title.length;
  }

  /* The same with typing slips, for records that are not among `known`. */
  function forgiving(list, each, known) {
    list.forEach((alike, t) => {
      const slips = new Float32Array(book.size);
      sop.scanNear(alike[0], book, each[t], (r, best) => { slips[r] = Math.max(slips[r], bestTier(r, book.text.slice(best.start, best.end)) / (1 + best.cost / 2)); });
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
      if (value > 0) found.push({ r, page: book.page[r], score: value + WEIGHT[book.kinds[book.kind[r]][0]] });
    }
    return found.sort((a, b) => b.score - a.score || a.r - b.r);
  }

  /* The record that stands at a place, if any. */
  function recordAt(page, anchor) {
    if (!book.byPlace) {
      book.byPlace = new Map();
      for (let r = book.size - 1; r >= 0; r--) book.byPlace.set(`${book.page[r]}#${book.anchor[r]}`, r);
    }
    return book.byPlace.get(`${page}#${anchor}`);
  }

  /* Whether English that was typed on the Thai keyboard may stand in the manual: its first letters do. Thai may always. */
  function isWritten(words) {
    if (!book.english) book.english = [...new Set(book.text.match(/[a-z][a-z0-9]*/g))].join(" ");
    const [start] = sop.fold(words).match(/^[a-z]+/) || [""];
    return book.english.includes(start);
  }

  Object.assign(sop, { isWritten, take, scanned, exact, forgiving, most, recordAt, book: () => book, size: () => (book ? book.size : 0), warm: () => sop.bonesOf(book) && isWritten("a") });
})(typeof self === "undefined" ? globalThis : self);

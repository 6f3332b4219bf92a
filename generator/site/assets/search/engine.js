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
  const BY_PAGE = 10, TOGETHER = 15, FILLS = 8, ENOUGH = 5, WORDS = 8, LONGEST = 200, PER_GROUP = 6, SYNONYM = 4;
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
    const same = index.same.map((words) => [...new Set(words.map((w) => sop.fold(w)))].filter(Boolean));
    book = {
      text, lines, size, starts, bounds, same, pages: index.pages, kinds: index.kinds, version: index.version,
      kind: Uint8Array.from(places, (p) => +p[0]), page: Uint32Array.from(places, (p) => +p[1]), anchor: places.map((p) => p[2]),
      titles: index.pages.map((page) => sop.fold(page[1])),
    };
    return book;
  }

  /* ---- the question ---- */

  /* Terms of a question: lists of words that each mean the term. Words that are an abbreviation or its full words become one term. */
  function terms(question) {
    const words = sop.fold(question.normalize("NFC").slice(0, LONGEST).replace(/\s+/g, "\n")).split("\n").filter(Boolean).slice(0, WORDS);
    const found = [];
    for (let i = 0; i < words.length; ) {
      const [many, alike] = phrase(words, i);
      found.push(alike.length ? alike : [words[i], ...replaced(words[i])]);
      i += many;
    }
    return found.filter((t, i) => found.findIndex((other) => other[0] === t[0]) === i);
  }

  const tight = (word) => word.replace(/ /g, "");

  /* How many words from place i on are together one of the book's abbreviations or full words, and what means the same. */
  function phrase(words, i) {
    for (let n = words.length - i; n > 0; n--) {
      const joined = tight(words.slice(i, i + n).join(""));
      const groups = book.same.filter((group) => group.some((w) => tight(w) === joined));
      if (groups.length) return [n, [...new Set([...(n === 1 ? [words[i]] : groups[0].filter((w) => tight(w) === joined)), ...groups.flat()])]];
    }
    return [1, []];
  }

  /* The word with an abbreviation in it written out, or the other way. */
  function replaced(word) {
    const found = [];
    for (const group of book.same)
      for (const one of group)
        if (one.length >= SYNONYM && word.includes(one)) for (const other of group) if (other !== one) found.push(word.replace(one, other));
    return found.slice(0, WORDS);
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
  function scan(word, scores) {
    const { text, starts } = book;
    for (let at = text.indexOf(word), r = 0; at >= 0; ) {
      while (starts[r + 1] <= at) r++;
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

  /* Records that have every term, with their score. A term may stand in the title of the record's page if another stands in the record. */
  function exact(list, each) {
    const byPage = list.map((alike) => book.titles.map((title) => list.length > 1 && alike.some((word) => title.includes(word))));
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
    list.forEach((alike, t) => sop.scanNear(alike[0], book, (r, best) => {
      const score = tier(r, best.start, best.end - best.start) / (1 + best.cost);
      if (score > each[t][r]) each[t][r] = score;
    }));
    return collect((r) => (known.has(r) || each.some((scores) => !scores[r]) ? 0 : each.reduce((sum, scores) => sum + scores[r], 0) / list.length));
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
    const list = book ? terms(question) : [];
    if (!list.length) return { question, total: 0, groups: [] };
    const each = scanned(list), hits = exact(list, each), known = new Set(hits.length < ENOUGH ? hits.map((hit) => hit.r) : []);
    const slips = hits.length < ENOUGH ? forgiving(list, each, known) : [];
    const all = [...hits, ...slips.map((hit) => ({ ...hit, near: true }))], groups = new Map();
    for (const hit of all) {
      const kind = book.kind[hit.r];
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(hit);
    }
    return { question, total: all.length, groups: [...groups].map(([kind, found]) => group(kind, found, list, more || [])) };
  }

  function group(kind, found, list, more) {
    const [id, name] = book.kinds[kind], shown = more.includes(id) ? found.length : PER_GROUP;
    return { kind: id, name, total: found.length, items: found.slice(0, shown).map((hit) => item(hit, list)) };
  }

  function item(hit, list) {
    const fields = book.lines[hit.r].split("\t"), [page, place] = book.pages[book.page[hit.r]], anchor = book.anchor[hit.r];
    const marked = (text, most) => sop.excerpt(text, list, Boolean(hit.near), most);
    return {
      href: page + (anchor ? "#" + anchor : ""), title: marked(fields[TITLE], 0), code: marked(fields[CODE], 0), text: marked(fields[TEXT], 150),
      place: place === fields[TITLE] || !PLACED.includes(book.kinds[book.kind[hit.r]][0]) ? "" : place, near: Boolean(hit.near), score: hit.score,
    };
  }

  Object.assign(sop, { take, query, terms, size: () => (book ? book.size : 0), warm: () => sop.bonesOf(book) });
})(typeof self === "undefined" ? globalThis : self);

/* The answer to a question: what has its words as they were typed, what it means, then, while that is little, other words, the other keyboard,
   slips, and its single words. Hits stand by page. */
(function (root) {
  "use strict";
  const sop = root.sopSearch;
  const ENOUGH = 5, LARGE = 4000, PER_PAGE = 4, PAGES = 12, EXCERPT = 150, EVERYTHING = "*";
  /* What a hit gains that is the part, the step or the kind of thing the question names; each letter of it that would mean something but stands in the text as typed. */
  const PART = 45, STEP = 60, KIND = 90, ALONE = 110, LIST = 5, TYPED = 6, LONG = 20;
  /* How sure a hit is: as typed or meant; nearly; not what was asked for; only some of the words. */
  const SURE = 0, NEARLY = 1, OTHER = 2, SOME = 3;
  const ranked = (hits, rank, list) => hits.map((hit) => ({ ...hit, rank: Math.max(rank, hit.rank || 0), list: hit.list || list }));
  const heads = (terms) => terms.map((alike) => alike[0]).join();

  /* ---- finding ---- */

  /* The terms of a question with the scores of every record, and what has them all; kept while a question is answered. */
  let kept = new Map();

  function looked(list, rank) {
    const key = heads(list);
    if (!kept.has(key)) {
      const each = sop.scanned(list);
      kept.set(key, { each, exact: sop.exact(list, each) });
      for (const hit of kept.get(key).exact) Object.assign(hit, { rank, list });
    }
    const found = kept.get(key);
    return found.exact.length && found.exact[0].rank !== rank ? { ...found, exact: found.exact.map((hit) => ({ ...hit, rank })) } : found;
  }

  function typed(question) {
    const list = sop.terms(question);
    return list.length ? looked(list, SURE).exact : [];
  }

  function slipped(question) {
    const list = sop.terms(question);
    if (!list.length) return [];
    const { each, exact } = looked(list, SURE);
    return ranked(sop.forgiving(list, each.map((scores) => scores.slice()), new Set(exact.map((hit) => hit.r))), NEARLY, list);
  }

  /* What has its single words, as the browser divides them. */
  function divided(question) {
    const list = sop.parts(question);
    return list.length && heads(list) !== heads(sop.terms(question)) ? looked(list, NEARLY).exact : [];
  }

  function some(question) {
    const list = sop.parts(question);
    return list.length > 1 ? ranked(sop.most(list, looked(list, NEARLY).each), SOME, list) : [];
  }

  /* What a question means, its rest found in one of these ways. */
  const meant = (understood, find) => understood.flatMap((one) => meaning(one, find));

  function meaning({ rest, kinds, heads: parted, number, named, soft }, find) {
    const found = rest ? find(rest) : [], best = new Map();
    if (named) return found.filter(isNamed).map((hit) => ({ ...hit, score: hit.score + KIND }));
    for (const hit of found) if (!best.has(hit.page) || best.get(hit.page).score < hit.score) best.set(hit.page, hit);
    const wanted = [...steps(best, number), ...parts(best, parted, rest), ...found.filter((hit) => kinds.has(kind(hit))).map((hit) => ({ ...hit, score: hit.score + KIND }))];
    if (!kinds.size && !parted.length && !number) return found;
    return wanted.length ? [...wanted, ...found] : soft ? found : ranked(found, OTHER);
  }

  const kind = (hit) => (hit.r === undefined ? "" : sop.book().kinds[sop.book().kind[hit.r]][0]);

  /* A person whose very name was asked for. */
  function isNamed(hit) {
    const name = sop.book().folded[hit.page];
    return kind(hit) === "person" && hit.list.every((alike) => alike.some((word) => name.includes(word)) || (hit.rank > SURE && sop.near(alike[0], name, 0, name.length, sop.budget(alike[0]))));
  }

  function steps(best, number) {
    const book = sop.book(), found = [];
    for (let r = 0; number && r < book.size; r++) if (book.number[r] === number && best.has(book.page[r])) found.push({ ...best.get(book.page[r]), r, head: undefined, score: best.get(book.page[r]).score + STEP });
    return found;
  }

  function parts(best, named, rest) {
    return named.flatMap((head) => sop.book().headed[head].filter((page) => !rest || best.has(page)).map((page) => {
      const from = best.get(page) || { list: [], rank: SURE, score: ALONE + (isList(page) ? LIST : 0) };
      return { ...from, page, head, r: sop.recordAt(page, sop.book().heads[head].anchor), score: from.score + PART };
    }));
  }

  /* A page that is no single thing: a register, a glossary. */
  const isList = (page) => { const own = sop.recordAt(page, ""); return own !== undefined && kind({ r: own }) === "page"; };

  /* ---- the answer ---- */

  /* {hits, read}; `read`: the question as it was read, if it was typed on the other keyboard. */
  function answers(question) {
    const understood = sop.understand(question), long = understood.length ? Math.min(sop.fold(question).length - sop.fold(understood[0].rest).length, LONG) * TYPED : 0;
    let hits = typed(question);
    if (understood.length) hits = [...hits.map((hit) => ({ ...hit, score: hit.score + long })), ...meant(understood, typed)];
    const sure = () => hits.some((hit) => hit.rank === SURE), few = () => lessThan(ENOUGH, hits);
    const add = (found) => { hits = hits.concat(found); };
    if (sure() && !few()) return { hits, read: "" };
    if (!sure()) {
      for (const other of sop.otherWords(question)) add(throughout(other, typed));
      if (!sure()) {
        const other = sop.otherLayout(question), found = other && sop.isWritten(other) ? throughout(other, typed) : [];
        if (found.some((hit) => hit.rank === SURE)) return { hits: found, read: other };
      }
    }
    if (few()) add([...slipped(question), ...(sure() ? [] : meant(understood, slipped))]);
    if (!sure() && few()) {
      add([...divided(question), ...meant(understood, divided)]);
      for (const other of sop.otherWords(question)) add(throughout(other, divided));
    }
    if (!hits.some((hit) => hit.rank < OTHER)) return lastly(question, understood, hits);
    return { hits, read: "" };
  }

  /* Whether there are fewer places than so many among hits that have what was asked for. */
  function lessThan(many, hits) {
    const places = new Set();
    return !hits.some((hit) => hit.rank < OTHER && places.add(place(hit)).size >= many);
  }

  /* A question nothing has: a slip in the name of a part, other spellings, the other keyboard with slips, at last some of its words. */
  function lastly(question, understood, hits) {
    const nearly = sop.understandNearly(question);
    let found = [...meant(nearly, typed), ...meant(nearly, divided)];
    const spelt = sop.otherSpellings(question);
    for (const other of spelt) found.push(...typed(other));
    if (!found.length) for (const other of spelt.slice(0, sop.size() > LARGE ? 1 : spelt.length)) found.push(...slipped(other));
    if (found.some((hit) => hit.rank < OTHER)) return { hits: [...found, ...hits].map((hit) => ({ ...hit, rank: Math.max(hit.rank, NEARLY) })), read: "" };
    const other = sop.otherLayout(question);
    found = other && sop.isWritten(other) ? throughout(other, divided) : [];
    if (found.length) return { hits: found, read: other };
    return { hits: [...hits, ...some(question), ...understood.flatMap((one) => some(one.rest))], read: "" };
  }

  function throughout(question, find) {
    return [...find(question), ...meant(sop.understand(question), find)];
  }

  /* One number a place: of the record, or of the heading on its page. */
  const place = (hit) => (hit.r === undefined ? -1 - hit.page * sop.book().heads.length - hit.head : hit.r);

  /* `more`: pages of which all hits are wanted; "*": all of everything. Pages stand in the order of their best hit. */
  function query(question, more) {
    const asked = sop.book() ? question.trim() : "";
    if (!asked || !sop.terms(asked).length) return { question, total: 0, groups: [] };
    kept = new Map();
    const { hits, read } = answers(asked), best = new Map();
    for (const hit of hits.sort((a, b) => a.rank - b.rank || b.score - a.score)) if (!best.has(place(hit))) best.set(place(hit), hit);
    const pages = new Map();
    for (const hit of best.values()) {
      if (!pages.has(hit.page)) pages.set(hit.page, []);
      pages.get(hit.page).push(hit);
    }
    const every = (more || []).includes(EVERYTHING), shown = [...pages].slice(0, every ? pages.size : PAGES);
    return {
      question, read, total: best.size, some: [...best.values()].every((hit) => hit.rank === SOME) && best.size > 0, pages: pages.size,
      groups: shown.map(([page, found]) => group(page, found, every || (more || []).includes(sop.book().pages[page][0]))),
    };
  }

  function group(page, found, all) {
    const book = sop.book(), own = sop.recordAt(page, ""), kind = book.kinds[own === undefined ? book.kinds.findIndex(([id]) => id === "page") : book.kind[own]];
    return { page: book.pages[page][0], title: book.titles[page], kind: kind[0], name: kind[1], total: found.length, items: found.slice(0, all ? found.length : PER_PAGE).map(item) };
  }

  function item(hit) {
    const book = sop.book(), marked = (text, most) => sop.excerpt(text, hit.list || [], hit.rank > SURE, most);
    const known = hit.r === undefined ? ["", book.heads[hit.head].title, "", ""] : book.lines[hit.r].split("\t");
    const [code, title, , text] = known, anchor = hit.r === undefined ? book.heads[hit.head].anchor : book.anchor[hit.r];
    return {
      href: book.pages[hit.page][0] + (anchor ? "#" + anchor : ""), title: marked(title, 0), code: marked(code, 0), text: marked(text, EXCERPT),
      number: hit.r === undefined ? 0 : book.number[hit.r], kind: hit.r === undefined ? "section" : book.kinds[book.kind[hit.r]][0], near: hit.rank > SURE, score: hit.score,
    };
  }

  Object.assign(sop, { query });
})(typeof self === "undefined" ? globalThis : self);

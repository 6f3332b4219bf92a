/* The question as it is meant: the part of a page, the kind of thing, the number of a step that it names, and what is left to look for.
   The words are data (meanings.js); a word is taken off only at the beginning, at the end or where it stands alone. */
(function (root) {
  "use strict";
  const sop = root.sopSearch, { asks, titles, spellings } = sop.meanings;
  const STEP = /(?:ขั้น(?:ตอน)?(?:ที่)?|step|ข้อที่)\s*(\d{1,3})(?:ที่)?/i, SURE = 4, LEAST = 2, SLIPS = 6, VARIANTS = 8;
  const segmenter = typeof Intl === "object" && Intl.Segmenter ? new Intl.Segmenter("th", { granularity: "word" }) : null;
  const longest = (a, b) => b.words.length - a.words.length;
  const ASKED = asks.flatMap(({ words, ...said }) => words.map((word) => ({ ...said, words: word }))).sort(longest);
  const TITLES = [...titles].sort((a, b) => b.length - a.length);
  let heads = [], words = ASKED, same = [];

  /* Names of the headings of this manual: their own, and the other names of such a part. */
  function learnHeads(list) {
    const named = new Map();
    list.forEach(([anchor, title], n) => {
      const own = /^(month|duties|order|kind|unit)-/.test(anchor) ? [] : [title];
      for (const name of [...own, ...(sop.meanings.parts[anchor] || [])]) {
        const key = name.toLowerCase();
        if (!named.has(key)) named.set(key, { words: key, folded: sop.fold(key), heads: [], kinds: sop.meanings.things[anchor] });
        named.get(key).heads.push(n);
      }
    });
    heads = [...named.values()].sort(longest);
    words = [...ASKED.filter((one) => one.last), ...[...heads, ...ASKED].sort(longest)];
    same = sop.meanings.same.flatMap((words) => words.map((word) => ({ words: word, others: words.filter((other) => other !== word) }))).sort(longest);
  }

  const tidy = (question) => question.normalize("NFC").toLowerCase().replace(/[๐-๙]/g, (d) => d.charCodeAt(0) - 0xe50).replace(/[?"“”]/g, " ").replace(/\s+/g, " ").trim();

  /* Places where a word may end. */
  function borders(text) {
    const found = new Set([0, text.length]);
    if (segmenter) for (const { index } of segmenter.segment(text)) found.add(index);
    for (let i = 1; i < text.length; i++) if (/[ .]/.test(text[i]) || /[ .]/.test(text[i - 1])) found.add(i);
    return found;
  }

  const cuts = (edges, at, word) => edges.has(at) || (!segmenter && word.length >= SURE);

  /* The text without the word at one of its ends, or null. */
  function without(text, edges, word) {
    if (text === word) return "";
    if (text.startsWith(word) && cuts(edges, word.length, word) && !/^[\u0e30-\u0e3a\u0e45-\u0e4e]/.test(text.slice(word.length))) return text.slice(word.length).trim();
    if (text.endsWith(word) && cuts(edges, text.length - word.length, word)) return text.slice(0, -word.length).trim();
    return null;
  }

  function takeOff(text, fits) {
    const edges = borders(text);
    for (const one of words) {
      const rest = without(text, edges, one.words);
      if (rest !== null && fits(rest, one)) return { one, rest };
    }
    return null;
  }

  /* What the question may mean, each {rest, kinds, heads, number, named}; nothing if it says no more than what it looks for. */
  function understand(question) {
    const asked = tidy(question), step = STEP.exec(asked), meant = { rest: asked, kinds: new Set(), heads: [], number: step ? +step[1] : 0, named: false, soft: false };
    if (step) meant.rest = (asked.slice(0, step.index) + " " + asked.slice(step.index + step[0].length)).trim();
    for (let turn = 0; turn < VARIANTS && meant.rest; turn++) {
      const said = meant.heads.length || meant.number;
      const taken = takeOff(meant.rest, (rest, one) => (one.heads ? !meant.heads.length : rest.length >= LEAST || said));
      if (!taken) break;
      meant.rest = taken.rest;
      if (taken.one.heads) meant.heads = taken.one.heads;
      for (const kind of taken.one.kinds || []) meant.kinds.add(kind);
      meant.soft = Boolean(taken.one.soft);
      if (taken.one.last) break;
    }
    return [...(meant.rest === asked ? [] : [meant]), ...named(meant)];
  }

  /* A name behind a title or two: ครู, ว่าที่ ร.ต. */
  function named(meant) {
    const titled = (text) => TITLES.find((title) => text.startsWith(title) && sop.fold(text.slice(title.length)).length > LEAST);
    let rest = meant.rest;
    for (let title = titled(rest); title; title = titled(rest)) rest = rest.slice(title.length).trim();
    return rest === meant.rest || meant.number ? [] : [{ ...meant, rest, kinds: new Set(["person"]), named: true }];
  }

  /* The same where the name of a part has a slip in it. */
  function understandNearly(question) {
    const asked = tidy(question), folded = sop.fold(asked);
    for (const name of heads) {
      if (name.folded.length < SLIPS || folded.length <= name.folded.length) continue;
      const best = sop.near(name.folded, folded, 0, Math.min(folded.length, name.folded.length + LEAST), sop.budget(name.folded));
      if (best && best.start === 0) {
        const map = [];
        sop.fold(asked, map);
        return [{ rest: asked.slice(map[best.end] ?? asked.length).trim(), kinds: new Set(), heads: name.heads, number: 0, named: false }];
      }
    }
    return [];
  }

  /* The question in other words: each word that has others, replaced by one of them; then other spellings of one sound. */
  function otherWords(question) {
    const asked = tidy(question), found = [];
    for (const { words, others } of same)
      if (asked.includes(words)) for (const other of others) if (!asked.includes(other) || words.includes(other)) found.push(asked.replace(words, ` ${other} `).trim());
    return [...new Set(found)].slice(0, VARIANTS);
  }

  function otherSpellings(question) {
    const asked = tidy(question);
    return [...new Set(spellings.filter(([from]) => asked.includes(from)).map(([from, to]) => asked.replace(from, to)))];
  }

  Object.assign(sop, { learnHeads, understand, understandNearly, otherWords, otherSpellings });
})(typeof self === "undefined" ? globalThis : self);

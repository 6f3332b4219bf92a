/* The question in terms: lists of words, any of which will do. A word that begins with a dot is an abbreviation of a few letters: it counts
   only where it is written as one (.มค is ม.ค. or มค., not the middle of สมควร). */
(function (root) {
  "use strict";
  const sop = root.sopSearch;
  const LONGEST = 200, WORDS = 8, PARTS = 12, SHORT = 4, PIECE = 3, DOTTED = /[\u0e01-\u0e4e]\./, THAI = /[\u0e01-\u0e4e]/;
  const SILENT = /[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c$/;
  /* Words that say nothing of what is looked for, when a question was taken apart. */
  const FILLERS = new Set(sop.meanings.idle.map((word) => sop.fold(word)));
  const isFiller = (word) => FILLERS.has(sop.fold(word));
  const segmenter = typeof Intl === "object" && Intl.Segmenter ? new Intl.Segmenter("th", { granularity: "word" }) : null;
  const tight = (word) => word.replace(/ /g, "");
  let same = [], written = new Map(), text = "", used = new Map();

  /* Lists of words that mean the same, as the index has them; how abbreviations of a few letters are written; where they may stand. */
  function learn(lists, words) {
    written = new Map();
    used = new Map();
    text = words;
    same = lists.map((list) => [...new Set(list.map(known))].filter(Boolean));
  }

  function known(words) {
    const word = sop.fold(words);
    if (DOTTED.test(words) && word.length < SHORT) written.set(word, [words, `${words.replace(/\./g, "")}.`]);
    return word;
  }

  const marked = (word) => (written.has(word) ? "." + word : word);

  /* Whether the book has an abbreviation at all: looked up once, when it is first asked for. */
  function isUsed(said) {
    if (said[0] === "." && !used.has(said)) used.set(said, written.get(said.slice(1)).some((w) => text.includes(w)));
    return said[0] !== "." || used.get(said);
  }

  const meaning = (joined) => same.filter((group) => group.some((word) => tight(word) === joined));

  const spaced = (question) => question.normalize("NFC").slice(0, LONGEST).split(/[\s·|]+/).filter(Boolean);

  function terms(question) {
    const words = spaced(question).flatMap(cut).filter((word) => sop.fold(word)).slice(0, WORDS);
    return distinct(together(words));
  }

  /* ผอ.กลุ่ม asks for ผอ. and กลุ่ม, รองผอ. for รอง and ผอ.: an abbreviation ends with its dot; what stands before it is a word, not
     a letter or two (กศน. is no ศน.). */
  function cut(words) {
    if (meaning(tight(sop.fold(words))).length) return [words];
    for (let at = words.lastIndexOf("."); at > 0; at = words.lastIndexOf(".", at - 1))
      for (let from = 0; from < at; from = from ? from + 1 : PIECE)
        if (meaning(sop.fold(words.slice(from, at + 1))).length) return [words.slice(0, from), words.slice(from, at + 1), words.slice(at + 1)].filter(Boolean);
    return [words];
  }

  /* Words that are together an abbreviation or its full words become one term. */
  function together(words) {
    const found = [];
    for (let i = 0; i < words.length; ) {
      const [many, alike] = phrase(words, i);
      found.push(alike);
      i += many;
    }
    return found;
  }

  const distinct = (found) => found.filter((term, i) => found.findIndex((other) => other[0] === term[0]) === i);

  /* How many words from place i on are one term, and what means the same; typed words first. */
  function phrase(words, i) {
    const folded = words.slice(i).map((word) => sop.fold(word));
    for (let n = folded.length; n > 0; n--) {
      const joined = tight(folded.slice(0, n).join("")), groups = meaning(joined);
      if (!groups.length) continue;
      const others = groups.flat().filter((word) => n > 1 || word !== folded[0]).map(marked);
      const typed = n > 1 ? others.filter((word) => tight(word) === joined) : [DOTTED.test(words[i]) ? marked(folded[0]) : folded[0]];
      const alike = [...new Set([...typed, ...others])].filter(isUsed);
      return [n, alike.sort((a, b) => a.startsWith(".") - b.startsWith("."))];
    }
    return [1, [folded[0], ...replaced(folded[0])]];
  }

  /* The word with an abbreviation in it written out, or the other way. */
  function replaced(word) {
    const found = [];
    for (const group of same)
      for (const one of group)
        if (one.length >= SHORT && word.includes(one)) for (const other of group) if (other !== one) found.push(word.replace(one, other));
    return found.slice(0, WORDS);
  }

  /* For a question that finds nothing as it was typed: its single words, as the browser divides them, without silent letters and fillers.
     ระบบนิเทศ finds ระบบการนิเทศ; pieces are looked for anywhere, so it does not matter where another dictionary would divide. */
  function parts(question) {
    const words = spaced(question).flatMap(cut).flatMap(divided).map((word) => (DOTTED.test(word) ? word : word.replace(SILENT, "")));
    const telling = words.filter((word) => sop.fold(word) && !isFiller(word));
    return distinct(together(telling.slice(0, PARTS)));
  }

  /* Pieces of less than three letters (นิ|เทศ) belong to what stands before them, or at the beginning to what follows. */
  function divided(words) {
    if (!segmenter || !THAI.test(words) || DOTTED.test(words)) return [words];
    const found = [];
    for (const { segment, isWordLike } of segmenter.segment(words)) {
      const last = found.length - 1;
      if (!isWordLike) continue;
      const short = last >= 0 && Math.min(sop.fold(segment).length, sop.fold(found[last]).length) < PIECE;
      if (short && !isFiller(segment) && !isFiller(found[last])) found[last] += segment;
      else found.push(segment);
    }
    return found;
  }

  /* A word as it is looked for, and how it must be written there, if that matters. */
  const spelt = (word) => (word[0] === "." ? [word.slice(1), written.get(word.slice(1))] : [word, null]);

  const isDigit = (c) => c >= 48 && c <= 57;
  /* Numbers are read from their first digit: 5 is not in 2565. */
  const begins = (word, text, at) => !(isDigit(word.charCodeAt(0)) && isDigit(text.charCodeAt(at - 1)));

  Object.assign(sop, { learn, terms, parts, spelt, begins });
})(typeof self === "undefined" ? globalThis : self);

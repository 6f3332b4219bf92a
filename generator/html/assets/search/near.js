/* Typing slips: finds a word although one or two tone marks or vowels, or one letter of a long word, are wrong.
   A wrong, missing or extra vowel or mark costs 1, so does a consonant of the same sound or form, and one of two alike side by side (สัมนา);
   other letters cost 2;
   digits and the borders of a field are never forgiven. Words of four letters and more have 1 to spend, of eight and more 2. */
(function (root) {
  "use strict";
  const sop = root.sopSearch, NEVER = 99, SHORT = 4, LONG = 8, BONES = 3, VOWEL = 255;
  const SOUNDS = ["ศษส", "ณน", "ญย", "ฎฏดต", "ธทฑฒ", "ฐถ", "พภ", "ลฬ", "ขฃคฅฆ", "รฤ"];
  const isVowel = (c) => (c >= 0xe30 && c <= 0xe3a) || (c >= 0xe40 && c <= 0xe45) || (c >= 0xe47 && c <= 0xe4e);
  const isLetter = (c) => (c >= 0xe01 && c <= 0xe4e) || (c >= 97 && c <= 122);

  /* By folded letter: what it costs if it is missing or too many, and the group of those that are as good as it (0: none). */
  const ALONE = new Uint8Array(256).fill(NEVER), GROUP = new Uint8Array(256), SAME = SOUNDS.map((letters) => sop.fold(letters));
  for (let c = 97; c <= 0xe4e; c = c === 122 ? 0xe01 : c + 1) {
    const folded = sop.fold(String.fromCharCode(c)).charCodeAt(0);
    if (isLetter(c)) ALONE[folded] = isVowel(c) ? 1 : 2;
    GROUP[folded] = isVowel(c) ? VOWEL : 1 + SAME.findIndex((letters) => letters.includes(String.fromCharCode(folded)));
  }
  /* By folded letter: itself, or the one that stands for all that are as good as it. */
  const BONE = Uint8Array.from(GROUP, (group, c) => (group && group !== VOWEL ? SAME[group - 1].charCodeAt(0) : c));


  function instead(a, b) {
    if (a === b) return 0;
    if (GROUP[a] && GROUP[a] === GROUP[b]) return 1;
    return ALONE[a] === 2 && ALONE[b] === 2 ? 2 : NEVER;
  }

  /* What the letter at a place costs if it is missing or too many: less beside one that is as good. */
  function alone(text, at) {
    const c = text.charCodeAt(at), same = BONE[c];
    if (ALONE[c] !== 2) return ALONE[c];
    return same === BONE[text.charCodeAt(at - 1)] || same === BONE[text.charCodeAt(at + 1)] ? 1 : 2;
  }

  const budget = (word) => (word.length >= LONG ? 2 : word.length >= SHORT ? 1 : 0);

  const LONGEST = 256, LACKS = new Uint8Array(LONGEST), LINES = [new Int16Array(LONGEST), new Int16Array(LONGEST), new Int32Array(LONGEST), new Int32Array(LONGEST)];

  /* The best place of `word` in text[from, to): {cost, start, end}, or null above `most`. Sellers' algorithm. */
  function near(word, text, from, to, most) {
    const rows = word.length + 1;
    let [cost, newCost, start, newStart] = LINES, best = null;
    cost[0] = 0;
    start.fill(from, 0, rows);
    for (let i = 1; i < rows; i++) {
      LACKS[i] = alone(word, i - 1);
      cost[i] = Math.min(NEVER, cost[i - 1] + LACKS[i]);
    }
    for (let j = from; j < to; j++) {
      const c = text.charCodeAt(j), extra = alone(text, j);
      newCost[0] = 0;
      newStart[0] = j + 1;
      for (let i = 1; i < rows; i++) {
        const w = word.charCodeAt(i - 1);
        let least = cost[i - 1] + instead(w, c), at = start[i - 1];
        if (cost[i] + extra < least) { least = cost[i] + extra; at = start[i]; }
        const missing = newCost[i - 1] + LACKS[i];
        if (missing < least) { least = missing; at = newStart[i - 1]; }
        newCost[i] = Math.min(NEVER, least);
        newStart[i] = at;
      }
      [cost, newCost, start, newStart] = [newCost, cost, newStart, start];
      if (cost[rows - 1] <= most && (!best || cost[rows - 1] < best.cost)) best = { cost: cost[rows - 1], start: start[rows - 1], end: j + 1 };
    }
    return best;
  }

  /* Text without vowels and marks, consonants of one sound made one, and one of two alike: what a slip that costs 1 leaves as it is. */
  function bones(text) {
    const out = new Uint8Array(text.length);
    let n = 0;
    for (let i = 0; i < text.length; i++) if (isBone(text, i)) out[n++] = BONE[text.charCodeAt(i)];
    return sop.decode(out.subarray(0, n));
  }

  function isBone(text, i) {
    const c = text.charCodeAt(i);
    return GROUP[c] !== VOWEL && !(ALONE[c] === 2 && i > 0 && BONE[c] === BONE[text.charCodeAt(i - 1)]);
  }

  /* The book's bones, made once: {text, starts}. */
  function bonesOf(book) {
    if (!book.bones) {
      const text = bones(book.text), starts = new Int32Array(book.size + 1);
      for (let r = 1, at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts[r++] = at + 1;
      starts[book.size] = text.length + 1;
      book.bones = { text, starts };
    }
    return book.bones;
  }

  /* The place in text of the n-th letter from `at` on that its bones keep. */
  function fleshOut(text, at, n) {
    for (; ; at++) if (isBone(text, at) && n-- === 0) return at;
  }

  /* Calls `hit` with every place of a piece and its record; a record is left when `hit` says so. */
  function each(piece, text, starts, hit) {
    for (let at = text.indexOf(piece), r = 0; at >= 0; ) {
      while (starts[r + 1] <= at) r++;
      at = text.indexOf(piece, hit(r, at) ? starts[r + 1] : at + 1);
    }
  }

  /* Every record that has `word` nearly and not in full (`had`): found(record, {cost, start, end}). Slips in vowels and marks leave the bones whole;
     one in a consonant leaves one half of the word whole. Only round such places is measured. */
  function scanNear(word, book, had, found) {
    const most = budget(word), kept = bones(word), seen = new Int8Array(book.size).fill(NEVER);
    if (!most) return;
    const look = (r, from, to) => {
      if (had[r]) return true;
      const best = near(word, book.text, Math.max(book.starts[r], from), Math.min(book.starts[r + 1], to), most);
      if (best && best.cost < seen[r] && sop.begins(word, book.text, best.start)) { seen[r] = best.cost; found(r, best); }
      return seen[r] <= 1;
    };
    if (kept.length >= BONES) {
      const all = bonesOf(book);
      each(kept, all.text, all.starts, (r, at) => {
        const place = fleshOut(book.text, book.starts[r], at - all.starts[r]);
        return look(r, place - most - 1, place + word.length + most);
      });
    }
    if (most < 2) return;
    const half = word.length >> 1;
    each(word.slice(0, half), book.text, book.starts, (r, at) => look(r, at, at + word.length + most));
    each(word.slice(half), book.text, book.starts, (r, at) => look(r, at - half - most, at + word.length - half));
  }

  Object.assign(sop, { near, scanNear, budget, bonesOf });
})(typeof self === "undefined" ? globalThis : self);

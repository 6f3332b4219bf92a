/* Typing slips: finds a word although one or two tone marks or vowels, or one letter of a long word, are wrong.
   A wrong, missing or extra vowel or mark costs 1, so does a consonant of the same sound; other letters cost 2;
   digits and the borders of a field are never forgiven. Words of four letters and more have 1 to spend, of eight and more 2. */
(function (root) {
  "use strict";
  const sop = root.sopSearch, NEVER = 99, SHORT = 4, LONG = 8;
  const SOUNDS = ["ศษส", "ณน", "ญย", "ฎด", "ฏต", "ธทฑฒ", "ฐถ", "พภ", "ลฬ", "ขฃค ฅฆ", "ใไ", "รฤ"];
  const SOUND = new Map(SOUNDS.flatMap((same, i) => [...same].map((letter) => [letter.charCodeAt(0), i])));
  const isVowel = (c) => (c >= 0xe30 && c <= 0xe3a) || (c >= 0xe40 && c <= 0xe45) || (c >= 0xe47 && c <= 0xe4e);
  const isLetter = (c) => (c >= 0xe01 && c <= 0xe4e) || (c >= 97 && c <= 122);

  const alone = (c) => (isVowel(c) ? 1 : isLetter(c) ? 2 : NEVER);
  function instead(a, b) {
    if (a === b) return 0;
    if (isVowel(a) && isVowel(b)) return 1;
    if (SOUND.has(a) && SOUND.get(a) === SOUND.get(b)) return 1;
    return isLetter(a) && isLetter(b) ? 2 : NEVER;
  }

  const budget = (word) => (word.length >= LONG ? 2 : word.length >= SHORT ? 1 : 0);

  /* The best place of `word` in text[from, to): {cost, start, end}, or null above `most`. Sellers' algorithm. */
  function near(word, text, from, to, most) {
    const rows = word.length + 1;
    let cost = new Int16Array(rows), start = new Int32Array(rows).fill(from), best = null;
    let newCost = new Int16Array(rows), newStart = new Int32Array(rows);
    for (let i = 1; i < rows; i++) cost[i] = Math.min(NEVER, cost[i - 1] + alone(word.charCodeAt(i - 1)));
    for (let j = from; j < to; j++) {
      const c = text.charCodeAt(j), extra = alone(c);
      newCost[0] = 0;
      newStart[0] = j + 1;
      for (let i = 1; i < rows; i++) {
        const w = word.charCodeAt(i - 1);
        let least = cost[i - 1] + instead(w, c), at = start[i - 1];
        if (cost[i] + extra < least) { least = cost[i] + extra; at = start[i]; }
        const missing = newCost[i - 1] + alone(w);
        if (missing < least) { least = missing; at = newStart[i - 1]; }
        newCost[i] = Math.min(NEVER, least);
        newStart[i] = at;
      }
      [cost, newCost, start, newStart] = [newCost, cost, newStart, start];
      if (cost[rows - 1] <= most && (!best || cost[rows - 1] < best.cost)) best = { cost: cost[rows - 1], start: start[rows - 1], end: j + 1 };
    }
    return best;
  }

  /* Every record that has `word` nearly: found(record, {cost, start, end}).
     Cut into one piece more than slips are allowed, one piece must stand in the text unharmed: only round those is looked. */
  function scanNear(word, book, found) {
    const most = budget(word);
    if (!most) return;
    const size = Math.floor(word.length / (most + 1)), seen = new Int8Array(book.size).fill(NEVER);
    for (let p = 0; p <= most; p++) {
      const at = p * size, piece = word.slice(at, p === most ? undefined : at + size);
      for (let hit = book.text.indexOf(piece), r = 0; hit >= 0; ) {
        while (book.starts[r + 1] <= hit) r++;
        const from = Math.max(book.starts[r], hit - at - most), to = Math.min(book.starts[r + 1], hit - at + word.length + most);
        const best = near(word, book.text, from, to, most);
        if (best && best.cost < seen[r]) { seen[r] = best.cost; found(r, best); }
        hit = book.text.indexOf(piece, seen[r] <= 1 ? book.starts[r + 1] : hit + 1);
      }
    }
  }

  Object.assign(sop, { near, scanNear, budget });
})(typeof self === "undefined" ? globalThis : self);

/* Typing slips: finds a word although letters of it are wrong, missing or too many. What a slip costs:
   1  a consonant of the same sound (ศ ษ ส), a silent letter or its mark;
   2  a vowel or mark; a consonant that sounds the same at the end of a syllable (ด ต ท ส); one of two alike side by side (สัมนา);
   3  a letter that is often left out (ย ว ห ร); 4  any other letter.
   Digits and the borders of a field are never forgiven. What a word may cost grows with its length. */
(function (root) {
  "use strict";
  const sop = root.sopSearch, NEVER = 99, VOWEL = 255, LARGE = 4000;
  /* A piece of a word is looked for unless it stands in more places than these: in a book of few records, of many. */
  const FEW = { whole: 6000, half: 2000 }, MANY = { whole: 1500, half: 400 };
  const SAME = 1, SOFT = 2, LIGHT = 3, HARD = 4;
  const BUDGETS = [[16, 6], [12, 5], [9, 5], [8, 4], [6, 3], [4, 2]];
  const SOUNDS = ["ศษส", "ณน", "ญย", "ฎฏดต", "ธทฑฒ", "ฐถ", "พภ", "ลฬ", "ขฃคฅฆ", "รฤ"];
  /* Consonants that end a syllable with one sound: แม่กก, แม่กด, แม่กบ, แม่กน. */
  const ENDINGS = ["กขฃคฅฆ", "จฉชซฌฎฏฐฑฒดตถทธศษส", "บปพฟภผฝ", "นณญรลฬฤ"];
  const LEFT_OUT = "ยวหร", SILENT = sop.fold("ก์").charCodeAt(1), LEADING = sop.fold("ห").charCodeAt(0), LED = sop.fold("งญนมยรลว");
  /* อ stands for a vowel more often than for a consonant. */
  const isVowel = (c) => c === 0xe2d || (c >= 0xe30 && c <= 0xe3a) || (c >= 0xe40 && c <= 0xe45) || (c >= 0xe47 && c <= 0xe4e);
  const isLetter = (c) => (c >= 0xe01 && c <= 0xe4e) || (c >= 97 && c <= 122);

  /* By folded letter: what it costs if it is missing or too many; the group of one sound, and of one sound at the end (0: none). */
  const ALONE = new Uint8Array(256).fill(NEVER), GROUP = new Uint8Array(256), ENDING = new Uint8Array(256);
  const groupIn = (groups, c) => 1 + groups.findIndex((letters) => letters.includes(String.fromCharCode(c)));
  for (let c = 97; c <= 0xe4e; c = c === 122 ? 0xe01 : c + 1) {
    const folded = sop.fold(String.fromCharCode(c)).charCodeAt(0);
    if (isLetter(c)) ALONE[folded] = isVowel(c) ? SOFT : LEFT_OUT.includes(String.fromCharCode(c)) ? LIGHT : HARD;
    GROUP[folded] = isVowel(c) ? VOWEL : groupIn(SOUNDS, c);
    ENDING[folded] = isVowel(c) ? VOWEL : groupIn(ENDINGS, c);
  }
  ALONE[SILENT] = SAME;
  /* By folded letter: itself, or the one that stands for all that sound like it at the end. */
  const BONE = Uint8Array.from(ENDING, (group, c) => (group && group !== VOWEL ? sop.fold(ENDINGS[group - 1]).charCodeAt(0) : c));

  function instead(a, b) {
    if (a === b) return 0;
    if (GROUP[a] && GROUP[a] === GROUP[b]) return GROUP[a] === VOWEL ? SOFT : SAME;
    if (ENDING[a] && ENDING[a] === ENDING[b]) return SOFT;
    return ALONE[a] >= LIGHT && ALONE[a] < NEVER && ALONE[b] >= LIGHT && ALONE[b] < NEVER ? HARD : NEVER;
  }

  /* ห that leads another letter (หน), and what stands under ์. */
  const isSilent = (text, at) => (text.charCodeAt(at) === LEADING && LED.includes(text[at + 1])) || text.charCodeAt(at + 1) === SILENT || (ENDING[text.charCodeAt(at + 1)] === VOWEL && text.charCodeAt(at + 2) === SILENT);

  /* What the letter at a place costs if it is missing or too many: less if it is silent or beside one that is as good. */
  function alone(text, at) {
    const c = text.charCodeAt(at), same = BONE[c];
    if (ALONE[c] < LIGHT || ALONE[c] === NEVER) return ALONE[c];
    if (isSilent(text, at)) return SAME;
    return same === BONE[text.charCodeAt(at - 1)] || same === BONE[text.charCodeAt(at + 1)] ? SOFT : ALONE[c];
  }

  const budget = (word) => (BUDGETS.find(([length]) => word.length >= length) || [0, 0])[1];

  const LONGEST = 256, LACKS = new Uint8Array(LONGEST), LINES = [new Int16Array(LONGEST), new Int16Array(LONGEST), new Int32Array(LONGEST), new Int32Array(LONGEST)];

  /* The best place of `word` in text[from, to): {cost, start, end}, or null above `most`. Sellers' algorithm, of each column only the rows that
     may still end within `most` (Ukkonen's cut-off). */
  function near(word, text, from, to, most) {
    const rows = word.length;
    let [cost, newCost, start, newStart] = LINES, best = null, active = 0;
    cost[0] = 0;
    start[0] = from;
    for (let i = 1; i <= rows; i++) {
      LACKS[i] = alone(word, i - 1);
      cost[i] = Math.min(NEVER, cost[i - 1] + LACKS[i]);
      start[i] = from;
      if (cost[i] <= most) active = i;
    }
    for (let j = from; j < to; j++) {
      const c = text.charCodeAt(j), extra = alone(text, j), last = Math.min(rows, active + 1);
      newCost[0] = 0;
      newStart[0] = j + 1;
      let i = 1;
      for (; i <= last; i++) {
        let least = cost[i - 1] + instead(word.charCodeAt(i - 1), c), at = start[i - 1];
        if (i <= active && cost[i] + extra < least) { least = cost[i] + extra; at = start[i]; }
        if (newCost[i - 1] + LACKS[i] < least) { least = newCost[i - 1] + LACKS[i]; at = newStart[i - 1]; }
        newCost[i] = Math.min(NEVER, least);
        newStart[i] = at;
      }
      for (; i <= rows && newCost[i - 1] + LACKS[i] <= most; i++) { newCost[i] = newCost[i - 1] + LACKS[i]; newStart[i] = newStart[i - 1]; }
      active = i - 1;
      while (newCost[active] > most) active--;
      [cost, newCost, start, newStart] = [newCost, cost, newStart, start];
      if (active === rows && (!best || cost[rows] < best.cost)) best = { cost: cost[rows], start: start[rows], end: j + 1 };
    }
    return best;
  }

  /* Text without vowels, marks and silent letters, consonants of one sound made one, and one of two alike. */
  function bones(text) {
    const out = new Uint8Array(text.length);
    let n = 0;
    for (let i = 0; i < text.length; i++) if (isBone(text, i)) out[n++] = BONE[text.charCodeAt(i)];
    return sop.decode(out.subarray(0, n));
  }

  function isBone(text, i) {
    const c = text.charCodeAt(i);
    if (GROUP[c] === VOWEL) return false;
    return ALONE[c] < LIGHT || ALONE[c] === NEVER || !(isSilent(text, i) || (i > 0 && BONE[c] === BONE[text.charCodeAt(i - 1)]));
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

  /* Calls `hit` with every place of a piece and its record; a record is left when `hit` says so. A piece that stands everywhere says nothing. */
  function each(piece, text, starts, most, hit) {
    const places = [];
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) if (places.push(at) > most) return;
    let r = 0, left = -1;
    for (const at of places) {
      while (starts[r + 1] <= at) r++;
      if (r !== left && hit(r, at)) left = r;
    }
  }

  /* Whether `many` bones from `from` on, forwards or backwards (`way`), are in the text but for one that is wrong, missing or too many. */
  function oneOff(kept, from, many, text, way = 1) {
    const same = (shift, skipped) => {
      for (let i = skipped; i < many; i++) if (kept[from + way * i] !== text(from + way * (i + shift))) return false;
      return true;
    };
    for (let right = 0; right < many; right++) {
      if (same(0, right + 1) || same(-1, right + 1) || same(1, right)) return true;
      if (kept[from + way * right] !== text(from + way * right)) return false;
    }
    return true;
  }

  /* Every record that has `word` nearly and not in full (`had`): found(record, {cost, start, end}). Most slips leave the bones whole; one
     in a consonant leaves the first or the second half of them whole. Only round such places is measured. */
  function scanNear(word, book, had, found) {
    const most = budget(word), kept = bones(word), seen = new Int8Array(book.size).fill(NEVER);
    if (!most || kept.length < 2) return;
    const all = bonesOf(book), reach = word.length + most, limit = book.size > LARGE ? MANY : FEW;
    const look = (r, from, to) => {
      if (had[r]) return true;
      const best = near(word, book.text, Math.max(book.starts[r], from), Math.min(book.starts[r + 1], to), most);
      if (best && best.cost < seen[r] && sop.begins(word, book.text, best.start)) { seen[r] = best.cost; found(r, best); }
      return seen[r] <= SAME;
    };
    const lookFor = (piece, before, most, fits) => each(piece, all.text, all.starts, most, (r, at) => {
      if (!fits(at)) return false;
      const place = fleshOut(book.text, book.starts[r], at - all.starts[r]);
      return look(r, place - before, place + reach);
    });
    lookFor(kept, most + 1, limit.whole, () => true);
    const half = Math.max(2, Math.ceil(kept.length / 2));
    if (most < LIGHT || kept.length < 3) return;
    const size = kept.length, first = kept.slice(0, half), last = kept.slice(-half);
    lookFor(first, most + 1, limit.half, (at) => oneOff(kept, half, size - half, (i) => all.text[at + i]));
    lookFor(last, reach, limit.half, (at) => oneOff(kept, size - half - 1, size - half, (i) => all.text[at + half - size + i], -1));
  }

  Object.assign(sop, { near, scanNear, budget, bonesOf });
})(typeof self === "undefined" ? globalThis : self);
